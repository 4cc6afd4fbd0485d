import type { Document } from './document'

/** Something that keeps an edition from being published: where it is, and what to do in a sentence. */
export interface Flaw {
  part: 'about' | 'scale' | 'domain' | 'criterion' | 'profile'
  key: string
  /** Set where the tables could not even hold it. */
  isBroken?: true
  message: string
}

/** All that is wrong with an edition, in its own order. */
export function flawsOf(document: Document): Flaw[] {
  return [...brokenOf(document), ...missingOf(document), ...document.profiles.flatMap(weightFlaw)]
}

/** What neither a draft nor the tables can hold: things twice, things that lead nowhere, levels off the scale. */
export function brokenOf({ scale, domains, criteria, profiles }: Document): Flaw[] {
  const top = scale.length - 1
  const domainKeys = new Set(domains.map(({ key }) => key))
  const criterionKeys = new Set(criteria.map(({ key }) => key))
  const flaws: Omit<Flaw, 'isBroken'>[] = [
    ...repeated('domain', domains),
    ...repeated('criterion', criteria),
    ...repeated('profile', profiles),
    ...scale
      .filter(({ level }, at) => level !== at)
      .map(({ level }) => ({
        part: 'scale' as const,
        key: String(level),
        message: `Level ${level} is out of order.`,
      })),
    ...criteria
      .filter(({ domain }) => !domainKeys.has(domain))
      .map(({ key }) => ({ part: 'criterion' as const, key, message: `${key} lies in no known domain.` })),
    ...profiles.flatMap((profile) => [
      ...repeated(
        'profile',
        profile.criteria.map(({ criterion }) => ({ key: criterion })),
        `criterion of ${profile.key}`,
      ).map((flaw) => ({ ...flaw, key: profile.key })),
      ...profile.criteria.flatMap(({ criterion, target, mustHave, minimum }) => {
        const told = (message: string) => [{ part: 'profile' as const, key: profile.key, message }]
        const place = `${profile.key}, ${criterion}:`
        if (!criterionKeys.has(criterion)) return told(`${place} no such criterion.`)
        if (target > top) return told(`${place} the target lies above the scale.`)
        if (mustHave !== (minimum !== null)) return told(`${place} a must-have has a minimum, others have none.`)
        return minimum !== null && minimum > target ? told(`${place} the minimum lies above the target.`) : []
      }),
    ]),
  ]
  return flaws.map((flaw) => ({ ...flaw, isBroken: true }))
}

function missingOf({ scale, domains, criteria, profiles, default: standard }: Document): Flaw[] {
  const blank = (text: string | undefined) => !text?.trim()
  return [
    ...(criteria.length > 0 ? [] : [{ part: 'about' as const, key: '', message: 'There is no criterion yet.' }]),
    ...scale
      .filter(({ name, meaning }) => blank(name) || blank(meaning))
      .map(({ level }) => ({
        ...{ part: 'scale' as const, key: String(level), message: `Level ${level} needs a name and a meaning.` },
      })),
    ...domains
      .filter(({ name, shortName }) => blank(name) || blank(shortName))
      .map(({ key }) => ({
        ...{ part: 'domain' as const, key, message: `The domain ${key} needs a name and a short name.` },
      })),
    ...domains
      .filter(({ key }) => !criteria.some(({ domain }) => domain === key))
      .map(({ key, name }) => ({
        ...{ part: 'domain' as const, key, message: `The domain ${name || key} holds no criterion.` },
      })),
    ...criteria.flatMap((criterion) => {
      const told = (message: string) => ({ part: 'criterion' as const, key: criterion.key, message })
      const called = criterion.name || criterion.key
      const empty = scale.flatMap(({ level }) => (blank(criterion.levels[level]) ? [level] : []))
      const differs = criterion.levels.length !== scale.length
      return [
        ...(blank(criterion.name) ? [told(`${criterion.key} needs a name.`)] : []),
        ...(blank(criterion.definition) ? [told(`${called} needs a definition.`)] : []),
        ...(differs
          ? [told(`${criterion.key} describes ${criterion.levels.length} levels, the scale has ${scale.length}.`)]
          : empty.length > 0
            ? [told(`${called} has no descriptor for level ${empty.join(', ')}.`)]
            : []),
      ]
    }),
    ...profiles
      .filter(({ name }) => blank(name))
      .map(({ key }) => ({ part: 'profile' as const, key, message: `The profile ${key} needs a name.` })),
    ...profiles
      .filter(({ order }, at) => order !== at + 1)
      .map(({ key }) => ({ part: 'profile' as const, key, message: `The profile ${key} is out of order.` })),
    ...(profiles.some(({ key }) => key === standard)
      ? []
      : [
          {
            part: 'profile' as const,
            key: standard,
            message: profiles.length
              ? `There is no profile "${standard}" to be the default.`
              : 'There is no role profile yet: add one.',
          },
        ]),
  ]
}

function weightFlaw({ key, name, criteria }: Document['profiles'][number]): Flaw[] {
  const sum = criteria.reduce((all, { weight }) => all + weight, 0)
  return sum === 100
    ? []
    : [{ part: 'profile', key, message: `The weights of ${name || key} add up to ${sum}; they must make 100.` }]
}

function repeated(part: Flaw['part'], items: readonly { key: string }[], what: string = part): Flaw[] {
  return items
    .filter(({ key }, at) => items.findIndex((other) => other.key === key) !== at)
    .map(({ key }) => ({ part, key, message: `The ${what} "${key}" is there twice.` }))
}
