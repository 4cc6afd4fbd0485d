import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgPolicy, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, key, oneOf, publicId } from '../columns'
import { everyone, jobsOnly, own, pHost, pHr, proved, working } from '../policies'
import { mailStates, messageKinds } from '../values'
import { person } from './people'

const me = sql`(select authz.person_id())`
/** All that a message may speak of. */
const spoken = sql`'{cycle,stage,wallTime,timeZone,closesAt,days,count,from,to,secondment,opening,openingId,state,due,side}'::text[]`

/**
 * What somebody is told, written in the deed's own transaction; mail goes out from here. `about` holds a cycle's or an opening's name, days
 * and counts: no level, and nobody's name.
 */
export const message = pgTable(
  'message',
  {
    id: id(),
    publicId: publicId(),
    personId: key()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    kind: oneOf(messageKinds).notNull(),
    about: jsonb().notNull(),
    /** Told once: a second message of the same kind about the same thing finds this one there. */
    onceKey: text(),
    createdAt: createdAt(),
    readAt: instant(),
    mail: oneOf(mailStates).notNull().default('none'),
    /** Collected until then, so that one mail says all. */
    mailAfter: instant().notNull().default(sql`now()`),
    attempts: smallint().notNull().default(0),
    mailedAt: instant(),
  },
  (t) => [
    unique('told_once').on(t.personId, t.kind, t.onceKey),
    index().on(t.personId, t.id),
    index('message_due').on(t.mailAfter).where(sql`${t.mail} = 'waiting'`),
    check('known_mail', sql`${t.mail} in ('none', 'waiting', 'sent', 'failed')`),
    check('plain_about', sql`${t.about} - ${spoken} = '{}' and length(${t.about}::text) <= 1000`),
    own(t.personId),
    // Whom a deed concerns, of the kind that the deed has: nobody addresses whom they like.
    pgPolicy('tell', {
      for: 'insert',
      to: [...working, pHost],
      withCheck: sql`case when ${t.kind} like 'secondment%' then
          (${t.personId}, ${t.about} ->> 'secondment') in (select w.person_id, w.secondment from authz.placement_tellable() w)
        when ${t.kind} in ('not-chosen', 'look-asked', 'look-answered') then
          (${t.kind}, ${t.personId}, ${t.about} ->> 'openingId') in (select w.kind, w.person_id, w.opening from authz.not_chosen_tellable() w)
        else (${t.kind}, ${t.personId}, coalesce(${t.about} ->> 'cycle', ''))
          in (select w.kind, w.person_id, w.cycle from authz.tellable() w) end`,
    }),
    pgPolicy('hr_tells', {
      for: 'insert',
      to: pHr,
      withCheck: sql`${t.kind} in ('cycle-launched', 'cycle-paused', 'cycle-resumed', 'deadline-moved', 'chased', 'rater-changed',
        'deputy-named') and ${proved(pHr)}`,
    }),
    pgPolicy('read', { for: 'update', to: everyone, using: sql`${t.personId} = ${me}` }),
    jobsOnly('cycle,mail,privacy,secondment'),
  ],
)

/** The secret address under which somebody's calendar reads their own deadlines. */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    personId: key()
      .primaryKey()
      .references(() => person.id),
    secretHash: text().notNull().unique(),
    createdAt: createdAt(),
    lastUsedOn: day(),
  },
  (t) => [
    own(t.personId),
    pgPolicy('make', { for: 'insert', to: everyone, withCheck: sql`${t.personId} = ${me}` }),
    pgPolicy('renew', { for: 'update', to: everyone, using: sql`${t.personId} = ${me}` }),
    pgPolicy('end', { for: 'delete', to: everyone, using: sql`${t.personId} = ${me}` }),
    jobsOnly('privacy'),
  ],
)
