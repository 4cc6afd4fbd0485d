import type { Db } from '@/db/client'

/** Tables whose rows have a key of their own, and how it is written. */
export const keyed = {
  organisation: 'is_only',
  unit: 'id',
  person: 'id',
  role_grant: 'id',
  account: 'id',
  cycle: 'id',
  policy_setting: 'id',
  rating: 'id',
  result: 'id',
  opening: 'id',
} as const
export type Keyed = keyof typeof keyed

/** Tables of periods: a row is what it holds, and a change is one row less and one more. */
export const periods = ['unit_membership', 'reporting_line', 'planned_leave'] as const

/** Parts of openings: as periods, but of an opening. */
export const parts = ['opening_entry', 'opening_criterion'] as const

/**
 * What the import did on the whole: per row, how it was before (null: not there) and how it left it (null: gone). A row that
 * came and went again, or is as it was, drops out.
 */
export async function makeNet(db: Db, runId: number): Promise<void> {
  await db.$client.query(`select set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)`)
  await db.$client.query(
    `create temp table import_net on commit drop as
      select of_table, (array_agg(old_row order by id))[1] as old_row, (array_agg(new_row order by id desc))[1] as new_row
      from (
        select id, of_table, old_row, new_row,
          case when of_table = any ($2) then coalesce(old_row, new_row)::text
            when of_table = 'organisation' then 'it' else coalesce(old_row, new_row) ->> 'id' end as key
        from import_change where run_id = $1
      ) c group by of_table, key
      having (array_agg(old_row order by id))[1] is distinct from (array_agg(new_row order by id desc))[1]`,
    [runId, [...periods, ...parts]],
  )
  await db.$client.query('analyze import_net')
}

/** Whose row it is, for a person to find it: a name with its key. */
const named = {
  person: `(select p.name || ' (' || coalesce(p.employee_id, 'no employee id') || ')' from person p where p.id = who)`,
  unit: `(select u.name || ' (' || u.unit_id || ')' from unit u where u.id = who)`,
  opening: `(select o.title || ' (' || o.opening_id || ')' from opening o where o.id = who)`,
}

/** The row whose name stands for a row of each table. */
const whose: Record<
  Keyed | (typeof periods | typeof parts)[number] | 'participant' | 'assessment' | 'preference',
  string
> = {
  organisation: `'the organisation''s settings'`,
  unit: `coalesce(${named.unit}, it ->> 'name')`.replaceAll('who', `(it ->> 'id')::bigint`),
  person: `coalesce(${named.person}, it ->> 'name')`.replaceAll('who', `(it ->> 'id')::bigint`),
  role_grant: named.person.replaceAll('who', `(it ->> 'person_id')::bigint`),
  account: named.person.replaceAll('who', `(it ->> 'person_id')::bigint`),
  cycle: `'the cycle ' || (it ->> 'name')`,
  policy_setting: `'the settings'`,
  rating: named.person.replaceAll('who', `(it ->> 'subject_id')::bigint`),
  result: `'a published result'`,
  unit_membership: named.person.replaceAll('who', `(it ->> 'person_id')::bigint`),
  reporting_line: named.person.replaceAll('who', `(it ->> 'person_id')::bigint`),
  planned_leave: named.person.replaceAll('who', `(it ->> 'person_id')::bigint`),
  opening: `coalesce(${named.opening}, it ->> 'title')`.replaceAll('who', `(it ->> 'id')::bigint`),
  opening_entry: named.opening.replaceAll('who', `(it ->> 'opening_id')::bigint`),
  opening_criterion: named.opening.replaceAll('who', `(it ->> 'opening_id')::bigint`),
  preference: named.opening.replaceAll('who', `(it ->> 'opening_id')::bigint`),
  participant: named.person.replaceAll('who', `(it ->> 'subject_id')::bigint`),
  assessment: named.person.replaceAll('who', `(it ->> 'rater_id')::bigint`),
}

/** What stands otherwise than the import left it. */
const keyedChanged = (table: Keyed) => {
  const same = table === 'organisation' ? 'true' : `t.id = (n.new_row ->> 'id')::bigint`
  return `select n.new_row as it from import_net n left join ${table} t on ${same}
    where n.of_table = '${table}' and n.new_row is not null and to_jsonb(t) is distinct from n.new_row`
}

/** Periods that are gone again, and others that stand where one would be put back. */
const periodChanged = (table: (typeof periods)[number]) => `
  select n.new_row as it from import_net n
    left join ${table} t on t.person_id = (n.new_row ->> 'person_id')::bigint and to_jsonb(t) = n.new_row
    where n.of_table = '${table}' and n.new_row is not null and t.person_id is null
  union all
  select n.old_row from import_net n
    join ${table} t on t.person_id = (n.old_row ->> 'person_id')::bigint and t.valid && (n.old_row ->> 'valid')::daterange
    left join import_net mine on mine.of_table = '${table}' and mine.new_row = to_jsonb(t)
    where n.of_table = '${table}' and n.old_row is not null and mine.of_table is null`

