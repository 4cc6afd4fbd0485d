import { z } from 'zod'
import frameworkFile from '@/db/framework/framework.json' with { type: 'json' }
import profilesFile from '@/db/framework/profiles.json' with { type: 'json' }

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const Words = z.string().trim().min(1)

const Level = z.object({ level: z.int().min(0).max(9), name: Words, meaning: Words })
const Criterion = z.object({
  key: Key,
  domain: Key,
  name: Words,
  definition: Words,
  references: z.array(z.object({ standard: Words, code: z.string(), title: Words, checked: z.boolean() })),
  evidenceExamples: z.array(Words),
  levels: z.array(Words),
  distinguish: z.record(z.string().regex(/^\d-\d$/), Words).default({}),
  selfPrompt: Words,
  managerPrompt: Words,
})
const FrameworkFile = z.object({
  key: Key,
  name: Words,
  version: Words,
  basis: z.string(),
  scale: z.array(Level).min(2),
  ratingGuidance: z.array(Words),
  domains: z.array(z.object({ key: Key, name: Words, shortName: Words, summary: z.string() })).min(1),
  criteria: z.array(Criterion).min(1),
})
const Target = z.object({
  criterion: Key,
  target: z.int().min(0),
  weight: z.int().min(0),
  mustHave: z.boolean(),
  minimum: z.int().min(0).nullable(),
})
const ProfilesFile = z.object({
  framework: Key,
  version: Words,
  default: Key,
  profiles: z
    .array(z.object({ key: Key, name: Words, order: z.int().min(1), summary: z.string(), criteria: z.array(Target) }))
    .min(1),
})

export type DefaultFramework = z.infer<typeof FrameworkFile> &
  Pick<z.infer<typeof ProfilesFile>, 'profiles' | 'default'>

/** The framework and role profiles that come with the product, checked whole. Error naming every flaw found. */
export function readDefaultFramework(files: { framework: unknown; profiles: unknown } = shipped): DefaultFramework {
  const framework = FrameworkFile.parse(files.framework)
  const { profiles, default: standard, ...named } = ProfilesFile.parse(files.profiles)
  const flaws = flawsOf(framework, profiles, standard)
  if (named.framework !== framework.key || named.version !== framework.version)
    flaws.push('The profiles are made for another framework or edition.')
  if (flaws.length > 0) throw new Error(flaws.join('\n'))
  return { ...framework, profiles, default: standard }
}

const shipped = { framework: frameworkFile as unknown, profiles: profilesFile as unknown }

function flawsOf(
  { scale, domains, criteria }: z.infer<typeof FrameworkFile>,
  profiles: z.infer<typeof ProfilesFile>['profiles'],
  standard: string,
): string[] {
  const top = scale.length - 1
  const domainKeys = new Set(domains.map(({ key }) => key))
  const criterionKeys = new Set(criteria.map(({ key }) => key))
  return [
    ...repeated('domain', domains),
    ...repeated('criterion', criteria),
    ...repeated('profile', profiles),
    ...scale.filter(({ level }, at) => level !== at).map(({ level }) => `Level ${level} is out of order.`),
    ...criteria.filter(({ domain }) => !domainKeys.has(domain)).map(({ key }) => `${key} lies in no known domain.`),
    ...criteria
      .filter(({ levels }) => levels.length !== scale.length)
      .map(({ key, levels }) => `${key} describes ${levels.length} levels, the scale has ${scale.length}.`),
    ...profiles.filter(({ order }, at) => order !== at + 1).map(({ key }) => `The profile ${key} is out of order.`),
    ...profiles.flatMap((profile) => [
      ...repeated(
        `criterion of ${profile.key}`,
        profile.criteria.map(({ criterion }) => ({ key: criterion })),
      ),
      ...profile.criteria.flatMap(({ criterion, target, mustHave, minimum }) => {
        const place = `${profile.key}, ${criterion}:`
        if (!criterionKeys.has(criterion)) return [`${place} no such criterion.`]
        if (target > top) return [`${place} the target lies above the scale.`]
        if (mustHave !== (minimum !== null)) return [`${place} a must-have has a minimum, others have none.`]
        return minimum !== null && minimum > target ? [`${place} the minimum lies above the target.`] : []
      }),
    ]),
    ...(profiles.some(({ key }) => key === standard) ? [] : [`There is no profile "${standard}" to be the default.`]),
  ]
}

function repeated(what: string, items: readonly { key: string }[]): string[] {
  return items
    .filter(({ key }, at) => items.findIndex((other) => other.key === key) !== at)
    .map(({ key }) => `The ${what} "${key}" is there twice.`)
}
