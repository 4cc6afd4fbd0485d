import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { getHomeRule } from '@/lib/openings/home'
import { findResult, getProfile, type Published } from '@/lib/people/published'
import { type Away, coverByWeek, type Home, namesSomebody } from './cover'
import { getMachine, getRow } from './queries'
import type { HomeCover } from './shapes'

type MemberRow = {
  id: number
  employeeId: string
  name: string
  jobTitle: string
  unitId: string | null
  unitName: string | null
  targetProfile: string | null
  milliLevels: (number | null)[] | null
}

/** People of the viewer's line, or all whom HR and the head see, with a post on that day, with their levels of record. */
async function listMembers(
  db: Db,
  { today, result }: { today: string; result: Published | null },
): Promise<MemberRow[]> {
  const { rows } = await db.execute<MemberRow>(sql`
    select p.id, p.employee_id as "employeeId", p.name, p.job_title as "jobTitle", u.unit_id as "unitId", u.name as "unitName",
      coalesce(r.target_profile, p.target_profile) as "targetProfile", r.milli_levels as "milliLevels"
    from person p join unit_membership m on m.person_id = p.id and m.valid @> ${today}::date join unit u on u.id = m.unit_id
    left join result_person r on r.person_id = p.id and r.result_id = ${result?.id ?? -1}
    where p.employee_id is not null and p.employed @> ${today}::date
      and (current_setting('role') not in ('p_member', 'p_pmo') or p.id = any (array(select authz.line_ids()))) order by p.name, p.id limit 2000`)
  return rows
}

/** What each of them holds: a level of record at or above the profile's minimum where it is a must-have, else its target. */
async function holdingsOf(db: Db, members: readonly MemberRow[], result: Published | null) {
  const held = new Map<number, string[]>()
  if (!result) return held
  const profiles = new Map<string | null, Awaited<ReturnType<typeof getProfile>>>()
  for (const key of new Set(members.map(({ targetProfile }) => targetProfile))) {
    profiles.set(key, await getProfile(db, result, undefined, key))
  }
  for (const { id, targetProfile, milliLevels } of members) {
    const holds = profiles.get(targetProfile)?.targets.filter(({ criterion, target, minimum }) => {
      const level = milliLevels?.[result.criteria.indexOf(criterion)] ?? null
      return level !== null && level >= (minimum ?? target) * 1000
    })
    held.set(id, holds?.map(({ criterion }) => criterion) ?? [])
  }
  return held
}

async function listAway(db: Db, ids: readonly number[], but: number): Promise<(Away & { id: number })[]> {
  const { rows } = await db.execute<Away & { id: number } & Record<string, unknown>>(sql`
    select person_id as id, lower(during)::text as "from", (upper(during) - 1)::text as "to", share from secondment
    where person_id = any (${sql.param(ids)}::bigint[]) and id <> ${but}
      and state in ('release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')
    union all
    select person_id, lower(valid)::text, coalesce((upper(valid) - 1)::text, '9999-12-31'), 100 from planned_leave
    where person_id = any (${sql.param(ids)}::bigint[])`)
  return rows
}

/** Heads of the home unit out of the viewer's sight: what they hold is not told, so that they count as heads alone. */
async function listUnseen(db: Db, placement: number): Promise<{ members: Home['members']; away: Away[] }> {
  const { rows } = await db.execute<{ key: string; from: string | null; to: string; share: number }>(sql`
    select 'unseen ' || number as key, away_from::text as "from",
      case when away_to = 'infinity' then '9999-12-31' else away_to::text end as "to", share
    from authz.unseen_colleagues(${placement})`)
  const keys = new Set(rows.map(({ key }) => key))
  return {
    members: [...keys].map((key) => ({ key, holds: [] })),
    away: rows.flatMap(({ from, ...days }) => (from === null ? [] : [{ ...days, from }])),
  }
}

