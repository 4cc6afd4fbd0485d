-- What tables alone cannot say: one at a time, closures kept, published and recorded things unchangeable, who is let near.
alter table unit_membership add constraint one_unit_at_a_time exclude using gist (person_id with =, valid with &&);
alter table reporting_line add constraint one_manager_at_a_time exclude using gist (person_id with =, valid with &&);

-- A day without its own partition loses no row.
create table access_log_default partition of access_log default;

insert into organisation default values;
insert into policy_setting (kind, version, note, value) values (
  'readiness', 1, 'Defaults, not yet set by your panel.', '{
    "managerWeight": [3, 5], "peerWeight": [2, 5], "minPeers": 3, "peerDiscuss": [3, 2],
    "freshMonths": 6, "halfLifeMonths": 12, "expiryMonths": 24,
    "evidenceManager": 0.6, "evidenceNearSelf": 0.8, "selfWithin": 1, "confidenceHigh": 0.7, "confidenceMedium": 0.45,
    "minCoverage": [4, 5], "nowCut": 90, "soonCut": 75,
    "heavy": [13, 10], "notable": [1, 1], "heavyMaxGap": 1, "notableMaxGap": 2,
    "maxShortMustHaves": 2, "maxShortBy": 1, "borderlinePoints": 5,
    "raterError": 0.4, "formError": 0.3, "staleMonths": 12, "thinShare": [2, 3]
  }'
);

-- Views that the functions read; as invoker, so that they show what authz_owner's policies show.
set role authz_owner;
create view authz.held with (security_invoker = true) as
  select g.role, g.unit_id from public.role_grant g
  where g.person_id = (select authz.person_id()) and g.confirmed_at is not null and g.valid @> (select authz.today());
create view authz.picture with (security_invoker = true) as
  select p.id as person_id, m.id as manager_id from authz.as_of a join public.person p on p.employed @> a.day
  left join public.reporting_line l on l.person_id = p.id and l.valid @> a.day
  left join public.person m on m.id = l.manager_id and m.employed @> a.day;
reset role;

create trigger lock before insert or update or delete on person execute function authz.lock_tree();
create trigger lock before insert or update or delete on unit execute function authz.lock_tree();
create trigger lock before insert or update or delete on reporting_line execute function authz.lock_tree();
create trigger changed after insert or update or delete on unit execute function authz.unit_changed();
create trigger added after insert on person referencing new table as new_rows execute function authz.person_changed();
create trigger updated after update on person referencing old table as old_rows new table as new_rows
  execute function authz.person_changed();
create trigger added after insert on reporting_line referencing new table as new_rows execute function authz.line_changed();
create trigger updated after update on reporting_line referencing old table as old_rows new table as new_rows
  execute function authz.line_changed();
create trigger removed after delete on reporting_line referencing old table as old_rows
  execute function authz.line_changed();

create trigger append_only before update or delete or truncate on audit_entry execute function authz.append_only();

create trigger keep_published before update or delete on framework_version
  for each row execute function authz.keep_edition();
create trigger keep_published before insert or update or delete on scale_level
  for each row execute function authz.keep_published('version');
create trigger keep_published before insert or update or delete on domain
  for each row execute function authz.keep_published('version');
create trigger keep_published before insert or update or delete on criterion
  for each row execute function authz.keep_published('version');
create trigger keep_published before insert or update or delete on role_profile
  for each row execute function authz.keep_published('version');
create trigger keep_published before insert or update or delete on criterion_level
  for each row execute function authz.keep_published('criterion');
create trigger keep_published before insert or update or delete on target
  for each row execute function authz.keep_published('profile');

-- Row security binds the owner too; the backup reads all: pg_dump --role=p_dump --enable-row-security.
do $$
declare t regclass;
begin
  for t in select oid from pg_class
    where relnamespace in ('public'::regnamespace, 'authz'::regnamespace) and relkind in ('r', 'p')
  loop
    execute format('alter table %s enable row level security, force row level security', t);
    execute format('create policy dump on %s for select to p_dump using (true)', t);
    execute format('grant select on %s to p_dump', t);
  end loop;
end $$;
grant select on all sequences in schema public to p_dump;

-- What the functions themselves may touch: no rating and no result.
do $$
declare t text;
begin
  foreach t in array '{authz.as_of,organisation,person,unit,unit_membership,reporting_line,unit_closure,reporting_closure,
    role_grant,access_log,framework_version,criterion,role_profile,account,session,sign_in_failure,known_device,token,
    invitation,audit_entry}'::text[]
  loop
    execute format('create policy authz on %s to authz_owner using (true)', t);
  end loop;
end $$;
grant select on authz.as_of, organisation, person, unit, unit_membership, reporting_line, unit_closure, reporting_closure,
  role_grant, access_log, framework_version, criterion, role_profile, account, session, sign_in_failure, known_device, token,
  invitation to authz_owner;
grant update on authz.as_of to authz_owner;
grant insert, update, delete on unit_closure, reporting_closure to authz_owner;
grant insert, update on session, known_device to authz_owner;
grant update on account, invitation to authz_owner;
grant insert, delete on sign_in_failure to authz_owner;
grant insert on audit_entry to authz_owner;

