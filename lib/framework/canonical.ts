import type { Document, DocumentCriterion, DocumentProfile } from './document'

const caseIdOf = ({ caseId }: { caseId?: string | undefined }) => (caseId ? { caseId } : {})

/**
 * The one way of writing an edition down: criteria domain by domain, profiles in order, nothing that says nothing. Equal
 * editions are equal texts.
 */
export function canonical(document: Document): Document {
  const { key, name, version, basis, scale, ratingGuidance, domains } = document
  const criteria = domains.flatMap((domain) => document.criteria.filter((each) => each.domain === domain.key))
  const places = new Map(criteria.map((criterion, place) => [criterion.key, place]))
  return {
    ...{ key, name, version, basis, ...caseIdOf(document) },
    scale: scale.map(({ level, name, meaning }) => ({ level, name, meaning })),
    ratingGuidance,
    domains: domains.map((each) => ({
      ...{ key: each.key, name: each.name, shortName: each.shortName, summary: each.summary, ...caseIdOf(each) },
    })),
    criteria: criteria.map((criterion) => canonicalCriterion(criterion, scale.length)),
    default: document.default,
    profiles: [...document.profiles]
      .sort((one, other) => one.order - other.order)
      .map((profile, at) => canonicalProfile({ ...profile, order: at + 1 }, places)),
  }
}

export function canonicalCriterion(criterion: DocumentCriterion, levels: number): DocumentCriterion {
  const { key, domain, name, definition, references, evidenceExamples, distinguish, selfPrompt, managerPrompt } =
    criterion
  const pairs = Array.from({ length: Math.max(levels - 1, 0) }, (_, level) => `${level}-${level + 1}`)
  return {
    ...{ key, domain, name, definition },
    references: references.map(({ standard, code, title, checked }) => ({ standard, code, title, checked })),
    evidenceExamples,
    levels: Array.from({ length: levels }, (_, level) => criterion.levels[level] ?? ''),
    distinguish: Object.fromEntries(pairs.flatMap((pair) => (distinguish[pair] ? [[pair, distinguish[pair]]] : []))),
    ...{ selfPrompt, managerPrompt, ...caseIdOf(criterion) },
  }
}

/** What a profile asks nothing of is left out: no row means not applicable. */
export function canonicalProfile(profile: DocumentProfile, places: ReadonlyMap<string, number>): DocumentProfile {
  const { key, name, order, summary, criteria } = profile
  return {
    ...{ key, name, order, summary },
    criteria: criteria
      .filter(({ target, weight }) => target > 0 && weight > 0)
      .sort((one, other) => (places.get(one.criterion) ?? 0) - (places.get(other.criterion) ?? 0))
      .map(({ criterion, target, weight, mustHave, minimum }) => {
        const kept = mustHave ? minimum : null
        return { criterion, target, weight, mustHave: kept !== null, minimum: kept }
      }),
  }
}
