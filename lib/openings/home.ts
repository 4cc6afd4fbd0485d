import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { blackout, homeHolder, homeRule, person, policySetting, standing, unit, unitMembership } from '@/db/schema'
import { conflict, invalid } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { listUnits, noSuchPerson, noSuchUnit } from '@/lib/people/queries'
import type { Deed } from './commands'
import { addDays, overlaps } from './days'
import type { HomeRule, SaveHomeRuleInput, SaveStandingInput, SetPolicyInput } from './home-shapes'
import { policyProblems } from './policy-problems'
import { getPlacementPolicy } from './queries'

const noted = ({ db, viewer }: Deed, action: string, subject: string, subjectId: string | number, fields: string[]) =>
  record(db, 'person', { action, subject, subjectId, fields }, viewer.personId)

/** What every unit must keep at home, in the order of the tree; or one of them. */
export async function listHomeRules(
  db: Db,
  { today, unitId }: { today: string; unitId?: string },
): Promise<HomeRule[]> {
  const units = (await listUnits(db)).filter((one) => unitId === undefined || one.unitId === unitId)
  const rules = await db
    .select({ unitId: unit.unitId, rule: homeRule })
    .from(homeRule)
    .innerJoin(unit, eq(unit.id, homeRule.unitId))
  const holders = await db
    .select({ unitId: unit.unitId, criterion: homeHolder.criterion, minHolders: homeHolder.minHolders })
    .from(homeHolder)
    .innerJoin(unit, eq(unit.id, homeHolder.unitId))
    .orderBy(asc(homeHolder.criterion))
  const closed = await db
    .select({
      unitId: unit.unitId,
      from: sql<string>`lower(${blackout.valid})::text`,
      to: sql<string>`(upper(${blackout.valid}) - 1)::text`,
      reason: blackout.reason,
    })
    .from(blackout)
    .innerJoin(unit, eq(unit.id, blackout.unitId))
    .orderBy(asc(blackout.valid))
  const heads = await countHeads(db, today)
  const of = <T extends { unitId: string }>(rows: T[], id: string) =>
    rows.filter((row) => row.unitId === id).map(({ unitId: _, ...rest }) => rest)
  return units.map(({ unitId: id, name }) => {
    const found = rules.find((one) => one.unitId === id)?.rule
    return {
      ...{ unit: { unitId: id, name }, heads: heads.get(id) ?? null },
      ...{ minHeads: found?.minHeads ?? null, noticeDays: found?.noticeDays ?? null, version: found?.version ?? 0 },
      ...{ holders: of(holders, id), blackouts: of(closed, id) },
    }
  })
}

/** Heads of today by unit, itself alone, as far as the viewer sees them. */
async function countHeads(db: Db, today: string) {
  const rows = await db
    .select({ unitId: unit.unitId, heads: sql<number>`count(*)::int` })
    .from(unitMembership)
    .innerJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(sql`${unitMembership.valid} @> ${today}::date`)
    .groupBy(unit.unitId)
  return new Map(rows.map(({ unitId, heads }) => [unitId, heads]))
}

export async function getHomeRule(db: Db, unitId: string, today: string): Promise<HomeRule> {
  const [found] = await listHomeRules(db, { today, unitId })
  if (!found) throw noSuchUnit()
  return found
}

