import type { Db } from '@/db/client'

export type RatingChanges = { added: number; changed: number }

/** Writes staged ratings of one cycle as submitted; a rating that stands there already just so is left alone. */
export async function applyRatings(db: Db): Promise<RatingChanges> {
  await db.$client.query(findAnswers)
  await db.$client.query(noteAnswers('old_row'))
  const changed = await db.$client.query(changeAnswers)
  const added = await db.$client.query(addAnswers)
  await db.$client.query(noteAnswers('new_row'))
  return { added: added.rowCount ?? 0, changed: changed.rowCount ?? 0 }
}

const findAnswers = `
  create temp table import_answer on commit drop as
    select subject.id as subject_id, rater.id as rater_id, f.rater_type, c.id as criterion_id, f.level, f.rated_on,
      r.id as rating_id
    from import_ratings f cross join import_setting s
    join person subject on subject.employee_id = f.employee_id
    join person rater on rater.employee_id = f.rater_id
    join criterion c on c.framework_version_id = s.framework_version_id and c.key = f.criterion
    left join rating r on r.cycle_id = s.cycle_id and r.subject_id = subject.id and r.criterion_id = c.id
      and r.rater_id = rater.id
    where r.id is null
      or (r.rater_type, r.level, r.rated_on, r.status) is distinct from (f.rater_type, f.level, f.rated_on, 'submitted');
  analyze import_answer`

/** For undoing, where the transaction keeps a journal: in statements of our own, because triggers would slow down millions. */
const noteAnswers = (side: 'old_row' | 'new_row') => `
  insert into import_change (run_id, of_table, ${side})
  select nullif(current_setting('app.import_run', true), '')::bigint, 'rating', to_jsonb(r)
  from import_answer a cross join import_setting s
  join rating r on r.cycle_id = s.cycle_id and r.subject_id = a.subject_id and r.criterion_id = a.criterion_id
    and r.rater_id = a.rater_id
  where nullif(current_setting('app.import_run', true), '') is not null`

const changeAnswers = `
  update rating r set rater_type = a.rater_type, level = a.level, rated_on = a.rated_on, status = 'submitted',
    version = r.version + 1
  from import_answer a where r.id = a.rating_id`

/** In the order of the table's own index, which keeps loading millions quick. */
const addAnswers = `
  insert into rating (subject_id, rater_id, rater_type, criterion_id, cycle_id, level, status, rated_on)
  select a.subject_id, a.rater_id, a.rater_type, a.criterion_id, s.cycle_id, a.level, 'submitted', a.rated_on
  from import_answer a cross join import_setting s where a.rating_id is null
  order by a.subject_id, a.criterion_id, a.rater_id`
