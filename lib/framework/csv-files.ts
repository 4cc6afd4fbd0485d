import { canonical } from './canonical'
import { csvText, type FileRow, type Remark, readCsv, refuseFile } from './csv-text'
import type { Document, DocumentCriterion, DocumentProfile } from './document'
import { keyFor } from './keys'

const columns = ['framework', 'domain', 'competence', 'criterion_code', 'criterion', 'level', 'descriptor'] as const
const more = ['example', 'weight', 'critical', 'half_life_months', 'external_ref', 'lang'] as const
const profileColumns = [
  'role_profile',
  'criterion_code',
  'required_level',
  'weight',
  'critical',
  'minimum_level',
] as const

const header = (head: string) =>
  head
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
const between = ' | '
const isYes = (cell: string | undefined) => /^(yes|y|true|1|x|ja)$/i.test(cell ?? '')
const whole = (cell: string | undefined) => (/^\d{1,5}$/.test(cell ?? '') ? Number(cell) : null)

/** One row for each level of each criterion; weights are those of the default profile. */
export function toSimpleCsv(document: Document): string {
  const standard = document.profiles.find(({ key }) => key === document.default)
  const domains = new Map(document.domains.map(({ key, name }) => [key, name]))
  const rows = document.criteria.flatMap((criterion) => {
    const asked = standard?.criteria.find((each) => each.criterion === criterion.key)
    const refs = criterion.references.map(({ standard: of, code, title }) =>
      [of, code, title].filter(Boolean).join(': '),
    )
    return criterion.levels.map((descriptor, level) => [
      ...[document.key, domains.get(criterion.domain) ?? '', '', criterion.key, criterion.name, level, descriptor],
      ...(level === 0 ? [criterion.evidenceExamples.join(between)] : ['']),
      ...[asked?.weight ?? 0, asked?.mustHave ? 'yes' : 'no', '', level === 0 ? refs.join(between) : '', 'en'],
    ])
  })
  return csvText([[...columns, ...more], ...rows])
}

/** What a plain table says about criteria; prompts, separators and all else it has no column for stay as in `base`. */
export function fromSimpleCsv(content: string, base: Document | null): { document: Document; notes: Remark[] } {
  const rows = readCsv(content, ['criterion', 'level', 'descriptor'], header)
  const problems: Remark[] = []
  const notes: Remark[] = []
  const byCode = new Map<string, FileRow[]>()
  for (const each of rows) {
    const { row, cells } = each
    const known = base?.criteria.find(({ name }) => name === cells.criterion)?.key
    const code = cells.criterion_code
      ? keyFor(cells.criterion_code, [])
      : (known ?? keyFor(cells.criterion || cells.competence || '', []))
    const level = whole(cells.level)
    if (!cells.criterion && !cells.criterion_code)
      problems.push({ row, message: 'names no criterion. Fill in criterion or criterion_code.' })
    else if (level === null || level > 9)
      problems.push({ row, message: `has the level "${cells.level ?? ''}". Use a whole number from 0 to 9.` })
    else {
      const own = byCode.get(code) ?? []
      if (own.some((other) => other.cells.level === cells.level && other.cells.lang === cells.lang))
        problems.push({
          row,
          message: `describes level ${level} of ${cells.criterion || code} a second time. Keep one row.`,
        })
      byCode.set(code, [...own, each])
    }
    if (cells.weight && whole(cells.weight) === null)
      problems.push({ row, message: `has the weight "${cells.weight}". Use a whole number.` })
  }
  if (rows.length === 0) problems.push({ row: null, message: 'The file holds no criterion.' })
  if (problems.length > 0) refuseFile(problems)
  if (rows.some(({ cells }) => cells.half_life_months))
    notes.push({ row: null, message: 'half_life_months was left out: how fast ratings age is a setting of its own.' })
  const language = rows[0]?.cells.lang
  if (rows.some(({ cells }) => cells.lang !== language))
    notes.push({ row: null, message: `Only the rows in ${language || 'the first language'} were taken.` })
  const top = Math.max(1, ...rows.map(({ cells }) => whole(cells.level) ?? 0))
  const isOfBase = base !== null && base.scale.length === top + 1
  const scale = isOfBase
    ? base.scale
    : Array.from({ length: top + 1 }, (_, level) => ({ level, name: `Level ${level}`, meaning: '' }))
  if (!isOfBase) notes.push({ row: null, message: `The file has ${top + 1} levels: give each its name and meaning.` })
  const domains: Document['domains'] = []
  const criteria: DocumentCriterion[] = []
  const asked: DocumentProfile['criteria'] = []
  for (const [key, all] of byCode) {
    const own = all.filter(({ cells }) => cells.lang === language)
    const first = own[0]
    if (!first) continue
    const name = first.cells.domain || first.cells.competence || 'General'
    let domain = domains.find((each) => each.name === name)
    if (!domain) {
      const known = base?.domains.find((each) => each.name === name)
      domain = known ?? {
        key: keyFor(
          name,
          domains.map((each) => each.key),
        ),
        name,
        shortName: name,
        summary: '',
      }
      domains.push(domain)
    }
    const old = base?.criteria.find((each) => each.key === key)
    const levels = scale.map(
      ({ level }) => own.find(({ cells }) => whole(cells.level) === level)?.cells.descriptor ?? '',
    )
    const list = (column: string) => own.flatMap(({ cells }) => (cells[column] ? cells[column].split(between) : []))
    const examples = [...new Set(list('example'))]
    const refs = [...new Set(list('external_ref'))].map((text) => {
      const kept = old?.references.find(
        ({ standard, code, title }) => [standard, code, title].filter(Boolean).join(': ') === text,
      )
      const [standard = '', ...rest] = text.split(': ')
      return (
        kept ?? { standard: standard.slice(0, 200), code: '', title: rest.join(': ').slice(0, 500), checked: false }
      )
    })
    criteria.push({
      ...{ definition: '', selfPrompt: '', managerPrompt: '', distinguish: {}, ...old },
      ...{ key, domain: domain.key, name: first.cells.criterion || old?.name || key, levels },
      evidenceExamples: examples.length > 0 ? examples : (old?.evidenceExamples ?? []),
      references: refs.length > 0 ? refs : (old?.references ?? []),
    })
    if (!old?.definition)
      notes.push({ row: first.row, message: `${first.cells.criterion || key} needs a definition: the file has none.` })
    const weight = whole(first.cells.weight) ?? 0
    const mustHave = isYes(first.cells.critical)
    if (weight > 0)
      asked.push({ criterion: key, target: top, weight, mustHave, minimum: mustHave ? Math.max(1, top - 1) : null })
  }
  const key = keyFor(rows[0]?.cells.framework || base?.key || 'framework', [])
  const known = new Set(criteria.map((each) => each.key))
  const kept = (base?.profiles ?? []).map((profile) =>
    withWeights(profile, asked, known, profile.key === base?.default, top),
  )
  const made = { key: 'default', name: 'Default', order: 1, summary: '', criteria: asked }
  const profiles = kept.length > 0 ? kept : asked.length > 0 ? [made] : []
  const standard = kept.length > 0 ? (base?.default ?? '') : (profiles[0]?.key ?? '')
  const head = {
    key,
    name: key === base?.key ? base.name : (rows[0]?.cells.framework ?? key),
    basis: base?.basis ?? '',
  }
  const document = {
    ...head,
    version: base?.version ?? '1.0.0',
    ratingGuidance: base?.ratingGuidance ?? [],
    scale,
    domains,
  }
  return { document: canonical({ ...document, criteria, profiles, default: standard }), notes }
}