-- The personas. An administrator sees names and posts, and no column that speaks of ability.
grant select on organisation, policy_setting, unit, unit_closure, framework, framework_version, scale_level, domain,
  criterion, criterion_level, role_profile, target, cycle, result to p_member, p_pmo, p_all, p_hr, p_admin;
grant select on unit_membership, reporting_line, role_grant to p_member, p_pmo, p_all, p_hr, p_admin;
grant select on person, rating, result_person to p_member, p_pmo, p_all, p_hr;
grant select (id, employee_id, name, email, job_title, grade, location, is_disabled, employed, version) on person to p_admin;
grant select on cell, band_cell to p_pmo, p_all, p_hr;
grant select on audit_entry, access_log to p_admin;
grant insert on access_log to p_member, p_pmo, p_all, p_hr, p_admin;
grant select, insert on idempotency_key to p_member, p_pmo, p_all, p_hr, p_admin;

-- Jobs write what their policies name; history is only ever added to.
grant select, insert, update, delete on person, unit, unit_membership, reporting_line, role_grant, framework,
  framework_version, scale_level, domain, criterion, criterion_level, role_profile, target, cycle, rating, result,
  result_person, cell, band_cell, policy_setting, account, session, sign_in_failure, known_device, token, invitation to p_job;
grant select, update on organisation to p_job;
grant select on unit_closure to p_job;
grant insert on audit_entry to p_job;

-- What must stay true of the catalogue: select * from authz.flaw returns nothing.
create view authz.flaw with (security_invoker = true) as
with thing as (
    select * from pg_class where relnamespace in ('public'::regnamespace, 'authz'::regnamespace)
  ),
  func as (
    select f.* from pg_proc f where pronamespace in ('public'::regnamespace, 'authz'::regnamespace)
      and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')
  ),
  persona as (
    select * from pg_roles
    where rolname in ('p_member', 'p_host', 'p_pmo', 'p_all', 'p_hr', 'p_admin', 'p_job', 'p_gate', 'gravitas_app')
  ),
  policy as (
    select p.*, array(select rolname from pg_roles where oid = any (polroles)) as roles,
      regexp_replace(
        concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)),
        '(SELECT|FROM) authz\.', '\1 ', 'g'
      ) as text
    from pg_policy p
  )
select 'row security not forced' as flaw, oid::regclass::text as thing from thing
  where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
union all
select 'view runs as its owner', oid::regclass::text from thing
  where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
union all
select 'materialised view', oid::regclass::text from thing where relkind = 'm'
union all
select 'missing from the dump', oid::regclass::text from thing
  where relkind in ('r', 'p') and not exists (select from policy where polrelid = thing.oid and roles = '{p_dump}'::name[])
union all
select 'enum column', attrelid::regclass || '.' || attname from pg_attribute a
  join thing on thing.oid = attrelid join pg_type t on t.oid = atttypid where typtype = 'e'
union all
select 'function open to the public', f.oid::regprocedure::text
  from func f, aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0
union all
select 'definer function without search_path or not of authz_owner', f.oid::regprocedure::text from func f
  where prosecdef and (
    pg_get_userbyid(proowner) <> 'authz_owner' or not coalesce(proconfig::text like '%search_path=%', false)
  )
union all
select 'policy evaluates per row', polname || ' on ' || polrelid::regclass from policy
  where text ~ 'authz\.|current_setting|current_user'
union all
select 'policy is true', polname || ' on ' || polrelid::regclass from policy
  where text ~ '^(true ?)+$' and not roles <@ '{authz_owner,p_dump}'::name[]
union all
select 'policy for everybody', polname || ' on ' || polrelid::regclass from policy where 0 = any (polroles)
union all
select 'broad persona without proof', polname || ' on ' || polrelid::regclass from policy
  where polcmd in ('r', '*') and roles && '{p_all,p_hr,p_admin}'::name[] and text !~ 'holds|person_id'
union all
select 'job without a name', polname || ' on ' || polrelid::regclass from policy
  where 'p_job' = any (roles) and text !~ 'SELECT job\(\)'
union all
select 'two select policies for ' || p.rolname, polrelid::regclass::text
  from policy join persona p on p.rolname = any (roles) where polcmd in ('r', '*')
  group by p.rolname, polrelid having count(*) > 1
union all
select p.rolname || ' reads without a policy', t.oid::regclass::text from persona p, thing t
  where relkind in ('r', 'p') and has_any_column_privilege(p.oid, t.oid, 'SELECT')
    and not exists (select from policy where polrelid = t.oid and p.rolname = any (roles) and polcmd in ('r', '*'))
union all
select 'role too strong', rolname from pg_roles
  where (rolname in ('authz_owner', 'p_dump') or oid in (select oid from persona))
    and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit)
union all
select 'login inherits ' || p.rolname, 'gravitas_app' from persona p
  where rolname <> 'gravitas_app' and pg_has_role('gravitas_app', p.oid, 'USAGE')
union all
select 'persona passes row security', p.rolname || ' on ' || t.oid::regclass from persona p, thing t
  where relkind in ('r', 'p') and has_table_privilege(p.oid, t.oid, 'TRUNCATE, TRIGGER, REFERENCES')
union all
select 'login reads a table', oid::regclass::text from thing
  where relkind in ('r', 'p', 'v', 'S') and has_any_column_privilege('gravitas_app', oid, 'SELECT, INSERT, UPDATE');
