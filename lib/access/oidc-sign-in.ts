import type { Database } from '@/db/client'
import { sqlState } from './errors'
import { addFailure, connectIdentity, countFailures, findIdentity, findInvitation, linkByInvitation } from './gate'
import type { Intent } from './intent'
import { inTurn, isOver, strangerLimit } from './limits'
import type { Claims } from './oidc'
import { hashOf } from './secrets'
import { type Caller, openFor, type SignedIn, SignInRefused } from './sign-in'
import { windowMinutes } from './sign-in-words'

const lowered = (email: string) => email.normalize('NFC').trim().toLowerCase()

/**
 * Opens a session for whom the provider vouches: by issuer and subject, never by an e-mail. A first time spends an open
 * invitation. Refusals count against the address, as wrong passwords do.
 */
export async function signInByProvider(
  database: Database,
  claims: Claims,
  intent: Intent,
  caller: Caller,
): Promise<SignedIn> {
  const limits = strangerLimit(caller.address)
  const buckets = [...limits.keys()]
  const account = await inTurn(buckets, async () => {
    const failures = await database.asGate((db) => countFailures(db, buckets, windowMinutes))
    if (isOver(limits, failures)) throw new SignInRefused('TooMany')
    try {
      if (intent.invitation) await acceptBy(database, intent.invitation, claims)
      const found = await database.asGate((db) => findIdentity(db, claims.iss, claims.sub))
      if (!found) throw new SignInRefused('UnknownIdentity')
      if (!found.maySignIn) throw new SignInRefused('ClosedAccount')
      return found
    } catch (error) {
      if (error instanceof SignInRefused) await database.asGate((db) => addFailure(db, buckets))
      throw error
    }
  })
  return openFor(database, account, caller, { hat: intent.hat })
}

/** Spends the invitation on this identity. Its e-mail must be the one invited, and the provider must vouch for it. */
async function acceptBy(database: Database, secret: string, { iss, sub, email, email_verified }: Claims) {
  const invitation = await findInvitation(database, hashOf(secret))
  if (!invitation) throw new SignInRefused('SpentLink')
  if (!email || email_verified !== true) throw new SignInRefused('UnverifiedEmail')
  if (lowered(email) !== lowered(invitation.email)) throw new SignInRefused('OtherEmail')
  const isLinked = await linkByInvitation(database, hashOf(secret), iss, sub).catch(taken)
  if (!isLinked) throw new SignInRefused('SpentLink')
}

/** Connects the identity to the account of a session that is still open. */
export async function connectProvider(database: Database, sessionHash: string, { iss, sub }: Claims): Promise<void> {
  const isConnected = await connectIdentity(database, sessionHash, iss, sub).catch(taken)
  if (!isConnected) throw new SignInRefused('OtherSession')
}

function taken(error: unknown): never {
  throw sqlState(error) === '23505' ? new SignInRefused('IdentityTaken') : error
}
