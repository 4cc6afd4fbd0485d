import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readDefaultFramework } from '@/lib/framework/default-framework'

export type GeneratorOptions = {
  people: number
  seed: number
  /** Storeys of the unit tree; the first units make one branch that reaches the bottom. */
  depth?: number
  peopleAUnit?: number
  /** Shares of the assessed people who have a manager's, an own and three peers' form. */
  managerShare?: number
  selfShare?: number
  peerShare?: number
  notObservedShare?: number
  cycle?: string
  /** Days of rating, both included. */
  ratedFrom?: string
  ratedTo?: string
}

type Unit = { id: string; parent: number; depth: number; head: number; members: number[] }
type Row = (string | number)[]

/**
 * An invented organisation of any size, the same for the same options: units nested as deep as asked, one head, ids with
 * leading zeros, names in several scripts. Rows come out as they are needed, so that a hundred thousand people fit.
 */
export function generateOrganisation(options: GeneratorOptions) {
  const settings = { ...defaults, ...options }
  const { criteria, scale, default: profile } = readDefaultFramework()
  const keys = criteria.map(({ key }) => key)
  const units = growUnits(settings)
  const unitOf = new Int32Array(settings.people)
  for (const [at, { members }] of units.entries()) for (const person of members) unitOf[person] = at
  const isHead = (person: number) => units[unitOf[person]!]!.head === person
  const managerOf = (person: number) => {
    const unit = units[unitOf[person]!]!
    if (unit.head !== person) return unit.head
    return unit.parent < 0 ? -1 : units[unit.parent]!.head
  }
  const isAssessed = (person: number) =>
    managerOf(person) >= 0 && units[unitOf[person]!]!.depth + (isHead(person) ? 0 : 1) > 1

  function* unitRows(): Generator<Row> {
    yield ['unit_id', 'name', 'parent_unit_id', 'kind']
    for (const { id, parent, depth } of units)
      yield [
        id,
        `${pick(places, depth + id.length)} ${id}`,
        parent < 0 ? '' : units[parent]!.id,
        depth === 0 ? 'group' : 'unit',
      ]
  }

  function* peopleRows(): Generator<Row> {
    yield peopleHeader
    const random = randomFrom(settings.seed + 1)
    for (let person = 0; person < settings.people; person++) {
      const id = employeeId(person)
      const months = () => Math.floor(random() * 120)
      const hired = dayPlus('2010-01-01', Math.floor(random() * 5_000))
      yield [
        ...[id, `${pick(firstNames, random() * 997)} ${pick(lastNames, random() * 991)}`, `p${id}@example.com`],
        ...[units[unitOf[person]!]!.id, managerOf(person) < 0 ? '' : employeeId(managerOf(person))],
        ...[
          isHead(person) ? 'Head of PMO' : 'PMO Manager',
          `M${1 + Math.floor(random() * 6)}`,
          'Leeds, United Kingdom',
        ],
        ...[hired, '', months(), months(), months(), isAssessed(person) ? 'yes' : 'no'],
        ...[isAssessed(person) ? profile : '', random() < 0.2 ? 'pmp;pgmp' : ''],
      ]
    }
  }

  function* ratingRows(): Generator<Row> {
    yield ['cycle', 'employee_id', 'rater_id', 'rater_type', 'criterion', 'status', 'level', 'rated_on']
    const random = randomFrom(settings.seed + 2)
    const span = (Date.parse(settings.ratedTo) - Date.parse(settings.ratedFrom)) / 86_400_000 + 1
    for (let person = 0; person < settings.people; person++) {
      if (!isAssessed(person)) continue
      const skill = random() * (scale.length - 1)
      const form = function* (rater: number, type: string): Generator<Row> {
        const day = dayPlus(settings.ratedFrom, Math.floor(random() * span))
        for (const key of keys) {
          const level = Math.max(0, Math.min(scale.length - 1, Math.round(skill + (random() - 0.5) * 3)))
          const isSeen = random() >= settings.notObservedShare
          yield [
            ...[settings.cycle, employeeId(person), employeeId(rater), type, key],
            ...[isSeen ? 'rated' : 'not-observed', isSeen ? level : '', day],
          ]
        }
      }
      if (random() < settings.managerShare) yield* form(managerOf(person), 'manager')
      if (random() < settings.selfShare) yield* form(person, 'self')
      const others = units[unitOf[person]!]!.members.filter((other) => other !== person && other !== managerOf(person))
      if (random() < settings.peerShare) for (const peer of others.slice(0, 3)) yield* form(peer, 'peer')
    }
  }
  return { unitRows, peopleRows, ratingRows }
}

