import { canonical } from './canonical'
import type { Document, DocumentCriterion, DocumentProfile } from './document'
import { type Mark, wordMarks } from './word-marks'

/** A text that changed, with its marks; `field` says which, `level` at which level or below which step. */
export interface TextChange {
  field: string
  level: number | null
  marks: Mark[]
}
export interface CriterionChange {
  key: string
  name: string
  kinds: ('added' | 'removed' | 'renamed' | 'moved' | 'reworded')[]
  /** Domains by name, when it moved to another. */
  from: string | null
  to: string | null
  texts: TextChange[]
}
export interface TargetChange {
  criterion: string
  name: string
  before: { target: number; weight: number; minimum: number | null } | null
  after: { target: number; weight: number; minimum: number | null } | null
}
export interface ProfileChange {
  key: string
  name: string
  kinds: ('added' | 'removed' | 'renamed' | 'reworded' | 'targets')[]
  targets: TargetChange[]
}
export interface Diff {
  about: TextChange[]
  scale: TextChange[]
  domains: { key: string; name: string; kinds: ('added' | 'removed' | 'renamed' | 'moved')[]; texts: TextChange[] }[]
  criteria: CriterionChange[]
  profiles: ProfileChange[]
  /** Null when the profile that pages begin with stayed. */
  defaultProfile: { before: string; after: string } | null
}

/** Everything that differs between two editions, in the order of the later one; what was removed stands at the end. */
export function diffOf(earlier: Document, later: Document): Diff {
  const [before, after] = [canonical(earlier), canonical(later)]
  return {
    about: [
      ...textChange('basis', null, before.basis, after.basis),
      ...textChange('ratingGuidance', null, before.ratingGuidance.join('\n'), after.ratingGuidance.join('\n')),
    ],
    scale: Array.from({ length: Math.max(before.scale.length, after.scale.length) }).flatMap((_, level) => [
      ...textChange('scaleName', level, before.scale[level]?.name ?? '', after.scale[level]?.name ?? ''),
      ...textChange('scaleMeaning', level, before.scale[level]?.meaning ?? '', after.scale[level]?.meaning ?? ''),
    ]),
    domains: domainChanges(before, after),
    criteria: criterionChanges(before, after),
    profiles: profileChanges(before, after),
    defaultProfile: before.default === after.default ? null : { before: before.default, after: after.default },
  }
}

export const isEmptyDiff = ({ about, scale, domains, criteria, profiles, defaultProfile }: Diff) =>
  [about, scale, domains, criteria, profiles].every((part) => part.length === 0) && defaultProfile === null

function textChange(field: string, level: number | null, before: string, after: string): TextChange[] {
  return before === after ? [] : [{ field, level, marks: wordMarks(before, after) }]
}

/** Those that others overtook; when one is moved up, the rest are not said to have moved down. */
function movedOf(before: readonly string[], after: readonly string[]): Set<string> {
  const kept = after.filter((key) => before.includes(key))
  const places = kept.map((key) => before.indexOf(key))
  const [best, previous] = [kept.map(() => 1), kept.map(() => -1)]
  for (let i = 0; i < places.length; i++)
    for (let j = 0; j < i; j++)
      if (places[j]! < places[i]! && best[j]! + 1 > best[i]!) {
        best[i] = best[j]! + 1
        previous[i] = j
      }
  const still = new Set<string>()
  for (let at = best.indexOf(Math.max(0, ...best)); at >= 0; at = previous[at]!) still.add(kept[at]!)
  return new Set(kept.filter((key) => !still.has(key)))
}

function domainChanges(before: Document, after: Document): Diff['domains'] {
  const old = new Map(before.domains.map((domain) => [domain.key, domain]))
  const moved = movedOf(
    [...old.keys()],
    after.domains.map(({ key }) => key),
  )
  const changed = after.domains.flatMap((domain): Diff['domains'] => {
    const was = old.get(domain.key)
    if (!was) return [{ key: domain.key, name: domain.name, kinds: ['added'], texts: [] }]
    const texts = [
      ...textChange('name', null, was.name, domain.name),
      ...textChange('shortName', null, was.shortName, domain.shortName),
      ...textChange('summary', null, was.summary, domain.summary),
    ]
    const kinds = [
      ...(texts.length > 0 ? ['renamed' as const] : []),
      ...(moved.has(domain.key) ? ['moved' as const] : []),
    ]
    return kinds.length > 0 ? [{ key: domain.key, name: domain.name, kinds, texts }] : []
  })
  const gone = before.domains.filter(({ key }) => !after.domains.some((domain) => domain.key === key))
  return [...changed, ...gone.map(({ key, name }) => ({ key, name, kinds: ['removed' as const], texts: [] }))]
}

