import type { Client } from 'pg'
import { appLogin, appPassword, scramVerifier } from './login'

const monthsAhead = 12

/** What holds outside migrations: the app's password, rights on the database itself and the log's coming months. */
export async function keepUp(client: Client, authSecret: string): Promise<void> {
  await client.query(`alter role ${appLogin} password '${scramVerifier(appPassword(authSecret))}'`)
  await grantDatabase(client)
  await addLogMonths(client)
  await dropEmptyMonths(client)
  await showMigrations(client)
}

/** Lets /readyz and the health page see which migrations this database has, and the backup take all along. */
async function showMigrations(client: Client): Promise<void> {
  await client.query('grant usage on schema drizzle to p_gate, p_dump, p_admin')
  await client.query('grant select on drizzle.__drizzle_migrations to p_gate, p_dump, p_admin')
  await client.query('grant select on all sequences in schema drizzle, public to p_dump')
}

/** Rights on the database are copied by no template and no dump. Jobs stage their files in temporary tables. */
export async function grantDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name')
  const name = rows[0]?.name
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${appLogin}`)
  await client.query(`grant temporary on database ${name} to p_job`)
}

/** A partition a month from `since` (a day; this month) until a year ahead. A month whose rows already fell into the default partition stays there. */
export async function addLogMonths(client: Client, since?: string): Promise<void> {
  await client.query(`do $$
    declare
      first date;
      name text;
    begin
      for first in
        select generate_series(date_trunc('month', ${since ? `date '${since}'` : 'now()'}), now() + interval '${monthsAhead} months', '1 month')::date
      loop
        name := 'access_log_' || to_char(first, 'YYYY_MM');
        continue when to_regclass(name) is not null;
        begin
          execute format('create table %I partition of access_log for values from (%L) to (%L)',
            name, first, first + interval '1 month');
          execute format('alter table %I enable row level security, force row level security', name);
          execute format('create policy dump on %I for select to p_dump using (true)', name);
          execute format('grant select on %I to p_dump', name);
        exception when check_violation then null;
        end;
      end loop;
    end $$`)
}

/**
 * Months of the log that the retention emptied. Row security hides rows from the owner, so a count would always say none: a
 * month is empty when it has no page left, which vacuum sees to.
 */
async function dropEmptyMonths(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'access_log'::regclass and c.relname ~ '^access_log_\\d{4}_\\d{2}$'
        and c.relname < 'access_log_' || to_char(now() - interval '1 month', 'YYYY_MM')`,
  )
  for (const { name } of rows) {
    await client.query(`vacuum ${name}`)
    await client.query(`do $$ begin if pg_relation_size('${name}') = 0 then drop table ${name}; end if; end $$`)
  }
}