/** Writes units.csv, people.csv and ratings.csv into a folder; answers their paths. */
export async function writeOrganisation(folder: string, options: GeneratorOptions) {
  const { unitRows, peopleRows, ratingRows } = generateOrganisation(options)
  await mkdir(folder, { recursive: true })
  const write = async (name: string, rows: Iterable<Row>) => {
    const file = path.join(folder, `${name}.csv`)
    await pipeline(Readable.from(csvBlocks(rows)), createWriteStream(file))
    return file
  }
  return {
    units: await write('units', unitRows()),
    people: await write('people', peopleRows()),
    ratings: await write('ratings', ratingRows()),
  }
}

const defaults = {
  depth: 8,
  peopleAUnit: 12,
  managerShare: 0.95,
  selfShare: 0.6,
  peerShare: 0.2,
  notObservedShare: 0.04,
  cycle: '2026-H2',
  ratedFrom: '2026-09-01',
  ratedTo: '2026-10-30',
}

const peopleHeader = [
  ...[
    'employee_id',
    'name',
    'email',
    'unit_id',
    'manager_id',
    'job_title',
    'grade',
    'location',
    'hire_date',
    'pmo_type',
  ],
  ...[
    'prior_business_months',
    'prior_delivery_months',
    'prior_portfolio_months',
    'assessed',
    'target_profile',
    'credentials',
  ],
]
const places = ['Grid', 'Water', 'Rail', 'Øst', 'São Paulo', '東京', 'Zürich', 'Łódź', 'Digital']
const firstNames = [
  'Ngũgĩ',
  'Søren',
  'Zoë',
  '李',
  'Ольга',
  'Ame\u0301lie',
  'José Ángel',
  'Nguyễn',
  'Mairi',
  'Ọlá',
  'Ἀθηνᾶ',
  'עדי',
]
const lastNames = [
  "O'Brien-Smith",
  'Şahin',
  'Müller',
  '雷',
  'Ковалёва',
  'van der Berg',
  'Núñez',
  'Þórsdóttir',
  'da Silva',
  'Čapek',
]

const employeeId = (person: number) => String(person + 1).padStart(6, '0')
const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at) % list.length]!

function growUnits({ people, depth, peopleAUnit, seed }: typeof defaults & GeneratorOptions): Unit[] {
  const random = randomFrom(seed)
  const count = Math.min(people, Math.max(depth, Math.ceil(people / peopleAUnit)))
  const units: Unit[] = []
  for (let at = 0; at < count; at++) {
    let parent = at === 0 ? -1 : at < depth ? at - 1 : Math.floor(random() * at)
    while (parent >= 0 && units[parent]!.depth >= depth - 1) parent = units[parent]!.parent
    units.push({
      id: String(at).padStart(5, '0'),
      parent,
      depth: parent < 0 ? 0 : units[parent]!.depth + 1,
      head: at,
      members: [at],
    })
  }
  for (let person = count; person < people; person++) units[Math.floor(random() * count)]!.members.push(person)
  return units
}

function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Mulberry32: small, quick and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function* csvBlocks(rows: Iterable<Row>): Generator<string> {
  let block = ''
  for (const row of rows) {
    block += `${row.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')}\n`
    if (block.length > 100_000) {
      yield block
      block = ''
    }
  }
  yield block
}