function textsOf(was: DocumentCriterion, now: DocumentCriterion): TextChange[] {
  const pairs = [...new Set([...Object.keys(was.distinguish), ...Object.keys(now.distinguish)])].sort()
  const refs = ({ references }: DocumentCriterion) =>
    references
      .map(
        ({ standard, code, title, checked }) =>
          `${[standard, code, title].filter(Boolean).join(' · ')}${checked ? '' : ' (unchecked)'}`,
      )
      .join('\n')
  return [
    ...textChange('definition', null, was.definition, now.definition),
    ...Array.from({ length: Math.max(was.levels.length, now.levels.length) }).flatMap((_, level) =>
      textChange('descriptor', level, was.levels[level] ?? '', now.levels[level] ?? ''),
    ),
    ...pairs.flatMap((pair) =>
      textChange('separates', Number(pair[0]), was.distinguish[pair] ?? '', now.distinguish[pair] ?? ''),
    ),
    ...textChange('selfPrompt', null, was.selfPrompt, now.selfPrompt),
    ...textChange('managerPrompt', null, was.managerPrompt, now.managerPrompt),
    ...textChange('evidenceExamples', null, was.evidenceExamples.join('\n'), now.evidenceExamples.join('\n')),
    ...textChange('references', null, refs(was), refs(now)),
  ]
}

function criterionChanges(before: Document, after: Document): CriterionChange[] {
  const old = new Map(before.criteria.map((criterion) => [criterion.key, criterion]))
  const nameOf = (document: Document, key: string) => document.domains.find((one) => one.key === key)?.name ?? key
  const moved = new Set(
    after.domains.flatMap(({ key }) => {
      const within = (all: Document) => all.criteria.flatMap((each) => (each.domain === key ? [each.key] : []))
      return [...movedOf(within(before), within(after))]
    }),
  )
  const changed = after.criteria.flatMap((now): CriterionChange[] => {
    const was = old.get(now.key)
    const to = nameOf(after, now.domain)
    if (!was) return [{ key: now.key, name: now.name, kinds: ['added'], from: null, to, texts: [] }]
    const texts = textsOf(was, now)
    const isElsewhere = was.domain !== now.domain
    const kinds = [
      ...(was.name === now.name ? [] : ['renamed' as const]),
      ...(isElsewhere || moved.has(now.key) ? ['moved' as const] : []),
      ...(texts.length > 0 ? ['reworded' as const] : []),
    ]
    if (kinds.length === 0) return []
    const places = isElsewhere ? { from: nameOf(before, was.domain), to } : { from: null, to: null }
    return [
      {
        key: now.key,
        name: now.name,
        kinds,
        ...places,
        texts: [...textChange('name', null, was.name, now.name), ...texts],
      },
    ]
  })
  const gone = before.criteria.filter(({ key }) => !after.criteria.some((one) => one.key === key))
  return [
    ...changed,
    ...gone.map(({ key, name, domain }) => ({
      ...{ key, name, kinds: ['removed' as const], from: nameOf(before, domain), to: null, texts: [] },
    })),
  ]
}

function profileChanges(before: Document, after: Document): ProfileChange[] {
  const names = new Map([...before.criteria, ...after.criteria].map(({ key, name }) => [key, name]))
  const old = new Map(before.profiles.map((profile) => [profile.key, profile]))
  const changed = after.profiles.flatMap((now): ProfileChange[] => {
    const was = old.get(now.key)
    const targets = targetChanges(was, now, names)
    if (!was) return [{ key: now.key, name: now.name, kinds: ['added'], targets }]
    const kinds = [
      ...(was.name === now.name ? [] : ['renamed' as const]),
      ...(was.summary === now.summary ? [] : ['reworded' as const]),
      ...(targets.length > 0 ? ['targets' as const] : []),
    ]
    return kinds.length > 0 ? [{ key: now.key, name: now.name, kinds, targets }] : []
  })
  const gone = before.profiles.filter(({ key }) => !after.profiles.some((profile) => profile.key === key))
  return [...changed, ...gone.map(({ key, name }) => ({ key, name, kinds: ['removed' as const], targets: [] }))]
}

function targetChanges(
  was: DocumentProfile | undefined,
  now: DocumentProfile,
  names: ReadonlyMap<string, string>,
): TargetChange[] {
  const bare = (profile: DocumentProfile | undefined, key: string) => {
    const found = profile?.criteria.find(({ criterion }) => criterion === key)
    return found ? { target: found.target, weight: found.weight, minimum: found.minimum } : null
  }
  const keys = new Set([...now.criteria, ...(was?.criteria ?? [])].map(({ criterion }) => criterion))
  return [...keys].flatMap((key) => {
    const [before, after] = [bare(was, key), bare(now, key)]
    if (JSON.stringify(before) === JSON.stringify(after)) return []
    return [{ criterion: key, name: names.get(key) ?? key, before, after }]
  })
}
