import { canonical } from './canonical'
import { csvText, type Remark, readCsv, refuseFile } from './csv-text'
import type { Document } from './document'
import { guidOf } from './guid'
import { keyFor } from './keys'

/** Moodle's competency framework file, its columns in their order; optional marks in a header are not part of the name. */
const columns = [
  ...['Parent ID number', 'ID number', 'Short name', 'Description', 'Description format', 'Scale values'],
  ...['Scale configuration', 'Rule type', 'Rule outcome', 'Rule config', 'Cross-referenced competency ID numbers'],
  ...['Exported ID', 'Is framework', 'Taxonomy'],
] as const

const header = (head: string) => {
  const bare = head
    .replace(/\(optional\)/i, '')
    .trim()
    .toLowerCase()
  if (/^(related|cross-referenced)/.test(bare)) return 'related'
  return bare === 'export id' ? 'exported id' : bare.replace('id number', 'id')
}

/** The edition as Moodle reads it. Moodle knows no descriptors by criterion: they stand in the description. */
export function toMoodle(document: Document): string {
  const { key, name, basis, scale, domains, criteria } = document
  const values = scale.map((level) => level.name.replaceAll(',', ' ')).join(',')
  const row = (parent: string, id: string, title: string, text: string, isFramework: boolean) => [
    ...[parent, id, title, text, 1, isFramework ? values : '', '', '', 0, '', '', guidOf(key, 'moodle', id)],
    ...[isFramework ? 1 : '', isFramework ? 'domain,competency' : ''],
  ]
  const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return csvText([
    [...columns],
    row('', key, name, `<p>${html(basis)}</p>`, true),
    ...domains.flatMap((domain) => [
      row('', domain.key, domain.name, `<p>${html(domain.summary)}</p>`, false),
      ...criteria
        .filter((each) => each.domain === domain.key)
        .map((each) => {
          const list = each.levels.map((text) => `<li>${html(text)}</li>`).join('')
          return row(
            domain.key,
            each.key,
            each.name,
            `<p>${html(each.definition)}</p><ol start="0">${list}</ol>`,
            false,
          )
        }),
    ]),
  ])
}

/** Moodle's tree as a document: first step domains, below it criteria. Descriptors of known criteria stay as in `base`. */
export function fromMoodle(content: string, base: Document | null): { document: Document; notes: Remark[] } {
  const rows = readCsv(content, ['parent id', 'id', 'short name', 'is framework'], header)
  const problems: Remark[] = []
  const notes: Remark[] = []
  const head = rows.find(({ cells }) => cells['is framework'] === '1')
  if (!head)
    problems.push({ row: null, message: 'No row has 1 under Is framework. Export the whole framework from Moodle.' })
  const items = rows.filter((row) => row !== head)
  const byId = new Map(items.toReversed().map((item) => [item.cells.id ?? '', item]))
  for (const { row, cells } of items) {
    if (!cells.id) problems.push({ row, message: 'has no ID number.' })
    else if (byId.get(cells.id)?.row !== row)
      problems.push({ row, message: `repeats the ID number ${cells.id}. Each may stand there once.` })
    if (!cells['short name']) problems.push({ row, message: 'has no short name.' })
    if (cells['parent id'] && !byId.has(cells['parent id']))
      problems.push({ row, message: `hangs below ${cells['parent id']}, which the file does not have.` })
  }
  if (items.length === 0) problems.push({ row: null, message: 'The file holds no competency.' })
  if (problems.length > 0 || !head) refuseFile(problems)
  const topOf = (id: string): { id: string; steps: number } => {
    let [at, steps] = [id, 0]
    for (
      let parent = byId.get(at)?.cells['parent id'];
      parent && steps <= items.length;
      parent = byId.get(at)?.cells['parent id']
    ) {
      at = parent
      steps++
    }
    return { id: at, steps }
  }
  const values = (head.cells['scale values'] ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean)
    .slice(0, 10)
  const isOfBase = base !== null && (values.length < 2 || values.length === base.scale.length)
  const names = values.length >= 2 ? values : ['Not yet shown', 'Shown']
  const scale = isOfBase ? base.scale : names.map((name, level) => ({ level, name, meaning: '' }))
  if (!isOfBase) notes.push({ row: head.row, message: `The scale has ${names.length} levels: say what each means.` })
  const parents = new Set(items.map(({ cells }) => cells['parent id']))
  const taken = new Set<string>()
  const keys = new Map<string, string>()
  for (const { cells } of items) {
    const made = keyFor(cells.id ?? '', taken)
    taken.add(made)
    keys.set(cells.id ?? '', made)
  }
  const domains: Document['domains'] = []
  const criteria: Document['criteria'] = []
  for (const { row, cells } of items) {
    const id = cells.id ?? ''
    const name = cells['short name']!.slice(0, 200)
    const { id: top, steps } = topOf(id)
    if (steps > items.length) refuseFile([{ row, message: 'hangs below itself. Give it another parent.' }])
    const text = plain(cells.description ?? '')
    const isAlone = steps === 0 && !parents.has(id)
    if (steps === 0) domains.push({ key: keys.get(id)!, name, shortName: name, summary: isAlone ? '' : text })
    if (parents.has(id) && steps > 0)
      notes.push({ row, message: `${name} is a group inside a domain; its competencies are in the domain now.` })
    if (parents.has(id)) continue
    const key = isAlone ? keyFor(`${keys.get(id)}`, taken) : keys.get(id)!
    taken.add(key)
    const old = base?.criteria.find((each) => each.key === key)
    if (!old) notes.push({ row, message: `${name} needs descriptors: Moodle’s file has none.` })
    criteria.push({
      ...{ references: [], evidenceExamples: [], distinguish: {}, selfPrompt: '', managerPrompt: '', ...old },
      ...{ key, domain: keys.get(top)!, name, definition: old?.definition || text },
      levels: scale.map((_, level) => old?.levels[level] ?? ''),
    })
  }
  const key = keyFor(head.cells.id || head.cells['short name'] || 'framework', [])
  const known = new Set(criteria.map((each) => each.key))
  const profiles = (base?.profiles ?? []).map((profile) => ({
    ...profile,
    criteria: profile.criteria.filter(({ criterion, target }) => known.has(criterion) && target < scale.length),
  }))
  const title = key === base?.key ? base.name : (head.cells['short name'] ?? key).slice(0, 200)
  const document = {
    key,
    name: title,
    version: base?.version ?? '1.0.0',
    basis: base?.basis || plain(head.cells.description ?? ''),
  }
  const rest = {
    scale,
    ratingGuidance: base?.ratingGuidance ?? [],
    domains,
    criteria,
    profiles,
    default: base?.default ?? '',
  }
  return { document: canonical({ ...document, ...rest }), notes }
}

/** HTML as the words in it. */
function plain(html: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' }
  return html
    .replace(/<ol[\s\S]*?<\/ol>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity]!)
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 4_000)
}
