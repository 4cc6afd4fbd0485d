import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SecondmentState } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { getPlacementPolicy } from '@/lib/openings/queries'
import { deedsOf, states } from './machine'
import { defaultClocks, lacksApproval, type Machine, type Placement } from './machine-steps'
import { actorsOf, type Part } from './rules'
import type { CoverLink, Secondment, SecondmentsInput, Somebody } from './shapes'

export const noSuchSecondment = () => notFound('There is no placement by this id that you may see.')
const MOST = 500

/** The machine with the policy in force and the bank holidays. */
export async function getMachine(
  db: Db,
): Promise<Machine & { policyOf: Awaited<ReturnType<typeof getPlacementPolicy>>['policy'] }> {
  const { policy } = await getPlacementPolicy(db)
  const { rows } = await db.execute<{ day: string }>(sql`select on_day::text as day from bank_holiday`)
  return {
    path: 'internal',
    policy: {
      ...{ ...defaultClocks, noticeDays: policy.noticeDays, extensionMonths: policy.extensionAskMonths },
      extensions: policy.extensions,
    },
    holidays: new Set(rows.map(({ day }) => day)),
    policyOf: policy,
  }
}

export interface Row extends Part, Record<string, unknown> {
  id: number
  publicId: string
  personId: number
  openingKey: number
  employeeId: string | null
  name: string
  jobTitle: string
  unitId: string | null
  unitName: string | null
  openingId: string
  title: string
  location: string
  hostId: string
  hostName: string
  state: SecondmentState
  origin: Secondment['origin']
  seat: number
  share: number
  from: string
  to: string
  since: string
  dueOn: string | null
  askedEnd: string | null
  isAppealed: boolean
  extensions: number
  isApproved: boolean
  version: number
}

const below = (unit: string) =>
  sql`(select c.descendant_id from unit_closure c join unit u on u.id = c.ancestor_id where u.unit_id = ${unit})`

async function findRows(db: Db, today: string, where: SQL): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`
    select s.id, s.public_id as "publicId", s.person_id as "personId", s.opening_id as "openingKey", p.employee_id as "employeeId",
      p.name, p.job_title as "jobTitle", u.unit_id as "unitId", u.name as "unitName", o.opening_id as "openingId", o.title,
      o.location, h.unit_id as "hostId", h.name as "hostName", s.state, s.origin, s.seat_no as seat, s.share,
      lower(s.during)::text as "from", (upper(s.during) - 1)::text as "to", s.state_since as since, s.due_on as "dueOn",
      s.asked_end as "askedEnd", s.version, s.person_id = any (array(select authz.report_ids())) as "isHome",
      (o.sponsor_id = (select authz.person_id()) or o.supervisor_id = (select authz.person_id())) is true as "isHost",
      s.person_id = (select authz.person_id()) as "isSecondee", current_setting('role') = 'p_hr' as "isHr",
      authz.directs(s.person_id) as "isDirector",
      exists (select from appeal a where a.secondment_id = s.id and a.state = 'open') as "isAppealed",
      (select count(*)::int from secondment_event e where e.secondment_id = s.id and e.deed = 'extend') as extensions,
      s.state = 'extending' and coalesce((select e.deed = 'approve' from secondment_event e where e.secondment_id = s.id
        order by e.id desc limit 1), false) as "isApproved"
    from secondment s join person p on p.id = s.person_id join opening o on o.id = s.opening_id
    join unit h on h.id = o.host_unit_id
    left join unit_membership m on m.person_id = s.person_id and m.valid @> ${today}::date
    left join unit u on u.id = m.unit_id
    where ${where} order by lower(s.during), p.name, s.id limit ${MOST}`)
  return rows
}

export type PartyRow = {
  secondment_id: number
  part: string
  person_id: number
  employee_id: string | null
  name: string
}

/** Who belongs to these placements, by part: secondee, home, above, host, cover, by, director, hr; `hr` without names. */
export async function listParties(db: Db, ids: readonly number[]): Promise<PartyRow[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<PartyRow>(
    sql`select * from authz.secondment_parties(${sql.param(ids)}::bigint[]) order by part, name, person_id`,
  )
  return rows
}

const toSomebody = ({ employee_id, name }: PartyRow): Somebody => ({ employeeId: employee_id, name })

type CoverRow = CoverLink & { secondmentId: number; personId: number | null }

