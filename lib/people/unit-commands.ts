import { and, eq, sql } from 'drizzle-orm'
import { unit } from '@/db/schema'
import { conflict, invalid, refused, sqlState } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import type { AddUnitInput, CorrectUnitInput, UnitChanged } from './change-shapes'
import type { Deed } from './keeping'
import { noSuchUnit } from './queries'

const unitOf = {
  id: unit.id,
  unitId: unit.unitId,
  name: unit.name,
  kind: unit.kind,
  parentId: unit.parentId,
  version: unit.version,
}

async function findUnit({ db }: Deed, unitId: string) {
  const [found] = await db.select(unitOf).from(unit).where(eq(unit.unitId, unitId))
  if (!found) throw noSuchUnit()
  return found
}

async function findParent({ db }: Deed, unitId: string) {
  const [found] = await db.select({ id: unit.id }).from(unit).where(eq(unit.unitId, unitId))
  if (!found)
    throw invalid(`There is no unit ${unitId} to be above it.`, [{ path: 'parentUnitId', message: 'is not known' }])
  return found.id
}

const noteUnit = ({ db, viewer }: Deed, action: string, id: number, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'unit', subjectId: id, fields }, viewer.personId)

/** What the tree and the row policies refuse, as a sentence. */
async function planting<T>({ viewer }: Deed, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const state = sqlState(error)
    if (state === '23514') throw invalid('A unit cannot lie inside itself: choose another one above it.')
    if (state === '42501' && viewer.persona === 'p_admin') {
      throw refused('As administrator you add nothing to units that you direct yourself. Ask HR to do it.')
    }
    throw error
  }
}

/** A new unit below another; the very first one is the top. */
export async function addUnit(deed: Deed, { unitId, name, parentUnitId, kind }: AddUnitInput): Promise<UnitChanged> {
  const { db } = deed
  const [taken] = await db.select({ name: unit.name }).from(unit).where(eq(unit.unitId, unitId))
  if (taken) throw conflict(`The unit id ${unitId} is taken by ${taken.name}. Take another one.`)
  const [top] = await db.select({ name: unit.name }).from(unit).where(sql`${unit.parentId} is null`)
  if (parentUnitId === null && top) {
    throw invalid(`${top.name} is the top of the tree: say which unit this one lies in.`, [
      { path: 'parentUnitId', message: 'is missing' },
    ])
  }
  const parentId = parentUnitId === null ? null : await findParent(deed, parentUnitId)
  const { rows } = await planting(deed, () =>
    db.execute<{ id: number }>(
      sql`insert into unit (unit_id, name, parent_id, kind) values (${unitId}, ${name}, ${parentId}, ${kind}) returning id`,
    ),
  )
  await noteUnit(deed, 'unit.added', rows[0]!.id)
  return { unitId, version: 1 }
}

/** Renames a unit, says what kind it is, or hangs it elsewhere, as of today. */
export async function correctUnit(deed: Deed, input: CorrectUnitInput): Promise<UnitChanged> {
  const { db } = deed
  const { unitId, version, parentUnitId, ...fields } = input
  const found = await findUnit(deed, unitId)
  await refuseStaleUnit(deed, found, version, { ...fields, parentUnitId })
  if (parentUnitId !== undefined && found.parentId === null) {
    throw invalid(`${found.name} is the top of the tree and stays there. Move other units instead.`)
  }
  const parentId = parentUnitId === undefined ? found.parentId : await findParent(deed, parentUnitId)
  const wanted = { name: fields.name ?? found.name, kind: fields.kind ?? found.kind, parentId }
  const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((name) => wanted[name] !== found[name])
  if (changed.length === 0) return { unitId, version: found.version }
  const [written] = await planting(deed, () =>
    db
      .update(unit)
      .set({ ...wanted, version: found.version + 1 })
      .where(and(eq(unit.id, found.id), eq(unit.version, found.version)))
      .returning({ version: unit.version }),
  )
  if (!written) throw conflict(`${found.name} was changed at the same moment. Load this again, then save.`)
  const columns = { name: 'name', kind: 'kind', parentId: 'parent_id' }
  await noteUnit(
    deed,
    'unit.corrected',
    found.id,
    changed.map((name) => columns[name]),
  )
  return { unitId, version: written.version }
}

type Found = Awaited<ReturnType<typeof findUnit>>

async function refuseStaleUnit(
  { db }: Deed,
  { id, version, name, kind, parentId }: Found,
  asked: number,
  yours: object,
) {
  if (asked === version) return
  const [above] =
    parentId === null ? [] : await db.select({ unitId: unit.unitId }).from(unit).where(eq(unit.id, parentId))
  const stored = { name, kind, parentUnitId: above?.unitId ?? null, version }
  const sentence = `${name} was changed in the meantime. Look at what is stored now, then save again.`
  throw conflict(sentence, id ? { yours, stored } : undefined)
}

/** Removes a unit that nothing speaks of: nobody is or was in it, none lies below it, no result or grant names it. */
export async function removeUnit(deed: Deed, { unitId, version }: { unitId: string; version: number }): Promise<void> {
  const { db } = deed
  const found = await findUnit(deed, unitId)
  await refuseStaleUnit(deed, found, version, {})
  const { rows } = await db.execute<{ units: number; people: number }>(
    sql`select (select count(*)::int from unit where parent_id = ${found.id}) as units,
      (select count(*)::int from unit_membership where unit_id = ${found.id} and coalesce(upper(valid), 'infinity') > ${deed.today}::date) as people`,
  )
  const { units = 0, people = 0 } = rows[0] ?? {}
  if (units + people > 0) {
    const inside = [
      people && `${people} ${people === 1 ? 'person' : 'people'}`,
      units && `${units} ${units === 1 ? 'unit' : 'units'}`,
    ]
    throw conflict(
      `${found.name} holds ${inside.filter(Boolean).join(' and ')}, today or planned. Move them out first.`,
    )
  }
  try {
    await db.delete(unit).where(and(eq(unit.id, found.id), eq(unit.version, version)))
  } catch (error) {
    if (sqlState(error) !== '23503') throw error
    throw conflict(
      `${found.name} is part of what was: people were in it, or results and grants name it. It stays; rename it or move it.`,
    )
  }
  await noteUnit(deed, 'unit.removed', found.id)
}
