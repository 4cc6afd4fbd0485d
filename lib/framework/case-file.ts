import { z } from 'zod'
import { canonical } from './canonical'
import { type Remark, refuseFile } from './csv-text'
import { Document, type DocumentCriterion, type DocumentDomain, Key } from './document'
import { guidOf } from './guid'
import { keyFor } from './keys'

/** CASE 1.1: what has no place there stands under this name in `extensions`. */
const ours = 'gravitas'

const link = (title: string, identifier: string) => ({ title, identifier, uri: `urn:uuid:${identifier}` })

/** The edition as a CFPackage. GUIDs come from keys, or from the file that brought them. */
export function toCase(document: Document, changedAt: string): object {
  const { key, name, version, basis, scale, ratingGuidance, domains, criteria, profiles } = document
  const self = document.caseId ?? guidOf(key, 'document', version)
  const guids = itemGuids(document)
  const at = { lastChangeDateTime: changedAt }
  const about = { CFDocumentURI: link(name, self), ...at }
  const item = (each: DocumentDomain | DocumentCriterion, type: string, statement: string, extra: object) => {
    const identifier = guids.get(each)!
    return {
      ...{ identifier, uri: `urn:uuid:${identifier}`, humanCodingScheme: each.key, abbreviatedStatement: each.name },
      ...{ fullStatement: statement || each.name, CFItemType: type, ...about, extensions: { [ours]: extra } },
    }
  }
  const child = (identifier: string, title: string, parent: { title: string; identifier: string }, place: number) => {
    const own = guidOf(self, 'child', identifier)
    return {
      ...{ identifier: own, uri: `urn:uuid:${own}`, associationType: 'isChildOf', sequenceNumber: place + 1 },
      originNodeURI: link(title, identifier),
      ...{ destinationNodeURI: link(parent.title, parent.identifier), ...about },
    }
  }
  return {
    CFDocument: {
      ...{ identifier: self, uri: `urn:uuid:${self}`, creator: 'Gravitas', title: name, version, ...at },
      ...{ description: basis, frameworkType: 'Competency', language: 'en', CFPackageURI: link(name, self) },
      extensions: { [ours]: { key, ratingGuidance, scale, default: document.default, profiles } },
    },
    CFItems: [
      ...domains.map((each) =>
        item(each, 'Domain', each.summary, { shortName: each.shortName, summary: each.summary }),
      ),
      ...criteria.map((each) => {
        const { definition, selfPrompt, managerPrompt, evidenceExamples, references, distinguish } = each
        const extra = { definition, selfPrompt, managerPrompt, evidenceExamples, references, distinguish }
        return item(each, 'Criterion', definition, extra)
      }),
    ],
    CFAssociations: [
      ...domains.map((each, place) => child(guids.get(each)!, each.name, { title: name, identifier: self }, place)),
      ...criteria.map((each, place) => {
        const parent = domains.find((domain) => domain.key === each.domain)!
        return child(guids.get(each)!, each.name, { title: parent.name, identifier: guids.get(parent)! }, place)
      }),
    ],
    CFRubrics: criteria.map((each) => {
      const identifier = guids.get(each)!
      const [rubric, row] = [guidOf(identifier, 'rubric'), guidOf(identifier, 'rubric-criterion')]
      return {
        ...{ identifier: rubric, uri: `urn:uuid:${rubric}`, title: each.name, ...at },
        CFRubricCriteria: [
          {
            ...{ identifier: row, uri: `urn:uuid:${row}`, rubricId: rubric, CFItemURI: link(each.name, identifier) },
            ...{ position: 1, ...at },
            CFRubricCriterionLevels: each.levels.map((description, level) => {
              const own = guidOf(identifier, 'level', level)
              return {
                ...{ identifier: own, uri: `urn:uuid:${own}`, rubricCriterionId: row, position: level + 1 },
                ...{ quality: scale[level]?.name ?? '', score: level, description, ...at },
              }
            }),
          },
        ],
      }
    }),
  }
}

function itemGuids({ key, domains, criteria }: Document): Map<object, string> {
  return new Map<object, string>([
    ...domains.map((each) => [each, each.caseId ?? guidOf(key, 'domain', each.key)] as const),
    ...criteria.map((each) => [each, each.caseId ?? guidOf(key, 'criterion', each.key)] as const),
  ])
}

