import { who } from '../small-organisation'
import { type Job, jobs, type Persona, personas } from '../values'
import { asJob, type Cell } from './cell'
import { type Line, lines, roles } from './lines'

const everyone = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
const employed = everyone.filter((id) => id !== who.administrator && id !== who.leftHr)
/** Whom each person reaches by line and by granted units; who is missing reaches nobody. */
const reach: Record<number, number[]> = {
  [who.head]: employed,
  [who.managerA]: [2, 3, 4],
  [who.employee]: [3],
  [who.peer]: [4],
  [who.managerB]: [5, 6, 8, 10],
  [who.employeeB]: [6],
  [who.hr]: [7],
  [who.directorOfA]: [2, 3, 4, 8],
  [who.formerDirector]: [12],
  [who.rootDirector]: employed,
}
const proved: Partial<Record<Persona, number[]>> = {
  p_all: [who.head, who.rootDirector],
  p_hr: [who.hr],
  p_admin: [who.administrator],
}
const mayAct = everyone.filter((id) => id !== who.disabledHr && id !== who.leftHr)
const subject = 'subject_id'
const placed = 'secondment_id'
const keyOf: Record<string, string> = {
  ...{ person: 'id', cell: 'unit_id', band_cell: 'unit_id', answer: 'rater_id', deputy: 'manager_id' },
  ...{ rating: subject, participant: subject, assessment: subject, agreement: subject, conversation: subject },
  // What is planted is by its owner's number, and on their form.
  ...{ evidence: subject, evidence_chunk: 'evidence_id', evidence_use: 'assessment_id' },
  ...{
    secondment: 'id',
    secondment_target: placed,
    secondment_event: placed,
    secondment_cover: placed,
    appeal: placed,
  },
}

/** The keys this viewer sees of a table, by a reckoning of its own. */
function expectKeys(line: Line, viewer: number, persona: Persona): number[] {
  // Nobody is released yet, so hosts see their opening, and nobody in it.
  if (persona === 'p_host' && line.name.startsWith('opening')) return viewer === who.managerA ? [-1] : []
  if (persona === 'p_host' && line.rows === 'people') return []
  const isProved = proved[persona]?.includes(viewer)
  // HR reads drafts too, and proves that it is HR.
  if (line.rows === 'launched' && persona === 'p_hr') return isProved ? [-1] : []
  if (line.rows === 'everyone' || line.rows === 'launched') return mayAct.includes(viewer) ? [-1] : []
  if (line.rows === 'asked') {
    const isTheirs = persona === 'p_hr' ? isProved : viewer === who.employee
    return isTheirs ? [who.employee] : []
  }
  if (line.rows === 'own') return viewer === who.employee ? [who.employee] : []
  if (line.rows === 'deputies') {
    const isParty = viewer === who.managerA || viewer === who.managerB
    return (persona === 'p_hr' ? isProved : isParty) ? [who.managerA] : []
  }
  if (line.rows === 'admin' || line.rows === 'hr') return isProved ? [-1] : []
  if (line.rows === 'keepers') return isProved ? [who.head] : []
  if (line.rows === 'grants') {
    const all = [7, 8, 9, 10, 11, 12, 12, 13]
    if (persona === 'p_hr' || persona === 'p_admin') return isProved ? all : []
    return mayAct.includes(viewer) ? all.filter((id) => id === viewer) : []
  }
  if (line.rows === 'units') {
    if (persona !== 'p_pmo') return isProved ? [1, 2, 3, 4] : []
    return { [who.directorOfA]: [2, 4], [who.rootDirector]: [1, 2, 3, 4] }[viewer] ?? []
  }
  const people = proved[persona] ? (isProved ? everyone : []) : (reach[viewer] ?? [])
  const has = { person: everyone, reporting_line: employed.concat(11).filter((id) => id !== who.head) }[line.name]
  return people.filter((id) => (has ?? employed.concat(11)).includes(id))
}

const sorted = (keys: number[]) => [...keys].sort((a, b) => a - b).join(' ')
const mayLine = (line: Line, role: (typeof roles)[number], letter: string) =>
  line.rights[roles.indexOf(role)]?.includes(letter) ?? false

