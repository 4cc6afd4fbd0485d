import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { opening, openingCriterion, openingEntry, policySetting, unit } from '@/db/schema'
import type { OpeningStatus } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import type { OpeningTerms } from './facts'
import type { PlacementPolicy } from './policy'
import { routes } from './routes'
import type { Opening, Openings } from './shapes'

export const noSuchOpening = () => notFound('There is no opening by this key that you may see.')

/** The settings of placements in force, with their version; 1 is what came with the product. */
export async function getPlacementPolicy(db: Db) {
  const [found] = await db
    .select({ version: policySetting.version, note: policySetting.note, value: policySetting.value })
    .from(policySetting)
    .where(eq(policySetting.kind, 'placement'))
    .orderBy(desc(policySetting.version))
    .limit(1)
  if (!found) throw notFound('There are no settings of placements.')
  const { version, note, value } = found
  return { version, note, isDefault: version === 1, policy: value as PlacementPolicy }
}

const MOST = 500
const columns = {
  id: opening.id,
  openingId: opening.openingId,
  title: opening.title,
  routeKey: opening.routeKey,
  hostId: unit.unitId,
  hostName: unit.name,
  sponsorKey: opening.sponsorId,
  supervisorKey: opening.supervisorId,
  location: opening.location,
  earliestStart: opening.earliestStart,
  latestEnd: opening.latestEnd,
  isFixed: opening.isFixed,
  minDays: opening.minDays,
  maxDays: opening.maxDays,
  seats: opening.seats,
  share: opening.share,
  paidBy: opening.paidBy,
  clearance: opening.clearance,
  languages: opening.languages,
  applyBy: opening.applyBy,
  notes: opening.notes,
  status: opening.status,
  version: opening.version,
  isKept: sql<boolean>`${opening.id} = any (array(select authz.kept_opening_ids()))`,
}

export type FoundOpening = Opening & { id: number; supervisorKey: number | null }

/** Openings that the viewer sees, by first day and title, with their parts; narrowed by status or to one key. */
export async function listOpenings(
  db: Db,
  { status, openingId }: { status?: OpeningStatus; openingId?: string } = {},
): Promise<FoundOpening[]> {
  const rows = await db
    .select(columns)
    .from(opening)
    .innerJoin(unit, eq(unit.id, opening.hostUnitId))
    .where(
      and(
        status === undefined ? undefined : eq(opening.status, status),
        openingId === undefined ? undefined : eq(opening.openingId, openingId),
      ),
    )
    .orderBy(asc(opening.earliestStart), asc(opening.title), asc(opening.id))
    .limit(MOST)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const entry = await db
    .select()
    .from(openingEntry)
    .where(inArray(openingEntry.openingId, ids))
    .orderBy(openingEntry.criterion)
  const criteria = await db
    .select()
    .from(openingCriterion)
    .where(inArray(openingCriterion.openingId, ids))
    .orderBy(openingCriterion.position, openingCriterion.criterion)
  const contacts = await findContacts(db, ids)
  return rows.map(({ hostId, hostName, sponsorKey, supervisorKey, ...row }) => ({
    ...row,
    supervisorKey: supervisorKey ?? sponsorKey,
    route: routes.get(row.routeKey)?.name ?? row.routeKey,
    host: { unitId: hostId, name: hostName },
    sponsor: contacts.get(`${row.id} ${sponsorKey}`) ?? null,
    supervisor: contacts.get(`${row.id} ${supervisorKey}`) ?? null,
    entry: entry.filter((one) => one.openingId === row.id).map(({ criterion, level }) => ({ criterion, level })),
    criteria: criteria
      .filter((one) => one.openingId === row.id)
      .map(({ criterion, exposure }) => ({ criterion, exposure })),
  }))
}

async function findContacts(db: Db, ids: readonly number[]) {
  type Row = { opening_id: number; person_id: number; employee_id: string; name: string }
  const { rows } = await db.execute<Row>(
    sql`select opening_id, person_id, employee_id, name from authz.opening_contacts(${sql.param(ids)}::bigint[])`,
  )
  return new Map(
    rows.map(({ opening_id, person_id, employee_id, name }) => [
      `${opening_id} ${person_id}`,
      { employeeId: employee_id, name },
    ]),
  )
}

/** One opening in sight; NOT_FOUND otherwise. */
export async function getOpening(db: Db, openingId: string): Promise<FoundOpening> {
  const [found] = await listOpenings(db, { openingId })
  if (!found) throw noSuchOpening()
  return found
}

/** Units for which the viewer may offer places, by name. */
export async function listHosts(db: Db): Promise<Openings['hosts']> {
  return db
    .select({ unitId: unit.unitId, name: unit.name })
    .from(unit)
    .where(sql`${unit.id} = any (array(select authz.host_unit_ids()))`)
    .orderBy(asc(unit.name), asc(unit.unitId))
    .limit(200)
}

/** An opening as rules read it. */
export function toTerms({ host, route: _, sponsor, supervisor, ...opening }: Opening): OpeningTerms {
  return { ...opening, hostUnitId: host.unitId, supervisorId: (supervisor ?? sponsor)?.employeeId ?? null }
}

/** For the API: without what is the server's own. */
export const toOpening = ({ id, supervisorKey, ...shown }: FoundOpening): Opening => shown