/** A profile of the edition before, for the criteria that are left; the default one takes the file's weights. */
function withWeights(
  profile: DocumentProfile,
  asked: DocumentProfile['criteria'],
  known: ReadonlySet<string>,
  isDefault: boolean,
  top: number,
): DocumentProfile {
  const old = new Map(profile.criteria.map((each) => [each.criterion, each]))
  const cut = (each: DocumentProfile['criteria'][number]) => {
    const target = Math.min(each.target, top)
    return { ...each, target, minimum: each.minimum === null ? null : Math.min(each.minimum, target) }
  }
  const given = isDefault && asked.length > 0
  const criteria = given
    ? asked.map((each) => cut({ ...each, ...old.get(each.criterion), weight: each.weight }))
    : profile.criteria.filter(({ criterion }) => known.has(criterion)).map(cut)
  return { ...profile, criteria }
}

export function toProfilesCsv({ profiles }: Document): string {
  const rows = profiles.flatMap((profile) =>
    profile.criteria.map(({ criterion, target, weight, mustHave, minimum }) => [
      ...[profile.name, criterion, target, weight, mustHave ? 'yes' : 'no', minimum ?? ''],
    ]),
  )
  return csvText([profileColumns, ...rows])
}

/** Role profiles over the criteria of `base`: those that the file names are replaced, new ones are added. */
export function fromProfilesCsv(content: string, base: Document): { document: Document; notes: Remark[] } {
  const rows = readCsv(content, ['role_profile', 'criterion_code', 'required_level'], header)
  const problems: Remark[] = []
  const notes: Remark[] = []
  const top = base.scale.length - 1
  const codes = new Set(base.criteria.map(({ key }) => key))
  const named = new Map<string, DocumentProfile['criteria']>()
  for (const { row, cells } of rows) {
    const told = (message: string) => problems.push({ row, message })
    const { role_profile: name = '', criterion_code: criterion = '' } = cells
    const target = whole(cells.required_level)
    const weight = cells.weight ? whole(cells.weight) : 1
    const floor = cells.minimum_level
      ? whole(cells.minimum_level)
      : isYes(cells.critical) && target
        ? Math.max(1, target - 1)
        : null
    if (!name) told('names no role profile.')
    else if (!codes.has(criterion))
      told(
        `has the criterion "${criterion}", which the framework does not have. Use its keys, such as ${base.criteria[0]?.key}.`,
      )
    else if (target === null || target > top)
      told(`asks for level "${cells.required_level}". Use a whole number from 0 to ${top}.`)
    else if (weight === null) told(`has the weight "${cells.weight}". Use a whole number.`)
    else if (floor !== null && floor > target) told(`has a minimum above its required level. Lower the minimum.`)
    else if (named.get(name)?.some((each) => each.criterion === criterion))
      told(`asks ${name} for ${criterion} a second time. Keep one row.`)
    else
      named.set(name, [
        ...(named.get(name) ?? []),
        { criterion, target, weight, mustHave: floor !== null, minimum: floor },
      ])
  }
  if (rows.length === 0) problems.push({ row: null, message: 'The file holds no role profile.' })
  if (problems.length > 0) refuseFile(problems)
  if (rows.some(({ cells }) => cells.min_holders_per_unit))
    notes.push({ row: null, message: 'min_holders_per_unit was left out: the framework does not hold it.' })
  const profiles = [...base.profiles]
  for (const [name, criteria] of named) {
    const at = profiles.findIndex((profile) => profile.name === name || profile.key === name)
    const key = keyFor(
      name,
      profiles.map((profile) => profile.key),
    )
    if (at >= 0) profiles[at] = { ...profiles[at]!, criteria }
    else profiles.push({ key, name, order: profiles.length + 1, summary: '', criteria })
  }
  return { document: canonical({ ...base, profiles, default: base.default || profiles[0]!.key }), notes }
}
