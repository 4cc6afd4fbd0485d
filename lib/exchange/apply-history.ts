/**
 * Somebody who has not started yet starts on the day that the file names now: employment, first unit and first manager move
 * with it. A planned period that would be over by then is dropped.
 */
export const moveStarts = [
  `create temp table import_start on commit drop as
    select p.id as person_id, f.hire_date as day
    from import_people f join person p using (employee_id) cross join import_setting s
    where lower(p.employed) > s.today and f.hire_date <> lower(p.employed)
      and f.hire_date < coalesce(upper(p.employed), 'infinity')`,
  `update person p set employed = daterange(c.day, upper(p.employed)) from import_start c where c.person_id = p.id`,
  ...['unit_membership', 'reporting_line'].flatMap((table) => [
    `delete from ${table} t using import_start c where t.person_id = c.person_id and upper(t.valid) <= c.day`,
    startOn(table, 'import_start'),
  ]),
]

/**
 * An older cycle may come in after a newer one. Whatever was so on the first day that the files told of was assumed for the
 * days before, so it is assumed back to the oldest day that this import speaks of, never before the hire date.
 */
export const reachBack = [
  `create temp table import_back on commit drop as
    select p.id as person_id, s.known_from, greatest(p.hired_on, o.day) as day
    from person p cross join import_setting s
    cross join (select least((select as_of from import_setting), (select min(rated_on) from import_ratings)) as day) o
    where p.employee_id is not null and o.day < s.known_from and lower(p.employed) <= s.known_from`,
  `update person p set employed = daterange(b.day, upper(p.employed)), version = p.version + 1 from import_back b
    where b.person_id = p.id and b.day < lower(p.employed)`,
  ...['unit_membership', 'reporting_line'].map(
    (table) => `${startOn(table, 'import_back')} and lower(t.valid) <= c.known_from and c.day < lower(t.valid)`,
  ),
]

/** The person's first period begins on the day. */
function startOn(table: string, days: string): string {
  return `update ${table} t set valid = daterange(c.day, upper(t.valid)) from ${days} c
    where t.person_id = c.person_id
      and (t.person_id, lower(t.valid)) in (select person_id, min(lower(valid)) from ${table} group by person_id)`
}