/** What an absence costs at home, week by week, and who could stand in. `ids`: whose data it shows. */
export async function getHomeCover(
  db: Db,
  { id, today }: { id: string; today: string },
): Promise<{ cover: HomeCover; ids: number[] }> {
  const { row, secondment } = await getRow(db, today, id)
  const result = await findResult(db)
  const seen = await listMembers(db, { today, result })
  const held = await holdingsOf(db, seen, result)
  const team = seen.filter(({ unitId }) => unitId !== null && unitId === row.unitId)
  const { policyOf } = await getMachine(db)
  const rule = await getHomeRule(db, row.unitId ?? '', today)
  const [most, of] = policyOf.coverShare
  const unseen = await listUnseen(db, row.id)
  const heads = team.length + unseen.members.length
  const leastHeads = rule.minHeads ?? Math.ceil((heads * most) / of)
  const to = row.askedEnd && row.askedEnd > row.to ? row.askedEnd : row.to
  const away = await listAway(
    db,
    seen.map((one) => one.id),
    row.id,
  )
  const keyed = (rows: typeof away): Away[] => rows.map(({ id: who, ...days }) => ({ ...days, key: String(who) }))
  const home: Home = {
    members: [...team.map((one) => ({ key: String(one.id), holds: held.get(one.id) ?? [] })), ...unseen.members],
    away: [...keyed(away), ...unseen.away, { key: String(row.personId), from: row.from, to, share: row.share }],
    stands: [],
    floor: {
      heads: leastHeads,
      holders: rule.holders.map(({ criterion, minHolders }) => ({ criterion, least: minHolders })),
    },
  }
  // A recruit brings a head; who acts or swaps from elsewhere brings what they hold too; colleagues are there already.
  const stands = secondment.cover.flatMap(({ option, person, from, to: until }) => {
    if (option === 'recruit') return [{ key: 'recruit', holds: [], from, to: until }]
    const stand = namesSomebody(option) ? seen.find(({ employeeId }) => employeeId === person?.employeeId) : undefined
    const isElsewhere = stand !== undefined && stand.unitId !== row.unitId
    return isElsewhere ? [{ key: `cover ${stand.id}`, holds: held.get(stand.id) ?? [], from, to: until }] : []
  })
  const own = held.get(row.personId) ?? []
  const others = team.filter((one) => one.id !== row.personId)
  const isFree = (who: number) => !away.some((one) => one.id === who && one.from <= to && row.from <= one.to)
  const reports = await countReports(db, row.personId, today)
  const candidates = seen
    .filter((one) => one.id !== row.personId && isFree(one.id))
    .map((one) => ({ one, holds: own.filter((criterion) => held.get(one.id)?.includes(criterion)) }))
    .sort((a, b) => b.holds.length - a.holds.length)
    .slice(0, 50)
  const inLevels = (weeks: ReturnType<typeof coverByWeek>) =>
    weeks.map((week) => ({ ...week, heads: week.heads / 100 }))
  return {
    ids: [row.personId, ...seen.map((one) => one.id)],
    cover: {
      unit: rule.unit,
      heads,
      leastHeads,
      without: inLevels(coverByWeek(home, row.from, to)),
      covered: inLevels(coverByWeek({ ...home, stands }, row.from, to)),
      alone: own.filter((criterion) => others.every((one) => !held.get(one.id)?.includes(criterion))),
      reports,
      candidates: candidates.map(({ one: { employeeId, name, jobTitle, unitId, unitName }, holds }) => ({
        ...{ employeeId, name, jobTitle, holds },
        unit: unitId !== null && unitName !== null ? { unitId, name: unitName } : null,
      })),
      deepest: policyOf.coverDepth,
    },
  }
}

async function countReports(db: Db, personId: number, today: string): Promise<number> {
  const { rows } = await db.execute<{ reports: number }>(sql`select count(*)::int as reports from reporting_line l
    where l.manager_id = ${personId} and l.valid @> ${today}::date`)
  return rows[0]?.reports ?? 0
}
