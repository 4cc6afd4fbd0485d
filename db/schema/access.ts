import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgPolicy, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, day, dayRange, id, instant, key, oneOf, publicId, version } from '../columns'
import { admin, asking, hr, isOther, jobsOnly, own, pAdmin, pAll, pHr, pMember, pPmo, proved } from '../policies'
import { changeKinds, grantRoles, hats, languages, tokenScopes } from '../values'
import { person, unit } from './people'

/** Rights beyond the line. In force when confirmed and while `valid` holds today. */
export const roleGrant = pgTable(
  'role_grant',
  {
    id: id(),
    publicId: publicId(),
    personId: key()
      .notNull()
      .references(() => person.id),
    role: oneOf(grantRoles).notNull(),
    unitId: key().references(() => unit.id),
    valid: dayRange().notNull(),
    proposedBy: key().references(() => person.id),
    confirmedBy: key().references(() => person.id),
    confirmedAt: instant(),
    version: version(),
  },
  (t) => [
    index().on(t.personId),
    check(
      'nobody_their_own',
      sql`${t.proposedBy} <> ${t.personId} and ${t.confirmedBy} <> ${t.personId} and ${t.confirmedBy} <> ${t.proposedBy}`,
    ),
    check('unit_where_needed', sql`(${t.role} in ('director', 'viewer')) = (${t.unitId} is not null)`),
    check('known_role', sql`${t.role} in ('hr', 'director', 'viewer', 'administrator')`),
    pgPolicy('own', {
      for: 'select',
      to: [pMember, pPmo, pAll],
      using: sql`${t.personId} = (select authz.person_id())`,
    }),
    hr(),
    admin(),
    pgPolicy('proposed', {
      for: 'insert',
      to: pAdmin,
      withCheck: sql`${proved(pAdmin)} and ${isOther(t.personId)} and ${t.proposedBy} = (select authz.person_id())
        and ${t.confirmedAt} is null and lower(${t.valid}) >= (select authz.today())`,
    }),
    // What may change of it, and when: the trigger guard_grant.
    pgPolicy('decided', { for: 'update', to: pHr, using: sql`${proved(pHr)} and ${isOther(t.personId)}` }),
    pgPolicy('ended', { for: 'update', to: pAdmin, using: sql`${proved(pAdmin)} and ${isOther(t.personId)}` }),
    pgPolicy('rejected', {
      for: 'delete',
      to: pHr,
      using: sql`${proved(pHr)} and ${isOther(t.personId)} and ${t.confirmedAt} is null`,
    }),
    pgPolicy('withdrawn', {
      for: 'delete',
      to: pAdmin,
      using: sql`${proved(pAdmin)} and ${t.proposedBy} = (select authz.person_id()) and ${t.confirmedAt} is null`,
    }),
    jobsOnly('import,command,privacy'),
  ],
)

/**
 * What waits for a second person: a sign-in link or a new e-mail for somebody who holds a grant or heads the organisation.
 * A row is open; whoever decides it deletes it.
 */
export const accessChange = pgTable(
  'access_change',
  {
    id: id(),
    publicId: publicId(),
    personId: key()
      .notNull()
      .references(() => person.id),
    kind: oneOf(changeKinds).notNull(),
    email: text(),
    requestedBy: key()
      .notNull()
      .references(() => person.id),
    requestedAt: createdAt(),
  },
  (t) => [
    unique('one_open_change').on(t.personId, t.kind),
    check('not_their_own', sql`${t.requestedBy} <> ${t.personId}`),
    check('known_kind', sql`${t.kind} in ('invitation', 'email')`),
    hr(),
    admin(),
    ...[pHr, pAdmin].map((persona) =>
      pgPolicy(persona === pHr ? 'hr_asks' : 'admin_asks', {
        for: 'insert',
        to: persona,
        withCheck: sql`${proved(persona)} and ${isOther(t.personId)} and ${t.requestedBy} = (select authz.person_id())`,
      }),
    ),
    pgPolicy('rejected', { for: 'delete', to: pHr, using: sql`${proved(pHr)} and ${isOther(t.personId)}` }),
    pgPolicy('withdrawn', {
      for: 'delete',
      to: pAdmin,
      using: sql`${proved(pAdmin)} and ${t.requestedBy} = (select authz.person_id())`,
    }),
    jobsOnly('privacy'),
  ],
)

