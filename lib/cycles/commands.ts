import { and, eq, inArray, sql } from 'drizzle-orm'
import { bankHoliday, cycle, cycleDeadline, cyclePlan, person, plannedLeave, roleProfile, unit } from '@/db/schema'
import type { cycleStages } from '@/db/values'
import type { Scope } from '@/lib/access/allow'
import { brokenConstraint, conflict, invalid, sqlState } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { noSuchPerson } from '@/lib/people/queries'
import type { CycleDeed, SetHolidayInput, SetLeaveInput } from './change-shapes'
import { findEdition } from './population'
import { type FoundRun, findRun, getPlan } from './queries'
import { deadlineIssues } from './rules'
import { type DraftInput, type PlanFields, Population, type SetPlanInput } from './shapes'
import { instantOf } from './wall-time'

/** Who writes, in which open scope. */
export type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>
type Stage = (typeof cycleStages)[number]

/** Notes a deed about a cycle under its name, by which the outside knows it. */
export const noteCycle = ({ db, viewer }: Deed, action: string, name: string, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'cycle', subjectId: name, fields }, viewer.personId)

/** The cycle, held until the end of the transaction, if its version is still the one that was read. */
export async function holdRun({ db }: Deed, { name, version }: CycleDeed, yours: object = {}): Promise<FoundRun> {
  await db.select({ id: cycle.id }).from(cycle).where(eq(cycle.name, name)).for('update')
  const run = await findRun(db, name)
  if (run.plan.version !== version) {
    const { people, without, ...stored } = await getPlan(db, name)
    const sentence = `${name} was changed in the meantime. Look at what is stored now, then go on.`
    throw conflict(sentence, { yours, stored })
  }
  return run
}

/** Raises the version of the plan, with these columns; the version it has now. */
export async function raise(
  { db }: Deed,
  { plan }: FoundRun,
  columns: Partial<typeof cyclePlan.$inferInsert> = {},
): Promise<number> {
  const version = plan.version + 1
  await db
    .update(cyclePlan)
    .set({ ...columns, version })
    .where(eq(cyclePlan.cycleId, plan.cycleId))
  return version
}

/** Refuses units, people and profiles that do not exist, by field. */
async function refuseUnknown({ db }: Deed, population: Population, profiles: string[], frameworkVersionId: number) {
  const missing = async (wanted: readonly string[], known: Promise<{ key: string | null }[]>) => {
    const there = new Set((await known).map(({ key }) => key))
    return wanted.filter((one) => !there.has(one))
  }
  const people = [...new Set([...population.people, ...population.without])]
  const found = [
    ['population.units', await missing(population.units, findUnits({ db }, population.units))],
    ['population.people', await missing(people, findPeople({ db }, people))],
    [
      'defaultProfile',
      await missing(
        profiles,
        db
          .select({ key: roleProfile.key })
          .from(roleProfile)
          .where(eq(roleProfile.frameworkVersionId, frameworkVersionId)),
      ),
    ],
  ] as const
  const issues = found.flatMap(([path, keys]) =>
    keys.length > 0 ? [{ path, message: `does not know ${keys.slice(0, 5).join(', ')}` }] : [],
  )
  if (issues[0]) throw invalid('Somebody or something in this plan is not there (any more). Take it out.', issues)
}

const findUnits = ({ db }: Pick<Deed, 'db'>, ids: readonly string[]) =>
  db
    .select({ key: unit.unitId })
    .from(unit)
    .where(inArray(unit.unitId, [...ids, '']))
const findPeople = ({ db }: Pick<Deed, 'db'>, ids: readonly string[]) =>
  db
    .select({ key: person.employeeId })
    .from(person)
    .where(inArray(person.employeeId, [...ids, '']))

/** Writes what people are told of deadlines and the instants they stand for; a stage that is null has none. */
export async function writeDeadlines(
  { db }: Deed,
  cycleId: number,
  deadlines: Partial<Record<Stage, string | null>>,
  timeZone: string,
) {
  for (const [stage, wallTime] of Object.entries(deadlines) as [Stage, string | null][]) {
    const found = wallTime === null ? null : instantOf(wallTime, timeZone)
    const place = and(eq(cycleDeadline.cycleId, cycleId), eq(cycleDeadline.stage, stage))
    if (wallTime === null || !found) {
      await db.delete(cycleDeadline).where(place)
      continue
    }
    const row = { wallTime, closesAt: found.at }
    const [written] = await db.update(cycleDeadline).set(row).where(place).returning()
    if (!written) await db.insert(cycleDeadline).values({ cycleId, stage, ...row })
  }
}

/** A new draft of a cycle, asking nobody yet unless it says whom; NAME is taken once. */
export async function draftCycle(deed: Deed, { name, ...input }: DraftInput): Promise<void> {
  const { db } = deed
  const fields: Partial<PlanFields> = input
  const edition = await findEdition(db, fields.edition)
  const { rows } = await db.execute<{ zone: string; profile: string | null }>(sql`select time_zone as zone,
    (select p.key from role_profile p where p.framework_version_id = ${edition.id} and p.is_default limit 1) as profile
    from organisation`)
  const timeZone = fields.timeZone ?? rows[0]?.zone ?? 'UTC'
  const population = fields.population ?? Population.parse({})
  const defaultProfile = fields.defaultProfile === undefined ? (rows[0]?.profile ?? null) : fields.defaultProfile
  refuseIssues(deadlineIssues(fields.deadlines ?? {}, timeZone))
  await refuseUnknown(deed, population, defaultProfile ? [defaultProfile] : [], edition.id)
  await taking(
    name,
    db.execute(sql`insert into cycle (name, kind, framework_version_id, status)
      values (${name}, 'run', ${edition.id}, 'draft')`),
  )
  const [made] = await db.select({ id: cycle.id }).from(cycle).where(eq(cycle.name, name))
  const { edition: _, deadlines, ...columns } = fields
  await db
    .insert(cyclePlan)
    .values({ ...columns, cycleId: made!.id, population, defaultProfile, timeZone, remindDays: fields.remindDays })
  await writeDeadlines(deed, made!.id, deadlines ?? {}, timeZone)
  await noteCycle(deed, 'cycle.drafted', name)
}

