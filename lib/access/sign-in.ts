import type { Database } from '@/db/client'
import {
  addFailure,
  clearFailures,
  countFailures,
  findAccount,
  isKnownDevice,
  openSession,
  rememberDevice,
  titlesOf,
} from './gate'
import { inTurn, isOver, limitsFor } from './limits'
import { isPassword } from './passwords'
import { hashOf, newSecret } from './secrets'
import { type SignInProblem, windowMinutes } from './sign-in-words'
import { hatOf } from './viewer'

export interface Credentials {
  email: string
  password: string
  hat?: string
}

/** Where the attempt comes from: address, browser, and the secret in its device cookie. */
export interface Caller {
  address: string
  agent: string
  device: string | undefined
}

export interface SignedIn {
  personId: number
  /** Goes into the encrypted cookie, and hashed into the database. */
  sessionId: string
  device: string
}

export class SignInRefused extends Error {
  constructor(readonly problem: SignInProblem) {
    super(problem)
  }
}

/**
 * Opens a session. Unknown, disabled, left and wrong answer alike, after exactly one argon2 verification; only failures
 * count against the limits, which all instances share.
 */
export async function signIn(database: Database, credentials: Credentials, caller: Caller): Promise<SignedIn> {
  // No account's e-mail holds a NUL, and PostgreSQL takes none.
  const email = credentials.email.normalize('NFC').trim().replaceAll('\0', '\ufffd')
  if (email.length > 320 || credentials.password.length > 1000) throw new SignInRefused('CredentialsSignin')
  const deviceHash = caller.device ? hashOf(caller.device) : null
  const { account, knownDevice, lowered } = await database.asGate(async (db) => {
    const found = await findAccount(db, email)
    const isKnown = found.account && deviceHash && (await isKnownDevice(db, found.account.accountId, deviceHash))
    return { ...found, knownDevice: isKnown ? deviceHash : null }
  })
  const target = account ? { accountId: account.accountId } : { email: lowered }
  const limits = limitsFor({ target, address: caller.address, knownDevice })
  const buckets = [...limits.keys()]
  await inTurn(buckets, async () => {
    const failures = await database.asGate((db) => countFailures(db, buckets, windowMinutes))
    if (isOver(limits, failures)) throw new SignInRefused('TooMany')
    const stored = account?.maySignIn ? account.passwordHash : null
    if (await isPassword(stored, credentials.password)) return
    await database.asGate((db) => addFailure(db, buckets))
    throw new SignInRefused('CredentialsSignin')
  })
  if (!account) throw new SignInRefused('CredentialsSignin')
  const opened = await openFor(database, account, caller, { hat: credentials.hat })
  await database.asGate((db) => clearFailures(db, buckets.slice(0, 1)))
  return opened
}

/** Opens a session for somebody who proved who they are; the device is remembered. */
export async function openFor(
  database: Database,
  { accountId, personId }: { accountId: number; personId: number },
  caller: Caller,
  { hat }: { hat?: string },
): Promise<SignedIn> {
  const titles = await titlesOf(database, personId)
  if (!titles) throw new SignInRefused('CredentialsSignin')
  const sessionId = newSecret()
  const device = await database.asGate(async (db) => {
    const isKnown = caller.device && (await isKnownDevice(db, accountId, hashOf(caller.device)))
    const kept = isKnown && caller.device ? caller.device : newSecret()
    await openSession(db, accountId, hashOf(sessionId), hatOf(titles, hat), caller.agent)
    await rememberDevice(db, accountId, hashOf(kept))
    return kept
  })
  return { personId, sessionId, device }
}
