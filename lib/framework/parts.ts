import { z } from 'zod'
import { canonical, canonicalCriterion, canonicalProfile } from './canonical'
import { Document, DocumentCriterion, DocumentDomain, DocumentProfile, DocumentScale, Key } from './document'

const About = Document.pick({ version: true, basis: true, ratingGuidance: true })
const Order = z.array(Key).max(300)
const Profiles = z.object({ order: z.array(Key).max(40), default: z.string().max(80) })

const changeOf = <Name extends string, Value extends z.ZodType>(part: Name, value: Value) =>
  z.strictObject({ part: z.literal(part), before: value, after: value })
const keyed = <Name extends string, Value extends z.ZodType>(part: Name, value: Value) =>
  z.strictObject({ part: z.literal(part), key: Key, before: value.nullable(), after: value.nullable() })

/** A change of one part of a draft. `before` is the part as its author saw it: when it is another by now, nothing is written. */
export const Change = z
  .discriminatedUnion('part', [
    changeOf('about', About),
    changeOf('scale', DocumentScale),
    changeOf('domains', z.array(DocumentDomain).max(50)),
    changeOf('order', Order),
    changeOf('profiles', Profiles),
    keyed('criterion', DocumentCriterion),
    keyed('profile', DocumentProfile),
  ])
  .describe('`before` is the part as you read it, null for a new one; `after` is null to remove it.')
export type Change = z.infer<typeof Change>

/** The part as it stands in the document, written the one way; null when there is none of that key. */
export function readPart(document: Document, change: Pick<Change, 'part'> & { key?: string }): unknown {
  const { version, basis, ratingGuidance, scale, domains, criteria, profiles } = document
  switch (change.part) {
    case 'about':
      return { version, basis, ratingGuidance }
    case 'scale':
      return scale
    case 'domains':
      return domains
    case 'order':
      return criteria.map(({ key }) => key)
    case 'profiles':
      return { order: profiles.map(({ key }) => key), default: document.default }
    case 'criterion':
      return criteria.find(({ key }) => key === change.key) ?? null
    case 'profile':
      return profiles.find(({ key }) => key === change.key) ?? null
  }
}

/** The same part as somebody sent it, written as the document would. */
export function canonicalPart(document: Document, change: Change, value: unknown): unknown {
  if (value === null) return null
  const places = new Map(document.criteria.map(({ key }, place) => [key, place]))
  if (change.part === 'criterion') return canonicalCriterion(value as DocumentCriterion, document.scale.length)
  if (change.part === 'profile') {
    const order = document.profiles.find(({ key }) => key === change.key)?.order ?? document.profiles.length + 1
    return canonicalProfile({ ...(value as DocumentProfile), order }, places)
  }
  return value
}

/** The document after the change; what a removed criterion was asked for in profiles goes with it. */
export function withPart(document: Document, change: Change): Document {
  switch (change.part) {
    case 'about':
      return canonical({ ...document, ...change.after })
    case 'scale':
      return canonical({ ...document, scale: change.after })
    case 'domains': {
      const kept = change.after.map((domain) => ({ ...caseOf(document.domains, domain.key), ...domain }))
      // Unlike `canonical` alone this keeps criteria whose domain has gone, so that the check can name them.
      return { ...canonical({ ...document, domains: kept }), criteria: sortedBy(kept, document.criteria) }
    }
    case 'order': {
      const places = new Map(change.after.map((key, place) => [key, place]))
      const placeOf = (key: string) => places.get(key) ?? places.size
      const criteria = [...document.criteria].sort((one, other) => placeOf(one.key) - placeOf(other.key))
      return canonical({ ...document, criteria })
    }
    case 'profiles': {
      const orderOf = (key: string) => change.after.order.indexOf(key) + 1 || 1_000
      const profiles = document.profiles.map((profile) => ({ ...profile, order: orderOf(profile.key) }))
      return canonical({ ...document, default: change.after.default, profiles })
    }
    case 'criterion': {
      const { key, after } = change
      const others = document.criteria.filter((each) => each.key !== key)
      if (!after) {
        const profiles = document.profiles.map((profile) => ({
          ...profile,
          criteria: profile.criteria.filter(({ criterion }) => criterion !== key),
        }))
        return canonical({ ...document, criteria: others, profiles })
      }
      const criterion = { ...after, key }
      const isKnown = others.length < document.criteria.length
      const criteria = isKnown
        ? document.criteria.map((each) => (each.key === key ? criterion : each))
        : [...others, criterion]
      return { ...canonical({ ...document, criteria }), criteria: sortedBy(document.domains, criteria) }
    }
    case 'profile': {
      const { key, after } = change
      const old = document.profiles.find((each) => each.key === key)
      const others = document.profiles.filter((each) => each.key !== key)
      const profiles = after ? [...others, { ...after, key, order: old?.order ?? others.length + 1 }] : others
      const standard = profiles.length === 1 ? profiles[0]!.key : document.default
      return canonical({ ...document, profiles, default: standard })
    }
  }
}

const caseOf = (domains: readonly DocumentDomain[], key: string) => {
  const caseId = domains.find((domain) => domain.key === key)?.caseId
  return caseId ? { caseId } : {}
}

function sortedBy(domains: readonly DocumentDomain[], criteria: readonly DocumentCriterion[]): DocumentCriterion[] {
  const places = new Map(domains.map(({ key }, place) => [key, place]))
  const placeOf = ({ domain }: DocumentCriterion) => places.get(domain) ?? places.size
  return [...criteria].sort((one, other) => placeOf(one) - placeOf(other))
}