/** Says so where another cycle has the name; whatever else is refused is none of this. */
async function taking(name: string, write: PromiseLike<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (brokenConstraint(error) !== 'cycle_name_unique') throw error
    throw conflict(`There is a cycle called ${name} already. Take another name.`)
  }
}

function refuseIssues(issues: { path: string; message: string }[]) {
  if (issues[0]) throw invalid('A deadline needs a day, a time and a time zone that exist.', issues)
}

/** Changes a draft; after the launch, the rule and the reminders alone. Answers under which name it stands. */
export async function setPlan(deed: Deed, { name, version, newName, ...input }: SetPlanInput): Promise<string> {
  const { db } = deed
  const run = await holdRun(deed, { name, version }, input)
  const isDraft = run.cycle.status === 'draft'
  const { edition, deadlines, ...columns } = input
  const frozen = Object.keys(input).filter((field) => !['population', 'remindDays', 'submitsDrafts'].includes(field))
  if (!isDraft && (frozen.length > 0 || newName)) {
    throw conflict('How a cycle asks stays as it was at its launch. Move deadlines with “extend”.')
  }
  if (['closing', 'published'].includes(run.cycle.status)) throw conflict(`${name} is closed and stays as it is.`)
  const timeZone = input.timeZone ?? run.plan.timeZone
  const stored = Object.fromEntries(run.deadlines.map(({ stage, wallTime }) => [stage, wallTime]))
  const frameworkVersionId = edition ? (await findEdition(db, edition)).id : run.cycle.frameworkVersionId
  refuseIssues(deadlineIssues(deadlines ?? {}, timeZone))
  const profile = input.defaultProfile === undefined ? run.plan.defaultProfile : input.defaultProfile
  await refuseUnknown(deed, input.population ?? run.population, profile ? [profile] : [], frameworkVersionId)
  if (isDraft && (newName || edition)) await rename(deed, run, newName ?? name, frameworkVersionId)
  if (deadlines || input.timeZone) {
    await writeDeadlines(deed, run.cycle.id, deadlines ?? stored, timeZone)
  }
  await raise(deed, run, columns)
  await noteCycle(deed, 'cycle.changed', newName ?? name, Object.keys({ ...input, ...(newName ? { name } : {}) }))
  return newName ?? name
}

const rename = ({ db }: Deed, { cycle: { id, version } }: FoundRun, name: string, frameworkVersionId: number) =>
  taking(
    name,
    db
      .update(cycle)
      .set({ name, frameworkVersionId, version: version + 1 })
      .where(eq(cycle.id, id)),
  )

/** Throws a draft away, with all that was planned. */
export async function discardDraft(deed: Deed, input: CycleDeed): Promise<void> {
  const { cycle: found } = await holdRun(deed, input)
  if (found.status !== 'draft') throw conflict(`${input.name} is not a draft any more. Close it instead.`)
  await deed.db.delete(cycle).where(eq(cycle.id, found.id))
  await noteCycle(deed, 'cycle.discarded', input.name)
}

/** A day on which nobody expects a deadline, or none any more. */
export async function setHoliday(deed: Deed, { day, name }: SetHolidayInput): Promise<void> {
  const { db, viewer } = deed
  if (name === null) await db.delete(bankHoliday).where(eq(bankHoliday.onDay, day))
  else {
    const values = { onDay: day, name }
    await db.insert(bankHoliday).values(values).onConflictDoUpdate({ target: bankHoliday.onDay, set: { name } })
  }
  await record(db, 'person', { action: 'holiday.set', subject: 'bank_holiday', subjectId: day }, viewer.personId)
}

/** Somebody's planned absence, without its reason, or none any more. */
export async function setLeave({ db, viewer }: Deed, { employeeId, from, to, isOff }: SetLeaveInput): Promise<number> {
  const [who] = await db.select({ id: person.id }).from(person).where(eq(person.employeeId, employeeId))
  if (!who) throw noSuchPerson()
  if (to !== null && to < from) {
    throw invalid('A leave ends on its first day or later.', [{ path: 'to', message: 'is before the first day' }])
  }
  const valid = sql<string>`daterange(${from}::date, ${to}::date, '[]')`
  try {
    if (isOff) await db.delete(plannedLeave).where(and(eq(plannedLeave.personId, who.id), sql`lower(valid) = ${from}`))
    else await db.insert(plannedLeave).values({ personId: who.id, valid })
  } catch (error) {
    if (sqlState(error) !== '23P01') throw error
    throw conflict('This person is away on some of these days already. Take that leave back first.')
  }
  await record(db, 'person', { action: 'leave.set', subject: 'person', subjectId: who.id }, viewer.personId)
  return who.id
}
