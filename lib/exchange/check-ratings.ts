import type { Db } from '@/db/client'

/** Finds all that is wrong with ratings; people are checked first, `import_known` says who there is. */
export async function checkRatings(db: Db): Promise<void> {
  for (const check of checks) await db.$client.query(`insert into import_problem ${check}`)
}

/** Once units are written: people rated who are counted in none, because nobody told where they were on the day of reckoning. */
export async function checkPosts(db: Db): Promise<void> {
  await db.$client.query(`insert into import_problem ${withoutPost}`)
}

/** The day once, then the people, then their ratings: asked row by row it would take minutes. */
const withoutPost = `
  with reckoned as materialized (
    select coalesce(as_of, (select max(rated_on) from rating r where r.cycle_id = s.cycle_id and r.status = 'submitted')) as day
    from import_setting s
  ),
  lost as materialized (
    select p.employee_id from person p cross join reckoned
    left join unit_membership m on m.person_id = p.id and m.valid @> reckoned.day
    where p.is_assessed and (m.person_id is null or not p.employed @> reckoned.day)
  )
  select 'ratings', min(f.row), 'employee_id', 'no-post-then', f.employee_id
  from import_ratings f join lost using (employee_id) group by f.employee_id`

const checks = [
  `select 'ratings', row, 'criterion', 'repeated', first::text
    from (
      select row, min(row) over (partition by employee_id, criterion, rater_id) as first from import_ratings
      where employee_id is not null and criterion is not null and rater_id is not null
    ) f where row > first`,
  `select 'ratings', f.row, 'employee_id', 'unknown-person', f.employee_id from import_ratings f
    left join import_known k on k.employee_id = f.employee_id where f.employee_id is not null and k.employee_id is null`,
  `select 'ratings', f.row, 'rater_id', 'unknown-person', f.rater_id from import_ratings f
    left join import_known k on k.employee_id = f.rater_id where f.rater_id is not null and k.employee_id is null`,
  `select 'ratings', f.row, 'criterion', 'unknown-criterion', f.criterion from import_ratings f
    left join (
      select key from criterion c join import_setting s on s.framework_version_id = c.framework_version_id
    ) c on c.key = f.criterion
    where f.criterion is not null and c.key is null`,
  `select 'ratings', f.row, 'level', 'level-off-scale', f.level::text from import_ratings f
    left join (
      select level from scale_level l join import_setting s on s.framework_version_id = l.framework_version_id
    ) l on l.level = f.level
    where f.level is not null and l.level is null`,
  `select 'ratings', row, 'rater_id', 'self-by-other', rater_id from import_ratings
    where rater_type = 'self' and rater_id <> employee_id`,
  `select 'ratings', row, 'rater_type', 'rates-self', rater_type from import_ratings
    where rater_type <> 'self' and rater_id = employee_id`,
  `select 'ratings', f.row, 'rated_on', 'rated-later', least(s.as_of, s.today)::text from import_ratings f, import_setting s
    where f.rated_on > least(s.as_of, s.today)`,
  `select 'ratings', min(f.row), 'employee_id', case when h.employee_id is null then 'not-assessed' else 'rates-head' end,
      f.employee_id
    from import_ratings f join import_known k on k.employee_id = f.employee_id
    left join import_head h on h.employee_id = f.employee_id
    where not k.is_assessed or h.employee_id is not null
    group by f.employee_id, h.employee_id`,
  // One finding for each pair: 26 rows of the same form would say the same.
  `select 'ratings', min(f.row), 'rater_id', f.kind, f.rater_id from (
      select f.row, f.employee_id, f.rater_id, case
          when (
              (k.person_id is not null and f.rated_on >= s.known_from and f.rated_on < s.effective and l.manager_id is not null)
              or (k.row is not null and f.rated_on >= s.effective)
            ) and not exists (
              select from rating r join person rater on rater.id = r.rater_id join criterion c on c.id = r.criterion_id
              where r.cycle_id = s.cycle_id and r.subject_id = k.person_id and rater.employee_id = f.rater_id
                and c.key = f.criterion and r.rated_on = f.rated_on and r.level is not distinct from f.level
            )
          then 'not-the-manager-then' else 'manager-then-unknown' end as kind
      from import_ratings f
      cross join import_setting s
      join import_known k on k.employee_id = f.employee_id
      left join reporting_line l on l.person_id = k.person_id and l.valid @> f.rated_on and f.rated_on < s.effective
      left join person m on m.id = l.manager_id
      where f.rater_type = 'manager' and coalesce(m.employee_id, k.manager) <> f.rater_id and f.rater_id <> f.employee_id
        and exists (select from import_known r where r.employee_id = f.rater_id)
    ) f group by f.employee_id, f.rater_id, f.kind`,
]