/** A way in. Read and written by sign-in's definer functions only; its holder may see that it exists. */
export const account = pgTable(
  'account',
  {
    id: id(),
    personId: key()
      .notNull()
      .unique()
      .references(() => person.id),
    passwordHash: text(),
    passwordSetAt: instant(),
    /** Null: the browser's. */
    language: oneOf(languages),
    /** IANA name; null: the organisation's. */
    timeZone: text(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [check('known_language', sql`${t.language} in ('en', 'de')`), jobsOnly('import,command,mail,privacy')],
)

/** One signed-in browser; looked up on each request, so that ending it ends access within one. */
export const session = pgTable(
  'session',
  {
    id: id(),
    publicId: publicId(),
    idHash: text().notNull().unique(),
    accountId: key()
      .notNull()
      .references(() => account.id),
    hat: oneOf(hats).notNull(),
    agent: text().notNull().default(''),
    createdAt: createdAt(),
    seenAt: createdAt(),
    endsAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    index().on(t.accountId),
    check('known_hat', sql`${t.hat} in ('work', 'administrator')`),
    jobsOnly('command,privacy'),
  ],
)

/** Failed sign-ins by bucket (account, address, both, device), shared by all instances. */
export const signInFailure = pgTable(
  'sign_in_failure',
  { id: id(), bucket: text().notNull(), at: createdAt() },
  (t) => [index().on(t.bucket, t.at), jobsOnly('command,privacy')],
)

/** A browser that has signed in to this account before: its failures count apart, so nobody can lock the owner out. */
export const knownDevice = pgTable(
  'known_device',
  {
    accountId: key()
      .notNull()
      .references(() => account.id),
    deviceHash: text().notNull(),
    seenAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.deviceHash] }), jobsOnly('command,privacy')],
)

/** A bearer token for /api/v1; the secret is shown once and kept as SHA-256. */
export const token = pgTable(
  'token',
  {
    id: id(),
    publicId: text().notNull().unique(),
    name: text().notNull().default(''),
    secretHash: text().notNull(),
    accountId: key()
      .notNull()
      .references(() => account.id),
    /** The hat that it was made under, and the only one that it wears. */
    hat: oneOf(hats).notNull().default('work'),
    scopes: text({ enum: tokenScopes }).array().notNull(),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    lastUsedOn: day(),
    endedAt: instant(),
  },
  (t) => [
    index().on(t.accountId),
    check('known_hat', sql`${t.hat} in ('work', 'administrator')`),
    check('within_a_year', sql`${t.expiresAt} <= ${t.createdAt} + interval '366 days'`),
    jobsOnly('command,privacy'),
  ],
)

/** A one-time link that sets a password. */
export const invitation = pgTable(
  'invitation',
  {
    id: id(),
    secretHash: text().notNull().unique(),
    accountId: key()
      .notNull()
      .references(() => account.id),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [index().on(t.accountId), jobsOnly('command,privacy')],
)

/** An account at the organisation's sign-in provider that opens ours: keyed on issuer and subject, never on an e-mail. */
export const identity = pgTable(
  'identity',
  {
    id: id(),
    publicId: publicId(),
    accountId: key()
      .notNull()
      .references(() => account.id),
    issuer: text().notNull(),
    subject: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('one_holder').on(t.issuer, t.subject),
    unique('one_of_each').on(t.accountId, t.issuer),
    jobsOnly('command,privacy'),
  ],
)

/** Who read whose data: ids and purpose, never names or levels. Partitioned by day in the migration. */
export const accessLog = pgTable(
  'access_log',
  {
    onDay: day().notNull(),
    at: createdAt(),
    viewerId: key().notNull(),
    viewerRole: text().notNull(),
    purpose: text().notNull(),
    subjectIds: key().array().notNull(),
  },
  (t) => [
    index('access_log_subjects').using('gin', t.subjectIds),
    index('access_log_viewer').on(t.viewerId, t.at),
    index('access_log_day').on(t.onDay, t.at),
    pgPolicy('own', { for: 'insert', to: asking, withCheck: sql`${t.viewerId} = (select authz.person_id())` }),
    admin(),
    jobsOnly('privacy'),
  ],
)

/** What a mutation answered, so that a repeated key answers the same and has no second effect. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    personId: key()
      .notNull()
      .references(() => person.id),
    key: uuid().notNull(),
    procedure: text().notNull(),
    inputHash: text().notNull(),
    answer: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.key] }),
    own(t.personId, asking),
    pgPolicy('keep', { for: 'insert', to: asking, withCheck: sql`${t.personId} = (select authz.person_id())` }),
    jobsOnly('privacy'),
  ],
)
