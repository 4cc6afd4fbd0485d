import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgPolicy, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, id, key, oneOf, publicId } from '../columns'
import { hr, isOther, jobsOnly, own, pAll, pHr, pMember, pPmo, proved, working } from '../policies'
import { appealStates, notChosenReasons, notChosenWays } from '../values'
import { opening } from './openings'
import { person } from './people'

const me = sql`(select authz.person_id())`
const isHr = proved(pHr)
const isRoot = sql`(select authz.holds('all'))`

/**
 * Somebody asked for a place and another was proposed: why, for them and for HR alone, and their word against it. Written by
 * whoever decides, about people who had wished for it.
 */
export const notChosen = pgTable(
  'not_chosen',
  {
    id: id(),
    publicId: publicId(),
    personId: key()
      .notNull()
      .references(() => person.id),
    openingId: key()
      .notNull()
      .references(() => opening.id, { onDelete: 'cascade' }),
    way: oneOf(notChosenWays).notNull(),
    /** The plan's run, or the placement; null: the opening is filled. */
    decision: uuid(),
    /** The rule or ground, and what a sentence about it needs: of the person's own and of the opening, nobody else's. */
    reason: oneOf(notChosenReasons).notNull(),
    facts: jsonb().notNull().default({}),
    /** For two weeks from then they may ask HR to look again. */
    decidedOn: day().notNull().default(sql`authz.today()`),
    createdAt: createdAt(),
    /** Null: nothing was asked. */
    appeal: oneOf(appealStates),
    appealReason: text().notNull().default(''),
    askedOn: day(),
    /** Until when HR has time. */
    dueOn: day(),
    answer: text().notNull().default(''),
    answeredBy: key().references(() => person.id),
    answeredOn: day(),
  },
  (t) => [
    unique('told_once_of').on(t.personId, t.openingId, t.way, t.decision).nullsNotDistinct(),
    index().on(t.openingId),
    index('not_chosen_waiting').on(t.dueOn).where(sql`${t.appeal} = 'open'`),
    check('known_way', sql`${t.way} in ('plan', 'hand', 'filled', 'declined')`),
    check(
      'known_reason',
      sql`${t.reason} in ('rated', 'own-unit', 'time-in-post', 'entry', 'not-now', 'open', 'notice', 'leave', 'placed',
        'cumulative', 'cooling-off', 'length', 'window', 'wished-dates', 'share', 'blackout', 'place', 'own-report', 'gain',
        'stays', 'dates', 'forbidden', 'single-holder', 'hr-only', 'not-weighed', 'elsewhere', 'others', 'filled', 'declined')`,
    ),
    check('known_appeal', sql`${t.appeal} in ('open', 'upheld', 'rejected')`),
    check(
      'asked_with_reason',
      sql`(${t.appeal} is null) = (${t.appealReason} = '') and (${t.appeal} is null) = (${t.dueOn} is null)`,
    ),
    check(
      'answered_with_words',
      sql`(coalesce(${t.appeal}, 'open') = 'open') = (${t.answer} = '') and (${t.answer} = '') = (${t.answeredOn} is null)`,
    ),
    check('short_enough', sql`length(${t.appealReason}) <= 4000 and length(${t.answer}) <= 4000`),
    check('plain_facts', sql`jsonb_typeof(${t.facts}) = 'object' and length(${t.facts}::text) <= 2000`),
    own(t.personId, [pMember, pPmo, pAll]),
    hr(),
    // Only of people who had wished for it, by those who may propose somebody else; nobody decides about themselves.
    pgPolicy('hr_notes', {
      for: 'insert',
      to: pHr,
      withCheck: sql`${isHr} and ${isOther(t.personId)} and ${t.way} = 'hand'
        and (${t.personId}, ${t.openingId}) in (select f.person_id, f.opening_id from preference f)`,
    }),
    pgPolicy('root_notes', {
      for: 'insert',
      to: pAll,
      withCheck: sql`${isRoot} and ${isOther(t.personId)} and ${t.way} = 'plan'
        and (${t.personId}, ${t.openingId}) in (select f.person_id, f.opening_id from preference f)`,
    }),
    pgPolicy('ask_again', {
      for: 'update',
      to: working,
      using: sql`${t.personId} = ${me} and ${t.appeal} is null and ${t.decidedOn} + 14 >= (select authz.today())`,
      withCheck: sql`${t.personId} = ${me} and ${t.appeal} = 'open'`,
    }),
    pgPolicy('hr_answers', {
      for: 'update',
      to: pHr,
      using: sql`${isHr} and ${isOther(t.personId)} and ${t.appeal} = 'open'`,
      withCheck: sql`${isHr} and ${isOther(t.personId)} and ${t.answeredBy} = ${me}`,
    }),
    jobsOnly('privacy,secondment'),
  ],
)
