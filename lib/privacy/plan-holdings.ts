import { sql } from 'drizzle-orm'
import { type Erased, formerName, type Holding } from './erased'

/** Runs whose facts speak of somebody: whole plans hang together, so they go as they are. */
const speaksOf = ({ words }: Erased) => sql`exists (select from unnest(${sql.param(words)}::text[]) w
  where position('"' || w || '"' in facts::text || coalesce(outcome::text, '')) > 0)`

/** Plans by table, in the order in which rows can go. What somebody asked for or approved stays: by nobody. */
export const planHoldings: Holding[] = [
  {
    table: 'plan_answer',
    erase: (who) => sql`delete from plan_answer where plan_run_id in (select id from plan_run where ${speaksOf(who)})`,
  },
  {
    table: 'plan_run',
    erase: (who) => sql`with gone as (delete from plan_run where ${speaksOf(who)} returning 1),
      kept as (update plan_run set asked_by = nullif(asked_by, ${who.id}), approved_by = nullif(approved_by, ${who.id}),
          approval_reason = regexp_replace(approval_reason, ${who.spoken}, ${formerName}, 'gi'), version = version + 1
        where not ${speaksOf(who)} and (${who.id} in (asked_by, approved_by) or approval_reason ~* ${who.spoken}) returning 1)
      select 1 from gone union all select 1 from kept`,
  },
  {
    table: 'scenario',
    // Pins and bans may name them by their key.
    erase: ({
      id,
      plain,
      spoken,
    }) => sql`update scenario set created_by = nullif(created_by, ${id}), version = version + 1,
        name = regexp_replace(name, ${spoken}, ${formerName}, 'gi'), inputs = coalesce((
          select jsonb_object_agg(key, case jsonb_typeof(value) when 'array' then coalesce((
            select jsonb_agg(e) from jsonb_array_elements(value) e
            where coalesce(e ->> 'employeeId', e #>> '{}') <> all (${sql.param(plain)}::text[])), '[]') else value end)
          from jsonb_each(inputs)), '{}')
      where created_by = ${id} or name ~* ${spoken} or exists (
        select from jsonb_each(inputs) i, jsonb_array_elements(case jsonb_typeof(i.value) when 'array' then i.value else '[]' end) e
        where coalesce(e ->> 'employeeId', e #>> '{}') = any (${sql.param(plain)}::text[]))`,
  },
]
