import { type AnyColumn, sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, key, oneOf, publicId, version } from '../columns'
import { hr, jobsOnly, pAll, pHr, pMember, pPmo, working } from '../policies'
import { answerBases, answerKinds, assessmentStatuses, raterTypes, ratingStatuses } from '../values'
import { cycle, participant } from './cycles'
import { criterion } from './framework'
import { person } from './people'

const me = sql`(select authz.person_id())`
/** Who was asked about somebody is for others to know, and for nobody about themselves. */
const othersPeers = (t: { raterType: AnyColumn; subjectId: AnyColumn }) =>
  sql`(${t.raterType} <> 'peer' or ${t.subjectId} <> ${me})`

/**
 * One rater's answer on one criterion, as others may read it: from a file, or from a form once it is revealed. A submitted
 * answer without a level says: not observed. Peers' answers of a run cycle never come here.
 */
export const rating = pgTable(
  'rating',
  {
    id: id(),
    subjectId: key()
      .notNull()
      .references(() => person.id),
    raterId: key()
      .notNull()
      .references(() => person.id),
    raterType: oneOf(raterTypes).notNull(),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    cycleId: key()
      .notNull()
      .references(() => cycle.id),
    level: smallint(),
    status: oneOf(ratingStatuses).notNull().default('draft'),
    ratedOn: day().notNull(),
    comment: text().notNull().default(''),
    basis: oneOf(answerBases),
    /** Taken over from the cycle before in one act, not rated anew. */
    isConfirmed: boolean().notNull().default(false),
    version: version(),
  },
  (t) => [
    unique('one_answer').on(t.cycleId, t.subjectId, t.criterionId, t.raterId),
    index().on(t.subjectId),
    /** What somebody answered about others. */
    index('rating_given').on(t.raterId).where(sql`${t.raterType} <> 'self'`),
    check('level_range', sql`${t.level} between 0 and 9`),
    check('known_rater_type', sql`${t.raterType} in ('self', 'manager', 'peer')`),
    check('known_status', sql`${t.status} in ('draft', 'submitted')`),
    check('known_basis', sql`${t.basis} in ('observed', 'record', 'inferred')`),
    check('self_is_self', sql`(${t.raterType} = 'self') = (${t.raterId} = ${t.subjectId})`),
    // A peer’s answer from a file is for HR, who brought it; everybody else reads means alone.
    pgPolicy('scope', {
      for: 'select',
      to: [pMember, pPmo],
      using: sql`${t.raterType} <> 'peer' and ${t.subjectId} = any (array(select authz.visible_ids()))`,
    }),
    pgPolicy('root', { for: 'select', to: pAll, using: sql`${t.raterType} <> 'peer' and (select authz.holds('all'))` }),
    hr(),
    jobsOnly('import,cycle,privacy'),
  ],
)

/**
 * One rater's form about one person. Who may change it at this moment is for authz.my_form_ids(): rater of the day, cycle
 * open, deadline not past, not yet revealed. Submitting reveals both sides at once, by trigger.
 */
