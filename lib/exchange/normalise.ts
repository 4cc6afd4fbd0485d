import path from 'node:path'
import { type FileKind, fileFormats } from './files'
import type { Lookups } from './lookups'
import { headersOf, type PageKind } from './mapping'
import { People } from './normalise-people'
import { eachRow, type Get, type SheetInput, writeTable } from './normalise-table'
import { ambiguous, Units } from './normalise-units'
import type { Finding } from './problems'

export type Normalised = {
  /** Files as the command takes them; each row has the number that it has in the sheet. */
  files: Partial<Record<FileKind, string>>
  /** What `importInto` cannot find, because it was lost on the way. */
  found: Finding[]
  /** Our column → the header that it was read from, for reports in the words of the file. */
  names: Partial<Record<FileKind, Record<string, string>>>
}

/**
 * Brings other systems' tables into the form of our files: at most one sheet of a kind, each with a mapping that lacks nothing
 * (`needsOf`). Whatever cannot be understood stays as it is written, so that the checks can show it.
 */
export async function normalise({
  sheets,
  lookups,
  folder,
}: {
  sheets: readonly SheetInput[]
  lookups: Lookups
  folder: string
}): Promise<Normalised> {
  const sheet = (kind: PageKind) => sheets.find((one) => one.kind === kind)
  const organisation = sheets.map(({ mapping }) => mapping.organisation).find((name) => name !== undefined)
  const [units, people] = [new Units(lookups.units, organisation), new People(lookups.people)]
  const result: Normalised = { files: {}, found: [], names: {} }
  for (const one of sheets) result.names[one.kind] = namesOf(one)
  const target = (kind: PageKind) => path.join(folder, `our-${kind}.csv`)

  const [unitSheet, peopleSheet, ratingSheet] = [sheet('units'), sheet('people'), sheet('ratings')]
  const openingSheet = sheet('openings')
  if (unitSheet) result.found.push(...(await learnUnits(unitSheet, units)))
  if (peopleSheet) {
    const learnt = await eachRow(peopleSheet, (_, get) => people.learn(get, peopleSheet.mapping))
    result.found.push(...learnt)
    result.files.people = await writePeople(peopleSheet, target('people'), { units, people, found: result.found })
    if (units.isTopless)
      result.found.push({ file: 'people', row: null, column: 'department', kind: 'no-organisation', value: null })
  }
  if (unitSheet || units.made.length > 0) result.files.units = await writeUnits(unitSheet, target('units'), units)
  if (ratingSheet) {
    const read = await writeRatings(ratingSheet, target('ratings'), people)
    result.files.ratings = target('ratings')
    result.found.push(...read)
  }
  if (openingSheet) {
    const read = await writeOpenings(openingSheet, target('openings'), { units, people })
    result.files.openings = target('openings')
    result.found.push(...read)
  }
  return result
}

function namesOf({ mapping }: SheetInput): Record<string, string> {
  const names = new Map(
    Object.entries(mapping.columns).map(([column, source]) => [column, headersOf(source).join(', ') || column]),
  )
  // What stood for a column of ours that the file has not.
  const stands = [
    ['employee_id', 'email'],
    ['unit_id', 'division'],
    ['unit_id', 'department'],
  ] as const
  for (const [column, other] of stands)
    if (!(column in mapping.columns) && names.has(other)) names.set(column, names.get(other)!)
  return Object.fromEntries(names)
}

/** The columns of our file that the mapping gives, in our order. */
function columnsOf({ kind, mapping }: SheetInput, always: readonly string[] = []): string[] {
  return fileFormats[kind].columns
    .map(({ name }) => name)
    .filter((name) => name in mapping.columns || always.includes(name))
}

const learnUnits = (sheet: SheetInput, units: Units) =>
  eachRow(sheet, (_, get) => {
    if (get('unit_id') !== '')
      units.learn({ id: get('unit_id'), name: get('name'), parent: get('parent_unit_id') || null })
  })

async function writeUnits(sheet: SheetInput | undefined, target: string, units: Units): Promise<string> {
  const columns =
    sheet && units.made.length === 0 ? columnsOf(sheet) : fileFormats.units.columns.map(({ name }) => name)
  const table = writeTable(target, columns)
  if (sheet) {
    await eachRow(sheet, (row, get) => {
      const parent = units.find(get('parent_unit_id'))
      const cells = rowOf(columns, get)
      table.write({ ...cells, parent_unit_id: parent === ambiguous ? cells.parent_unit_id : parent }, row)
    })
  }
  for (const { id, name, parent, kind } of units.made)
    table.write({ unit_id: id, name, parent_unit_id: parent ?? '', kind })
  return table.end()
}

const rowOf = (columns: readonly string[], get: Get): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, get(column)]))

async function writePeople(
  sheet: SheetInput,
  target: string,
  { units, people, found }: { units: Units; people: People; found: Finding[] },
): Promise<string> {
  const columns = columnsOf(sheet, ['employee_id', 'name', 'unit_id', 'manager_id', 'assessed'])
  const table = writeTable(target, columns)
  const has = (column: string) => column in sheet.mapping.columns
  const unitOf = (id: string, get: Get, row: number): string => {
    const text = get('unit_id')
    const [department, division] = [get('department'), get('division')]
    if (text === '' && has('unit_id') && !has('department') && !has('division')) return ''
    const isNamed = (text === '' || !units.has(text)) && (department !== '' || division !== '')
    if (text === '' && !isNamed) return people.unitOf(id) ?? units.root()
    const unit = isNamed ? units.place(department, division, text || undefined) : units.find(text)
    if (unit !== ambiguous) return unit
    const column = isNamed ? 'department' : 'unit_id'
    found.push({ file: 'people', row, column, kind: 'ambiguous-unit', value: isNamed ? department || division : text })
    return units.root()
  }
  await eachRow(sheet, (row, get) => {
    const id = people.idOf(get, sheet.mapping)
    if (get('status') === 'inactive') return table.write({ employee_id: id, status: 'inactive' }, row)
    const cells = rowOf(columns, get)
    table.write(
      {
        ...cells,
        employee_id: id,
        unit_id: unitOf(id, get, row),
        manager_id: people.find(get('manager_id')),
        assessed: has('assessed') ? cells.assessed : people.isAssessed(id) ? 'yes' : 'no',
      },
      row,
    )
  })
  return table.end()
}

async function writeRatings(sheet: SheetInput, target: string, people: People): Promise<Finding[]> {
  const columns = columnsOf(sheet)
  const table = writeTable(target, columns)
  const found = await eachRow(sheet, (row, get) =>
    table.write(
      { ...rowOf(columns, get), employee_id: people.find(get('employee_id')), rater_id: people.find(get('rater_id')) },
      row,
    ),
  )
  table.end()
  return found
}

async function writeOpenings(
  sheet: SheetInput,
  target: string,
  { units, people }: { units: Units; people: People },
): Promise<Finding[]> {
  const columns = columnsOf(sheet)
  const table = writeTable(target, columns)
  const found: Finding[] = []
  const broken = await eachRow(sheet, (row, get) => {
    const text = get('host_unit_id')
    const host = units.find(text)
    if (host === ambiguous)
      found.push({ file: 'openings', row, column: 'host_unit_id', kind: 'ambiguous-unit', value: text })
    table.write(
      {
        ...rowOf(columns, get),
        host_unit_id: host === ambiguous ? units.root() : host,
        ...{ sponsor_id: people.find(get('sponsor_id')), supervisor_id: people.find(get('supervisor_id')) },
      },
      row,
    )
  })
  table.end()
  return [...broken, ...found]
}