/** Sets what a unit keeps, as a whole, under one version. */
export async function saveHomeRule(deed: Deed, { unitId, version, ...fields }: SaveHomeRuleInput): Promise<HomeRule> {
  const { db, today } = deed
  const [found] = await db.select({ id: unit.id }).from(unit).where(eq(unit.unitId, unitId)).for('key share')
  if (!found) throw noSuchUnit()
  await db.select({ version: homeRule.version }).from(homeRule).where(eq(homeRule.unitId, found.id)).for('update')
  const stored = await getHomeRule(db, unitId, today)
  if (stored.version !== version) {
    const sentence = `What ${stored.unit.name} keeps was changed in the meantime. Look at what is stored now, then save again.`
    throw conflict(sentence, { yours: fields, stored })
  }
  const { minHeads, noticeDays, holders, blackouts } = fields
  const clash = blackouts.findIndex((one, at) => blackouts.some((other, place) => place < at && overlaps(one, other)))
  if (clash >= 0) {
    const message = 'Two of these periods overlap: make them one.'
    throw invalid(message, [{ path: `blackouts.${clash}`, message }])
  }
  if (version === 0) await db.insert(homeRule).values({ unitId: found.id, minHeads, noticeDays })
  else
    await db
      .update(homeRule)
      .set({ minHeads, noticeDays, version: version + 1 })
      .where(eq(homeRule.unitId, found.id))
  await db.delete(homeHolder).where(eq(homeHolder.unitId, found.id))
  await db.delete(blackout).where(eq(blackout.unitId, found.id))
  if (holders.length > 0) await db.insert(homeHolder).values(holders.map((one) => ({ unitId: found.id, ...one })))
  if (blackouts.length > 0)
    await db
      .insert(blackout)
      .values(
        blackouts.map(({ from, to, reason }) => ({ unitId: found.id, valid: `[${from},${addDays(to, 1)})`, reason })),
      )
  await noted(deed, 'homeRule.set', 'unit', found.id, Object.keys(fields))
  return getHomeRule(db, unitId, today)
}

/** The settings as the API has them. */
export async function getSettings(db: Db) {
  const { policy: settings, ...found } = await getPlacementPolicy(db)
  return { ...found, settings }
}

/** A new version of the settings; the old ones stay with the plans that were made by them. */
export async function setPolicy(deed: Deed, { version, note, settings }: SetPolicyInput): Promise<void> {
  const { db } = deed
  const stored = await getSettings(db)
  if (stored.version !== version) {
    const sentence = 'These settings were changed in the meantime. Look at what is stored now, then save again.'
    throw conflict(sentence, { yours: settings, stored })
  }
  const problems = policyProblems(settings)
  if (problems[0]) {
    const issues = problems.map(({ path, message }) => ({ path: `settings.${path}`, message }))
    throw invalid('These settings contradict each other. Look at the fields that are marked.', issues)
  }
  await db.insert(policySetting).values({ kind: 'placement', version: version + 1, value: settings, note })
  const before = stored.settings as Record<string, unknown>
  const changed = Object.entries(settings).filter(
    ([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value),
  )
  const fields = changed.map(([key]) => key)
  await noted(deed, 'placementPolicy.set', 'policy_setting', version + 1, fields)
}

/** Grades that people have today, with how many: what a cost of cover may be set for. */
export async function listGrades(db: Db, today: string) {
  const rows = await db
    .select({ grade: person.grade, people: sql<number>`count(*)::int` })
    .from(person)
    .where(sql`${person.employeeId} is not null and ${person.grade} <> '' and ${person.employed} @> ${today}::date`)
    .groupBy(person.grade)
    .orderBy(asc(person.grade))
  return { grades: rows }
}

const unremarked = { probationUntil: null, contractEndsOn: null, inPostSince: null, isUnderProcess: false, version: 0 }

/** What HR alone knows of somebody; version 0 where nobody has noted anything. */
export async function getStanding(db: Db, employeeId: string) {
  const [found] = await db
    .select({ personId: person.id, standing })
    .from(person)
    .leftJoin(standing, eq(standing.personId, person.id))
    .where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  const { personId: _, ...held } = found.standing ?? { ...unremarked, personId: 0 }
  return { personId: found.personId, employeeId, ...held }
}

function staleStanding(yours: object, { personId: _, ...stored }: Awaited<ReturnType<typeof getStanding>>) {
  const sentence = 'This was changed in the meantime. Look at what is stored now, then save again.'
  return conflict(sentence, { yours, stored })
}

export async function saveStanding(deed: Deed, { employeeId, version, ...fields }: SaveStandingInput) {
  const { db } = deed
  const stored = await getStanding(db, employeeId)
  if (stored.version !== version) throw staleStanding(fields, stored)
  const { personId } = stored
  const row = { ...fields, version: version + 1 }
  if (version === 0) await db.insert(standing).values({ personId, ...row })
  else {
    const { rowCount } = await db
      .update(standing)
      .set(row)
      .where(sql`${eq(standing.personId, personId)} and version = ${version}`)
    if (!rowCount) throw staleStanding(fields, await getStanding(db, employeeId))
  }
  await noted(deed, 'standing.set', 'person', personId, Object.keys(fields))
  return getStanding(db, employeeId)
}
