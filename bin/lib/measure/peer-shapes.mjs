/** Levels of the newest result by person and criterion; peers know whole levels only. */
const levels = `select p.person_id, p.unit_id, k.key as skill, k.id as skill_id, floor(p.milli_levels[k.position] / 1000)::int as level
  from public.result_person p join public.result r on r.id = p.result_id
  join public.criterion k on k.framework_version_id = r.framework_version_id
  where r.id = (select max(id) from public.result) and p.milli_levels[k.position] is not null`
const targets = `select k.id as skill_id, k.key as skill, t.target from public.target t join public.criterion k on k.id = t.criterion_id
  join public.role_profile p on p.id = t.role_profile_id and p.is_default
  where p.framework_version_id = (select framework_version_id from public.result order by id desc limit 1)
    and t.target > 0 and t.weight > 0`

/** Ours: each cell's numbers from the frozen counts. */
export const stored = `
  select c.unit_id, c.criterion_id, c.assessed, (select sum(m) from unnest(c.milli_sums) m) / 1000.0 as levels,
    coalesce((select sum(n) from unnest(c.counts[1:t.target]) n), 0) as below,
    (t.target * 1000 * coalesce((select sum(n) from unnest(c.counts[1:t.target]) n), 0)
      - coalesce((select sum(m) from unnest(c.milli_sums[1:t.target]) m), 0)) / 1000.0 as gap
  from public.cell c join (${targets}) t on t.skill_id = c.criterion_id
  where c.result_id = (select max(id) from public.result) and c.assessed > 0`

const sums = (level, target) => `count(*) as assessed, sum(${level}) as levels,
  count(*) filter (where ${level} < ${target}) as below, sum(greatest(0, ${target} - ${level})) as gap`
const added = 'sum(own.assessed) as assessed, sum(own.levels) as levels, sum(own.below) as below, sum(own.gap) as gap'

/** One row per person and skill that points to a level, departments with the path of their parents. */
const pathsAndRows = {
  name: "Odoo's layout",
  build: `
    create table department as
      with recursive tree as (
        select id, parent_id, name, id || '/' as parent_path from public.unit where parent_id is null
        union all
        select u.id, u.parent_id, u.name, tree.parent_path || u.id || '/' from public.unit u join tree on tree.id = u.parent_id
      ) select * from tree;
    alter table department add primary key (id);
    create index on department (parent_id);
    create index on department (parent_path text_pattern_ops);
    create table employee as
      select person_id as id, unit_id as department_id, true as active from public.result_person
      where result_id = (select max(id) from public.result);
    alter table employee add primary key (id);
    create index on employee (department_id);
    create table skill_level as select n + 1 as id, 'Level ' || n as name, n as level from generate_series(0, 9) n;
    alter table skill_level add primary key (id);
    create table employee_skill as
      select row_number() over () as id, person_id as employee_id, skill_id, level + 1 as skill_level_id from (${levels}) l;
    alter table employee_skill add primary key (id);
    create index on employee_skill (employee_id);
    create index on employee_skill (skill_id);
    create index on employee_skill (skill_level_id);
    create table skill_target as select skill_id, target from (${targets}) t;
    alter table skill_target add primary key (skill_id);
    analyze department, employee, skill_level, employee_skill, skill_target`,
  statements: {
    'hand-tuned': {
      runs: 5,
      sql: `with own as materialized (
          select e.department_id, s.skill_id, ${sums('l.level', 't.target')}
          from employee_skill s join employee e on e.id = s.employee_id and e.active
          join skill_level l on l.id = s.skill_level_id join skill_target t on t.skill_id = s.skill_id
          group by e.department_id, s.skill_id
        ), above as materialized (
          select id, unnest(string_to_array(rtrim(parent_path, '/'), '/'))::bigint as top from department
        )
        select above.top, own.skill_id, ${added} from own join above on above.id = own.department_id group by 1, 2`,
    },
    'one statement': {
      runs: 1,
      sql: `select top.id, s.skill_id, ${sums('l.level', 't.target')}
        from department top join department d on d.parent_path like top.parent_path || '%'
        join employee e on e.department_id = d.id and e.active join employee_skill s on s.employee_id = e.id
        join skill_level l on l.id = s.skill_level_id join skill_target t on t.skill_id = s.skill_id group by 1, 2`,
    },
  },
}

/** Text keys throughout: rows under a skill map, departments as a nested set. */
const nestedSets = {
  name: "Frappe HR's layout",
  build: `
    create table nested_department as
      with recursive tree as (
        select id, array[row_number() over (order by id)] as path from public.unit where parent_id is null
        union all
        select u.id, tree.path || u.id from public.unit u join tree on tree.id = u.parent_id
      ), ordered as (select id, path, row_number() over (order by path) as place from tree),
      below as (select a.unit, count(*) as units from tree d, unnest(d.path[2:]) as a(unit) group by 1)
      select u.unit_id || ' - G' as name, p.unit_id || ' - G' as parent, (o.place * 2 - cardinality(o.path))::int as lft,
        (o.place * 2 - cardinality(o.path) + 2 * case when u.parent_id is null then (select count(*) from tree)
          else b.units end - 1)::int as rgt
      from ordered o join public.unit u on u.id = o.id left join public.unit p on p.id = u.parent_id
      left join below b on b.unit = o.id;
    alter table nested_department add primary key (name);
    create index on nested_department (lft, rgt);
    create index on nested_department (parent);
    create table staff as
      select 'HR-EMP-' || p.person_id as name, u.unit_id || ' - G' as department, 'Active' as status
      from public.result_person p join public.unit u on u.id = p.unit_id
      where p.result_id = (select max(id) from public.result);
    alter table staff add primary key (name);
    create index on staff (department);
    create table skill_map as select name, name as employee from staff;
    alter table skill_map add primary key (name);
    create index on skill_map (employee);
    create table skill_row as
      select md5(person_id || skill) as name, 'HR-EMP-' || person_id as parent, 'Employee Skill Map' as parenttype,
        'employee_skills' as parentfield, skill, level::numeric as proficiency from (${levels}) l;
    alter table skill_row add primary key (name);
    create index on skill_row (parent);
    create index on skill_row (skill);
    create table named_target as select skill, target::numeric from (${targets}) t;
    alter table named_target add primary key (skill);
    analyze nested_department, staff, skill_map, skill_row, named_target`,
  statements: {
    'hand-tuned': {
      runs: 5,
      sql: `with own as materialized (
          select e.department, r.skill, ${sums('r.proficiency', 't.target')}
          from skill_row r join skill_map m on m.name = r.parent join staff e on e.name = m.employee and e.status = 'Active'
          join named_target t on t.skill = r.skill where r.parenttype = 'Employee Skill Map'
          group by e.department, r.skill
        ), above as materialized (
          select d.name, top.name as top from nested_department top
          join nested_department d on d.lft between top.lft and top.rgt
        )
        select above.top, own.skill, ${added} from own join above on above.name = own.department group by 1, 2`,
    },
    'one statement': {
      runs: 1,
      sql: `select top.name, r.skill, ${sums('r.proficiency', 't.target')}
        from nested_department top join nested_department d on d.lft between top.lft and top.rgt
        join staff e on e.department = d.name and e.status = 'Active' join skill_map m on m.employee = e.name
        join skill_row r on r.parent = m.name and r.parenttype = 'Employee Skill Map'
        join named_target t on t.skill = r.skill group by 1, 2`,
    },
  },
}

export const peers = [pathsAndRows, nestedSets]