async function listCover(db: Db, ids: readonly number[], parties: readonly PartyRow[]): Promise<CoverRow[]> {
  const { rows } = await db.execute<Omit<CoverRow, 'person'>>(sql`
    select c.secondment_id as "secondmentId", c.option, c.covering_person_id as "personId", c.consequence,
      lower(c.during)::text as "from", (upper(c.during) - 1)::text as "to"
    from secondment_cover c where c.secondment_id = any (${sql.param(ids)}::bigint[]) order by c.secondment_id, c.place`)
  return rows.map((row) => {
    const found = parties.find(({ part, person_id }) => part === 'cover' && person_id === row.personId)
    return { ...row, person: found ? toSomebody(found) : null } as CoverRow
  })
}

const partOf: Record<string, string> = { secondee: 'secondee', home: 'home', host: 'host', director: 'director' }

function toSecondment(
  row: Row,
  { machine, parties, cover }: { machine: Machine; parties: readonly PartyRow[]; cover: readonly CoverRow[] },
): Secondment {
  const isUnapproved = lacksApproval(machine, row)
  const { owner: usual, clock } = states[row.state]
  const owner = isUnapproved ? 'director' : usual
  const [first] = parties.filter(({ secondment_id, part }) => secondment_id === row.id && part === partOf[owner])
  return {
    ...{ id: row.publicId, state: row.state, origin: row.origin, seat: row.seat, share: row.share },
    ...{ from: row.from, to: row.to, since: row.since, dueOn: row.dueOn, askedEnd: row.askedEnd },
    person: {
      ...{ employeeId: row.employeeId ?? '', name: row.name, jobTitle: row.jobTitle },
      unit: row.unitId !== null && row.unitName !== null ? { unitId: row.unitId, name: row.unitName } : null,
    },
    opening: {
      ...{ openingId: row.openingId, title: row.title, location: row.location },
      host: { unitId: row.hostId, name: row.hostName },
    },
    waitsFor: clock === null ? null : owner,
    owner: clock !== null && first ? toSomebody(first) : null,
    cover: cover
      .filter(({ secondmentId }) => secondmentId === row.id)
      .map(({ option, person, from, to, consequence }) => ({ option, person, from, to, consequence })),
    may: deedsOf('internal', row.state, actorsOf(row)).filter(
      (deed) => deed !== 'uphold' && !(deed === 'drop' && row.isAppealed) && (deed !== 'approve' || isUnapproved),
    ),
    lacksApproval: isUnapproved,
    isAppealed: row.isAppealed,
    version: row.version,
  }
}

/** Placements in sight, by first day; 500 at most. `ids` are the people's, for the log of looks. */
export async function listSecondments(
  db: Db,
  { state, home, host, employeeId, openingId, today }: SecondmentsInput & { today: string },
): Promise<{ secondments: Secondment[]; ids: number[] }> {
  const wanted = [
    state && sql`s.state = ${state}`,
    home && sql`m.unit_id in ${below(home)}`,
    host && sql`o.host_unit_id in ${below(host)}`,
    employeeId && sql`p.employee_id = ${employeeId}`,
    openingId && sql`o.opening_id = ${openingId}`,
  ].filter((one) => one !== undefined && one !== '')
  const rows = await findRows(db, today, wanted.length > 0 ? sql.join(wanted as SQL[], sql` and `) : sql`true`)
  const ids = rows.map(({ id }) => id)
  const parties = await listParties(db, ids)
  const cover = await listCover(db, ids, parties)
  const machine = await getMachine(db)
  return {
    secondments: rows.map((row) => toSecondment(row, { machine, parties, cover })),
    ids: rows.map(({ personId }) => personId),
  }
}

/** One placement in sight with what the server needs to work on it; NOT_FOUND otherwise. */
export async function getRow(db: Db, today: string, id: string) {
  const [row] = await findRows(db, today, sql`s.public_id = ${id}::uuid`)
  if (!row) throw noSuchSecondment()
  const parties = await listParties(db, [row.id])
  const cover = await listCover(db, [row.id], parties)
  const machine = await getMachine(db)
  return { row, parties, cover, secondment: toSecondment(row, { machine, parties, cover }) }
}

export const placementOf = (
  row: Pick<Row, 'state' | 'from' | 'to' | 'askedEnd' | 'dueOn' | 'isAppealed'> &
    Partial<Pick<Row, 'extensions' | 'isApproved'>>,
): Placement => ({
  ...{ state: row.state, start: row.from, end: row.to, askedEnd: row.askedEnd, dueOn: row.dueOn },
  ...{ isAppealed: row.isAppealed, extensions: row.extensions, isApproved: row.isApproved },
})
