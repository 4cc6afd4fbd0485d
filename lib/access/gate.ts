import { type SQL, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import type { Hat, Language, TokenScope } from '@/db/values'
import type { Titles } from './viewer'

/** What the gate's functions give back of a person; see authz.viewer in the migrations. */
export interface Known extends Titles {
  accountId: number
  personId: number
  employeeId: string | null
  name: string
  hat: Hat
  scopes: TokenScope[] | null
  language: Language | null
  timeZone: string | null
}

type Row = Record<string, unknown>
const rowsOf = async (db: Db, query: SQL) => (await db.execute<Row>(query)).rows

const known = (row: Row): Known => ({
  accountId: Number(row.account_id),
  personId: Number(row.person_id),
  employeeId: row.employee_id as string | null,
  name: String(row.name),
  hat: row.hat as Hat,
  scopes: row.scopes as TokenScope[] | null,
  language: row.language as Language | null,
  timeZone: row.time_zone as string | null,
  hasPost: row.has_post === true,
  hasReports: row.has_reports === true,
  isHr: row.holds_hr === true,
  isAll: row.holds_all === true,
  isDirector: row.holds_director === true,
  isAdministrator: row.holds_administrator === true,
})

/** One statement: the person behind a live session, or null. Touches the session at most once a minute. */
export async function lookUpSession(database: Database, idHash: string): Promise<Known | null> {
  const [row] = await database.askGate<Row>({
    text: '/* often */ select * from authz.look_up_session($1)',
    values: [idHash],
  })
  return row ? known(row) : null
}

/** How many requests a bucket has left in its window, below 0 when it has asked too often, and seconds until the next. */
export interface Turn {
  most: number
  remaining: number
  resetIn: number
}

/** The person behind a token that is neither ended nor expired, or null; counts the request for it, or for the stranger. */
export function admitToken(
  database: Database,
  token: { publicId: string; secretHash: string } | null,
  buckets: { token: string; stranger: string },
  limits: { token: number; stranger: number; seconds: number },
): Promise<{ known: Known | null; turn: Turn }> {
  return database.asGate(async (db) => {
    // What is counted here may get lost with the machine: no request waits for the disk.
    await db.execute(sql`set local synchronous_commit = off`)
    const [row] = token
      ? await rowsOf(db, sql`select * from authz.look_up_token(${token.publicId}, ${token.secretHash})`)
      : []
    const most = row ? limits.token : limits.stranger
    const bucket = row ? buckets.token : buckets.stranger
    const [turn] = await rowsOf(db, sql`select * from authz.take_turn(${bucket}, ${most}, ${limits.seconds})`)
    const left = { most, remaining: Number(turn?.remaining), resetIn: Number(turn?.reset_in) }
    return { known: row ? known(row) : null, turn: left }
  })
}

export interface Account {
  accountId: number
  personId: number
  passwordHash: string | null
  maySignIn: boolean
}

/** The account, or null, beside the e-mail as the database compares it: JavaScript lowers some letters differently. */
export async function findAccount(db: Db, email: string): Promise<{ account: Account | null; lowered: string }> {
  const [row] = await rowsOf(
    db,
    sql`select lower(asked) as lowered, found.* from (values (${email}::text)) as given (asked)
      left join lateral authz.find_account(asked) found on true`,
  )
  const lowered = String(row?.lowered)
  if (!row || row.account_id === null) return { account: null, lowered }
  const passwordHash = row.password_hash as string | null
  const ids = { accountId: Number(row.account_id), personId: Number(row.person_id) }
  return { account: { ...ids, passwordHash, maySignIn: row.may_sign_in === true }, lowered }
}

/** What this person holds today, asked in their own name. */
export async function titlesOf(database: Database, personId: number): Promise<Known | null> {
  const scope = { personId, persona: 'p_member', readOnly: true } as const
  const [row] = await database.asViewer(scope, (db) => rowsOf(db, sql`select * from authz.viewer_titles()`))
  return row ? known(row) : null
}

export async function openSession(db: Db, accountId: number, idHash: string, hat: Hat, agent: string) {
  await db.execute(sql`select authz.open_session(${accountId}, ${idHash}, ${hat}, ${agent})`)
}

export function endSession(database: Database, idHash: string) {
  return database.asGate((db) => db.execute(sql`select authz.end_session(${idHash})`))
}

export async function countFailures(db: Db, buckets: string[], minutes: number): Promise<Map<string, number>> {
  const since = sql`now() - make_interval(mins => ${minutes})`
  const rows = await rowsOf(db, sql`select * from authz.count_failures(${sql.param(buckets)}::text[], ${since})`)
  return new Map(rows.map((row) => [String(row.bucket), Number(row.failures)]))
}

export const addFailure = (db: Db, buckets: string[]) =>
  db.execute(sql`select authz.add_failure(${sql.param(buckets)}::text[])`)

export const clearFailures = (db: Db, buckets: string[]) =>
  db.execute(sql`select authz.clear_failures(${sql.param(buckets)}::text[])`)

export async function isKnownDevice(db: Db, accountId: number, deviceHash: string): Promise<boolean> {
  const [row] = await rowsOf(db, sql`select authz.is_known_device(${accountId}, ${deviceHash}) as known`)
  return row?.known === true
}

export const rememberDevice = (db: Db, accountId: number, deviceHash: string) =>
  db.execute(sql`select authz.remember_device(${accountId}, ${deviceHash})`)

/** What anybody may know before signing in: whose installation this is, and whether it is the sample. */
export function lookAtInstallation(database: Database): Promise<{ organisation: string | null; isSample: boolean }> {
  return database.asGate(async (db) => {
    const [row] = await rowsOf(db, sql`select authz.organisation_name() as name, authz.is_sample() as sample`)
    return { organisation: (row?.name as string | null) ?? null, isSample: row?.sample === true }
  })
}

export interface OpenInvitation {
  name: string
  email: string
}

export function findInvitation(database: Database, secretHash: string): Promise<OpenInvitation | null> {
  return database.asGate(async (db) => {
    const [row] = await rowsOf(db, sql`select * from authz.find_invitation(${secretHash})`)
    return row ? { name: String(row.name), email: String(row.email ?? '') } : null
  })
}

/** Sets the password once and ends all that the account had open; false when the link is spent. */
export function spendInvitation(database: Database, secretHash: string, passwordHash: string): Promise<boolean> {
  return database.asGate(async (db) => {
    const [row] = await rowsOf(db, sql`select authz.use_invitation(${secretHash}, ${passwordHash}) as account`)
    return row?.account != null
  })
}

/** Whose account this subject of this issuer opens. */
export async function findIdentity(
  db: Db,
  issuer: string,
  subject: string,
): Promise<Omit<Account, 'passwordHash'> | null> {
  const [row] = await rowsOf(db, sql`select * from authz.find_identity(${issuer}, ${subject})`)
  if (!row) return null
  return { accountId: Number(row.account_id), personId: Number(row.person_id), maySignIn: row.may_sign_in === true }
}

/** Spends the link on an identity instead of a password; false when it is spent already. */
export function linkByInvitation(database: Database, secretHash: string, issuer: string, subject: string) {
  return database.asGate(async (db) => {
    const [row] = await rowsOf(
      db,
      sql`select authz.link_by_invitation(${secretHash}, ${issuer}, ${subject}) as account`,
    )
    return row?.account != null
  })
}

/** Connects an identity to the account of this session; false when that is not live any more. */
export function connectIdentity(database: Database, sessionHash: string, issuer: string, subject: string) {
  return database.asGate(async (db) => {
    const [row] = await rowsOf(db, sql`select authz.connect_identity(${sessionHash}, ${issuer}, ${subject}) as done`)
    return row?.done === true
  })
}