export const assessment = pgTable(
  'assessment',
  {
    id: id(),
    publicId: publicId(),
    participantId: key().notNull(),
    cycleId: key().notNull(),
    subjectId: key().notNull(),
    raterId: key()
      .notNull()
      .references(() => person.id),
    raterType: oneOf(raterTypes).notNull(),
    status: oneOf(assessmentStatuses).notNull().default('draft'),
    submittedAt: instant(),
    /** By the deadline, not by the rater. */
    isAutomatic: boolean().notNull().default(false),
    /** From here on the answers stand in `rating`, and nothing of the form changes any more. */
    revealedAt: instant(),
    /** For whoever rates this person next. */
    handOverNote: text().notNull().default(''),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('one_form').on(t.cycleId, t.subjectId, t.raterId),
    unique('form_of_rater').on(t.id, t.raterId),
    foreignKey({
      name: 'form_of_participant',
      columns: [t.participantId, t.cycleId, t.subjectId],
      foreignColumns: [participant.id, participant.cycleId, participant.subjectId],
    }),
    index().on(t.participantId),
    index().on(t.raterId),
    index().on(t.subjectId),
    check('known_rater_type', sql`${t.raterType} in ('self', 'manager', 'peer')`),
    check('known_status', sql`${t.status} in ('draft', 'submitted')`),
    check('self_is_self', sql`(${t.raterType} = 'self') = (${t.raterId} = ${t.subjectId})`),
    check('submitted_at_some_time', sql`(${t.status} = 'submitted') = (${t.submittedAt} is not null)`),
    check('only_submitted_is_revealed', sql`${t.revealedAt} is null or ${t.status} = 'submitted'`),
    // Who was asked as a peer is for those who asked and for HR.
    pgPolicy('scope', {
      for: 'select',
      to: [pMember, pPmo],
      using: sql`${t.raterId} = ${me} or (${t.raterType} <> 'peer' or ${t.subjectId} <> ${me})
        and ${t.subjectId} = any (array(select authz.visible_ids()))`,
    }),
    pgPolicy('root', { for: 'select', to: pAll, using: sql`(select authz.holds('all')) and ${othersPeers(t)}` }),
    pgPolicy('hr', { for: 'select', to: pHr, using: sql`(select authz.holds('hr')) and ${othersPeers(t)}` }),
    pgPolicy('begin', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.status} = 'draft' and ${t.revealedAt} is null and (
        ${t.raterId} = ${me} and ${t.raterType} = 'self' and ${t.participantId} = any (array(select authz.own_participant_ids()))
        or ${t.raterId} = ${me} and ${t.raterType} = 'manager' and ${t.participantId} = any (array(select authz.rateable_participant_ids()))
        or ${t.raterId} <> ${me} and ${t.raterType} = 'peer' and ${t.participantId} = any (array(select authz.askable_participant_ids())))`,
    }),
    // A launch lays out everybody's own form, empty.
    pgPolicy('hr_launches', {
      for: 'insert',
      to: pHr,
      withCheck: sql`(select authz.holds('hr')) and ${t.raterType} = 'self' and ${t.status} = 'draft'
        and ${t.revealedAt} is null`,
    }),
    // What may change of it is for the trigger guard_assessment.
    pgPolicy('write', {
      for: 'update',
      to: working,
      using: sql`${t.id} = any (array(select authz.my_form_ids()))`,
      withCheck: sql`${t.raterId} = ${me}`,
    }),
    pgPolicy('unask', {
      for: 'delete',
      to: working,
      using: sql`${t.raterType} = 'peer' and ${t.status} = 'draft'
        and ${t.participantId} = any (array(select authz.ratee_participant_ids()))`,
    }),
    jobsOnly('import,cycle,privacy'),
  ],
)

/** One answer on a form: its rater's alone, whoever asks. A row without a kind holds a comment that came before the level. */
export const answer = pgTable(
  'answer',
  {
    assessmentId: key().notNull(),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    raterId: key().notNull(),
    kind: oneOf(answerKinds),
    level: smallint(),
    comment: text().notNull().default(''),
    basis: oneOf(answerBases),
    /** Taken over from the cycle before in one act. */
    isConfirmed: boolean().notNull().default(false),
    answeredAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.assessmentId, t.criterionId] }),
    foreignKey({
      name: 'answer_of_form',
      columns: [t.assessmentId, t.raterId],
      foreignColumns: [assessment.id, assessment.raterId],
    }).onDelete('cascade'),
    index().on(t.raterId),
    check('known_kind', sql`${t.kind} in ('rated', 'not-observed')`),
    check('known_basis', sql`${t.basis} in ('observed', 'record', 'inferred')`),
    check('level_range', sql`${t.level} between 0 and 9`),
    check('level_if_rated', sql`(${t.kind} is not distinct from 'rated') = (${t.level} is not null)`),
    check('short_enough', sql`length(${t.comment}) <= 4000`),
    pgPolicy('own', { for: 'select', to: working, using: sql`${t.raterId} = ${me}` }),
    pgPolicy('give', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.raterId} = ${me} and ${t.assessmentId} = any (array(select authz.my_draft_ids()))`,
    }),
    pgPolicy('change', {
      for: 'update',
      to: working,
      using: sql`${t.raterId} = ${me} and ${t.assessmentId} = any (array(select authz.my_draft_ids()))`,
    }),
    jobsOnly('import,cycle,privacy'),
  ],
)