const Guid = z.guid().toLowerCase()
const Node = z.object({ identifier: Guid })
const Package = z.object({
  CFDocument: z.object({
    identifier: Guid,
    title: z.string(),
    version: z.string().optional(),
    description: z.string().optional(),
    lastChangeDateTime: z.string().optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
  }),
  CFItems: z
    .array(
      z.object({
        identifier: Guid,
        fullStatement: z.string(),
        abbreviatedStatement: z.string().optional(),
        humanCodingScheme: z.string().optional(),
        CFItemType: z.string().optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .max(1_000),
  CFAssociations: z
    .array(
      z.object({
        associationType: z.string(),
        sequenceNumber: z.number().optional(),
        originNodeURI: Node,
        destinationNodeURI: Node,
      }),
    )
    .max(20_000)
    .default([]),
  CFRubrics: z
    .array(
      z.object({
        CFRubricCriteria: z
          .array(
            z.object({
              CFItemURI: Node.optional(),
              CFRubricCriterionLevels: z
                .array(
                  z.object({
                    quality: z.string().optional(),
                    description: z.string().optional(),
                    score: z.number().optional(),
                    position: z.number().optional(),
                  }),
                )
                .max(20)
                .default([]),
            }),
          )
          .default([]),
      }),
    )
    .max(1_000)
    .default([]),
})
type CaseItem = z.infer<typeof Package>['CFItems'][number]

/** What we wrote into a document's extensions; another's file has none of it. */
const DocumentExtra = Document.pick({
  key: true,
  ratingGuidance: true,
  scale: true,
  default: true,
  profiles: true,
}).partial()
const DomainExtra = z.object({ shortName: z.string(), summary: z.string() }).partial()
const CriterionExtra = z
  .object({
    ...{ definition: z.string(), selfPrompt: z.string(), managerPrompt: z.string() },
    ...{ evidenceExamples: z.array(z.string()), distinguish: z.record(z.string(), z.string()) },
    references: z.array(z.object({ standard: z.string(), code: z.string(), title: z.string(), checked: z.boolean() })),
  })
  .partial()

const extra = <T extends z.ZodType>(shape: T, extensions: Record<string, unknown> | undefined) =>
  shape.safeParse(extensions?.[ours] ?? {}).data

/** A CFPackage as a document: items right under the document are domains, items without children are criteria. */
export function fromCase(value: unknown): { document: Document; notes: Remark[]; changedAt: Date | undefined } {
  const found = Package.safeParse(value)
  if (!found.success)
    return refuseFile(
      found.error.issues
        .slice(0, 50)
        .map(({ path, message }) => ({ row: null, message: `${path.join('.')}: ${message}.` })),
    )
  const { CFDocument: head, CFItems: items, CFAssociations: links, CFRubrics: rubrics } = found.data
  const notes: Remark[] = []
  const own = extra(DocumentExtra, head.extensions)
  const tree = treeOf(items, links)
  const key = own?.key ?? keyFor(head.title, [])
  const taken = new Set<string>()
  const keyOf = (item: CaseItem) => {
    const coded = Key.safeParse(item.humanCodingScheme).data
    const made = coded && !taken.has(coded) ? coded : keyFor(item.humanCodingScheme || nameOf(item), taken)
    taken.add(made)
    return made
  }
  const kept = (kind: string, itemKey: string, identifier: string) =>
    guidOf(key, kind, itemKey) === identifier ? {} : { caseId: identifier }
  const domains: Document['domains'] = []
  const criteria: DocumentCriterion[] = []
  const levelsOf = new Map(
    rubrics.flatMap(({ CFRubricCriteria }) =>
      CFRubricCriteria.flatMap((row) =>
        row.CFItemURI ? [[row.CFItemURI.identifier, row.CFRubricCriterionLevels] as const] : [],
      ),
    ),
  )
  const count = Math.min(10, Math.max(2, ...[...levelsOf.values()].map((levels) => levels.length)))
  const first = [...levelsOf.values()].find((levels) => levels.length === count)
  const scale =
    own?.scale ??
    Array.from({ length: count }, (_, level) => ({
      level,
      name: first?.[level]?.quality?.slice(0, 200) || `Level ${level}`,
      meaning: '',
    }))
  for (const { item, leaves, isSelf } of tree) {
    const domainKey = keyOf(item)
    const more = extra(DomainExtra, item.extensions)
    const name = nameOf(item)
    const summary = more?.summary ?? (item.abbreviatedStatement ? item.fullStatement : '')
    domains.push({
      key: domainKey,
      name,
      shortName: more?.shortName ?? name,
      summary,
      ...(isSelf ? {} : kept('domain', domainKey, item.identifier)),
    })
    for (const { item: leaf, isDeep } of leaves) {
      if (isDeep)
        notes.push({ row: null, message: `${nameOf(leaf)} stood deeper than two steps; it is in ${name} now.` })
      const criterionKey = isSelf ? keyFor(domainKey, taken) : keyOf(leaf)
      taken.add(criterionKey)
      const { definition, ...rest } = extra(CriterionExtra, leaf.extensions) ?? {}
      const described = [...(levelsOf.get(leaf.identifier) ?? [])].sort(
        (one, other) => (one.position ?? one.score ?? 0) - (other.position ?? other.score ?? 0),
      )
      if (described.length === 0)
        notes.push({ row: null, message: `${nameOf(leaf)} has no rubric: describe its levels.` })
      criteria.push({
        ...{ selfPrompt: '', managerPrompt: '', evidenceExamples: [], references: [], distinguish: {}, ...rest },
        ...{ key: criterionKey, domain: domainKey, name: nameOf(leaf), definition: definition ?? leaf.fullStatement },
        levels: described.map(({ description }) => description ?? ''),
        ...kept('criterion', criterionKey, leaf.identifier),
      })
    }
  }
  if (criteria.length === 0)
    refuseFile([{ row: null, message: 'The file holds no item below its document: there is nothing to rate.' }])
  const version = head.version?.slice(0, 200) || '1.0.0'
  const document = {
    ...{ key, name: head.title.slice(0, 200) || key, version, basis: head.description ?? '', scale },
    ...(guidOf(key, 'document', version) === head.identifier ? {} : { caseId: head.identifier }),
    ...{ ratingGuidance: own?.ratingGuidance ?? [], domains, criteria },
    ...{ default: own?.default ?? '', profiles: own?.profiles ?? [] },
  }
  const day = Date.parse(head.lastChangeDateTime ?? '')
  return { document: canonical(document), notes, changedAt: Number.isNaN(day) ? undefined : new Date(day) }
}

const nameOf = (item: CaseItem) => (item.abbreviatedStatement || item.fullStatement).trim().slice(0, 200)

interface Branch {
  item: CaseItem
  /** A criterion that stands alone under the document is its own domain. */
  isSelf: boolean
  leaves: { item: CaseItem; isDeep: boolean }[]
}

function treeOf(items: readonly CaseItem[], links: z.infer<typeof Package>['CFAssociations']): Branch[] {
  const known = new Map(items.map((item) => [item.identifier, item]))
  const order = new Map(items.map(({ identifier }, place) => [identifier, place]))
  const children = new Map<string, { item: CaseItem; place: number }[]>()
  const placed = new Set<string>()
  for (const { associationType, sequenceNumber, originNodeURI, destinationNodeURI } of links) {
    const item = known.get(originNodeURI.identifier)
    if (associationType !== 'isChildOf' || !item || !known.has(destinationNodeURI.identifier)) continue
    if (placed.has(item.identifier)) continue
    placed.add(item.identifier)
    const place = sequenceNumber ?? order.get(item.identifier)!
    children.set(destinationNodeURI.identifier, [
      ...(children.get(destinationNodeURI.identifier) ?? []),
      { item, place },
    ])
  }
  const below = (identifier: string) =>
    [...(children.get(identifier) ?? [])].sort((one, other) => one.place - other.place)
  const seen = new Set<string>()
  const leavesOf = (item: CaseItem, depth: number): Branch['leaves'] =>
    below(item.identifier).flatMap(({ item: child }) => {
      if (seen.has(child.identifier)) return []
      seen.add(child.identifier)
      return below(child.identifier).length > 0 ? leavesOf(child, depth + 1) : [{ item: child, isDeep: depth > 0 }]
    })
  const sequence = new Map(
    links.flatMap((one) =>
      one.associationType === 'isChildOf' ? [[one.originNodeURI.identifier, one.sequenceNumber ?? 0] as const] : [],
    ),
  )
  return items
    .filter(({ identifier }) => !placed.has(identifier))
    .sort((one, other) => (sequence.get(one.identifier) ?? 0) - (sequence.get(other.identifier) ?? 0))
    .map((item) => {
      const isSelf = below(item.identifier).length === 0 && item.CFItemType !== 'Domain'
      return { item, isSelf, leaves: isSelf ? [{ item, isDeep: false }] : leavesOf(item, 0) }
    })
}
