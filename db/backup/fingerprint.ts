import type { Client } from 'pg'

/** Whoever owns the database may be called differently elsewhere; months of the log come and go. */
const lines = `
with thing as (
    select * from pg_class where relnamespace in ('public'::regnamespace, 'authz'::regnamespace) and not relispartition
      and relkind in ('r', 'p', 'v', 'S')
  ),
  func as (
    select f.* from pg_proc f where pronamespace in ('public'::regnamespace, 'authz'::regnamespace)
      and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')
  ),
  given as (
    select oid::regclass::text as name, relowner as owner, relacl as acl from thing
    union all
    select a.attrelid::regclass || '.' || a.attname, t.relowner, a.attacl from pg_attribute a join thing t on t.oid = a.attrelid
    union all
    select oid::regprocedure::text, proowner, coalesce(proacl, acldefault('f', proowner)) from func
  )
select 'policy ' || p.polname || ' on ' || p.polrelid::regclass || ' for ' || p.polcmd::text || ' to '
    || array(select rolname from pg_roles where oid = any (p.polroles) order by 1)::text
    || ' using ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '-')
    || ' check ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-') as line
  from pg_policy p join thing t on t.oid = p.polrelid
union all
select 'row security of ' || oid::regclass || ': ' || relrowsecurity || ', forced: ' || relforcerowsecurity
  from thing where relkind in ('r', 'p')
union all
select 'grant ' || e.privilege_type || ' on ' || g.name || ' to ' || coalesce(r.rolname, 'public')
  from given g, aclexplode(g.acl) e left join pg_roles r on r.oid = e.grantee where e.grantee <> g.owner
union all
select 'trigger ' || pg_get_triggerdef(g.oid) || ' ' || g.tgenabled::text
  from pg_trigger g join thing t on t.oid = g.tgrelid where not g.tgisinternal
union all
select 'constraint ' || c.conname || ' on ' || c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid)
  from pg_constraint c join thing t on t.oid = c.conrelid where c.contype in ('c', 'f', 'p', 'u', 'x')
union all
select 'function ' || oid::regprocedure || ' ' || encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') || ' ' || prosecdef
    || ' ' || coalesce(proconfig::text, '-') from func
order by 1`

/** All that guards the rows, a line each: policies, forced row security, grants, triggers, constraints, functions. */
export async function takeFingerprint(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(lines)
  return rows.map(({ line }) => line)
}
