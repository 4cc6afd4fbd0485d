import { type SQL, sql } from 'drizzle-orm'
import { type Erased, formerName, type Holding } from './erased'

/** What people wrote, others about others among it, may name somebody: their name goes and the sentence stays. */
const rewrite = (table: string, columns: string[], { spoken }: Erased, but: SQL) => {
  const found = columns.map((column) => sql`${sql.identifier(column)} ~* ${spoken}`)
  const fresh = columns.map(
    (column) =>
      sql`${sql.identifier(column)} = regexp_replace(${sql.identifier(column)}, ${spoken}, ${formerName}, 'gi')`,
  )
  return sql`update ${sql.identifier(table)} set ${sql.join(fresh, sql`, `)}
    where not (${but}) and (${sql.join(found, sql` or `)})`
}

/** Removes what is about somebody, and their name from what stays. */
export const forget = (table: string, isAbout: (ids: SQL) => SQL, columns: string[] = []) => ({
  table,
  isAbout,
  erase: (who: Erased) => {
    const about = isAbout(sql`(${who.id}::bigint)`)
    if (columns.length === 0) return sql`delete from ${sql.identifier(table)} where ${about}`
    return sql`with gone as (delete from ${sql.identifier(table)} where ${about} returning 1),
      kept as (${rewrite(table, columns, who, about)} returning 1) select 1 from gone union all select 1 from kept`
  },
})

const ofForm = (ids: SQL) => sql`assessment_id in (select id from assessment where subject_id in ${ids})`
const ofEvidence = (ids: SQL) => sql`evidence_id in (select id from evidence where subject_id in ${ids})`
const ofSubject = (ids: SQL) => sql`subject_id in ${ids}`

/**
 * Assessments by table, in the order in which rows can go. What a leaver answered about others, and what they attached for
 * it, stays theirs: given by someone.
 */
const parts = [
  forget('evidence_use', (ids) => sql`${ofForm(ids)} or ${ofEvidence(ids)}`),
  forget('evidence_chunk', ofEvidence),
  forget('evidence', ofSubject, ['title', 'note', 'url', 'file_name']),
  forget('answer', ofForm, ['comment']),
  forget('agreement', ofSubject, ['reason', 'objection']),
  forget('conversation', ofSubject, ['notes']),
  forget('assessment', ofSubject, ['hand_over_note']),
  forget('participant', ofSubject, ['assigned_reason', 'state_reason']),
  forget('rating', ofSubject, ['comment']),
  forget('result_person', (ids) => sql`person_id in ${ids}`),
]

export const assessmentHoldings: Holding[] = parts.map(({ table, erase }) => ({ table, erase }))

/** Takes away all assessments of these people, a statement for each table; `ids` is a subquery in brackets. */
export const assessmentsOf = (ids: SQL): SQL[] =>
  parts.map(({ table, isAbout }) => sql`delete from ${sql.identifier(table)} where ${isAbout(ids)}`)