/** Each viewer as each persona sees of each table exactly their rows; where there is no person in them, all or none. */
function viewerCells(): Cell[] {
  return lines.flatMap((line) => {
    const isOfPeople = !['everyone', 'launched', 'admin', 'hr'].includes(line.rows)
    const statement = `select ${isOfPeople ? (keyOf[line.name] ?? 'person_id') : 'min(-1)'} from ${line.name}`
    return personas
      .filter((persona) => mayLine(line, persona, 's'))
      .flatMap((persona) =>
        Object.values(who).map((person): Cell => {
          const expected = sorted(expectKeys(line, person, persona))
          return { table: line.name, command: 'select', as: { role: persona, person }, statement, expected }
        }),
      )
  })
}

const isThere = (name: string) => `select 1 where exists (select from ${name})`
/** Where fewer jobs add than read. */
const adders: Record<string, readonly Job[]> = {
  audit_entry: ['import', 'command', 'cycle', 'mail', 'privacy', 'secondment'],
  audit_seal: ['seal'],
}

/** A job sees and adds rows of its own tables and of no others. A row of defaults is refused before it is found wanting. */
function jobCells(): Cell[] {
  return lines.flatMap((line) =>
    jobs.flatMap((job): Cell[] => {
      const isTheirs = line.jobs.split(',').includes(job)
      const isAdder = adders[line.name]?.includes(job) ?? isTheirs
      const of = { table: line.name, as: asJob(job) }
      const reads = { ...of, statement: isThere(line.name), expected: isTheirs ? '1' : '' }
      const adds = {
        ...of,
        statement: `insert into ${line.name} default values`,
        expected: isAdder ? 'may' : 'refused',
      }
      return [
        ...(mayLine(line, 'p_job', 's') ? [{ ...reads, command: 'select' as const }] : []),
        ...(mayLine(line, 'p_job', 'i') ? [{ ...adds, command: 'insert' as const, isProbe: true as const }] : []),
      ]
    }),
  )
}

/** The dump misses no table, and definer functions reach what their line says. */
function houseCells(): Cell[] {
  return lines.flatMap(({ name, functions }): Cell[] => {
    const reads = { table: name, command: 'select', statement: isThere(name), expected: '1' } as const
    const adds = { table: name, command: 'insert', statement: `insert into ${name} default values` } as const
    return [
      { ...reads, as: { role: 'p_dump' } },
      ...(functions === 'reads' ? [{ ...reads, as: { role: 'authz_owner' } } as const] : []),
      ...(functions === 'adds'
        ? [{ ...adds, as: { role: 'authz_owner' }, expected: 'may', isProbe: true } as const]
        : []),
    ]
  })
}

const ofFunctions = (person: number) => ({ role: 'authz_owner', person }) as const
const owned: [table: string, key: string, viewer: number, expected: string, given?: string][] = [
  ['rating', 'subject_id', who.employee, '3'],
  ['rating', 'subject_id', who.nobody, ''],
  [
    'rating',
    'subject_id',
    who.employee,
    '3 4',
    "update rating set rater_type = 'manager', rater_id = 3 where subject_id = 4",
  ],
  [
    'rating',
    'subject_id',
    who.employee,
    '3',
    "update rating set rater_type = 'manager', rater_id = 4 where subject_id = 3",
  ],
  ['result_person', 'person_id', who.employee, '3'],
  ['result_person', 'person_id', who.nobody, ''],
  ['idempotency_key', 'person_id', who.employee, '3'],
  ['idempotency_key', 'person_id', who.peer, ''],
  ['erasure', 'asked_by', who.hr, '7'],
  ['erasure', 'asked_by', who.employee, ''],
  ['scim_user', 'person_id', who.employee, '3'],
  ['scim_user', 'person_id', who.peer, ''],
]

/** What a definer function may tell of these tables: the viewer's own rows. */
const ownedCells = owned.map(
  ([table, key, person, expected, given]): Cell => ({
    ...{ table, command: 'select', as: ofFunctions(person), statement: `select ${key} from ${table}`, expected },
    ...(given ? { given } : {}),
  }),
)

export const readingCells: Cell[] = [...viewerCells(), ...jobCells(), ...houseCells(), ...ownedCells]