/** Parts that are gone again, and others that stand beside those that the import left. */
const partChanged = (table: (typeof parts)[number]) => `
  select n.new_row as it from import_net n
    left join ${table} t on t.opening_id = (n.new_row ->> 'opening_id')::bigint and to_jsonb(t) = n.new_row
    where n.of_table = '${table}' and n.new_row is not null and t.opening_id is null
  union all
  select to_jsonb(t) from ${table} t join import_net n on n.of_table = 'opening' and t.opening_id = (n.new_row ->> 'id')::bigint
    left join import_net mine on mine.of_table = '${table}' and mine.new_row = to_jsonb(t)
    where n.old_row is null and mine.of_table is null`

/** What somebody hung on a person or unit that the import had added. */
const added = (table: string) =>
  `(select (new_row ->> 'id')::bigint as id from import_net where of_table = '${table}' and old_row is null) added`
const hung = (table: string, columns: readonly string[], on: string) =>
  columns.map(
    (column) => `select to_jsonb(t) as it from ${table} t join ${added(on)} on added.id = t.${column}
      left join import_net mine on mine.of_table = '${table}' and mine.new_row = to_jsonb(t) where mine.of_table is null`,
  )

const questions: [keyof typeof whose, string][] = [
  ...(Object.keys(keyed) as Keyed[]).map((table): [Keyed, string] => [table, keyedChanged(table)]),
  ...periods.map((table): [(typeof periods)[number], string] => [table, periodChanged(table)]),
  ...parts.map((table): [(typeof parts)[number], string] => [table, partChanged(table)]),
  // Whoever wishes for a place by now would lose it unasked.
  ...hung('preference', ['opening_id'], 'opening').map((ask): ['preference', string] => ['preference', ask]),
  ...hung('account', ['person_id'], 'person').map((ask): [Keyed, string] => ['account', ask]),
  ...hung('role_grant', ['person_id'], 'person').map((ask): [Keyed, string] => ['role_grant', ask]),
  ...hung('role_grant', ['unit_id'], 'unit').map((ask): [Keyed, string] => ['role_grant', ask]),
  ...hung('rating', ['subject_id', 'rater_id'], 'person').map((ask): [Keyed, string] => ['rating', ask]),
  ...hung('reporting_line', ['person_id', 'manager_id'], 'person').map((ask): [(typeof periods)[number], string] => [
    'reporting_line',
    ask,
  ]),
  ...hung('unit_membership', ['person_id'], 'person').map((ask): [(typeof periods)[number], string] => [
    'unit_membership',
    ask,
  ]),
  ...hung('unit_membership', ['unit_id'], 'unit').map((ask): [(typeof periods)[number], string] => [
    'unit_membership',
    ask,
  ]),
  ...hung('planned_leave', ['person_id'], 'person').map((ask): ['planned_leave', string] => ['planned_leave', ask]),
  // Whoever is in a cycle by now cannot be made never to have been here.
  ...hung('participant', ['subject_id', 'assigned_rater_id'], 'person').map((ask): ['participant', string] => [
    'participant',
    ask,
  ]),
  ...hung('assessment', ['rater_id'], 'person').map((ask): ['assessment', string] => ['assessment', ask]),
  ...hung('opening', ['sponsor_id', 'supervisor_id'], 'person').map((ask): [Keyed, string] => ['opening', ask]),
  ...hung('opening', ['host_unit_id'], 'unit').map((ask): [Keyed, string] => ['opening', ask]),
  ...hung('unit', ['parent_id'], 'unit').map((ask): [Keyed, string] => ['unit', ask]),
  // A later result was reckoned with what this import wrote.
  [
    'result',
    `select to_jsonb(r) as it from result r where r.published_at >= (select min((new_row ->> 'published_at')::timestamptz)
        from import_net where of_table = 'result')
      and r.id not in (select (new_row ->> 'id')::bigint from import_net where of_table = 'result')`,
  ],
]

/** The names of what somebody changed since, each once, in order; empty when the import can be taken back. */
export async function findChanged(db: Db): Promise<string[]> {
  const names = new Set<string>()
  for (const [table, question] of questions) {
    const { rows } = await db.$client.query<{ name: string }>(
      `select distinct ${whose[table]} as name from (${question}) changed order by 1 limit 100`,
    )
    for (const { name } of rows) names.add(name)
  }
  return [...names].sort((a, b) => a.localeCompare(b))
}
