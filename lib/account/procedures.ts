import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { Done } from '@/lib/access/shapes'
import { endIdentity, endOneSession, endSessions, setPassword, setPreferences } from './commands'
import { getAccount } from './queries'
import {
  Account,
  EndedSessions,
  EndIdentityInput,
  EndSessionInput,
  EndSessionsInput,
  Preferences,
  PreferencesInput,
  SetPasswordInput,
} from './shapes'

const tags = ['Account']
const done = { done: true } as const

export const accountProcedures = {
  get: allow('account.read')
    .route({
      method: 'GET',
      path: '/account',
      summary: 'Your account',
      description: "The caller's ways in, live sessions, language and time zone.",
      tags,
    })
    .input(z.strictObject({}).optional())
    .output(Account)
    .handler(({ context: { db, viewer } }) => getAccount(db, viewer)),
  endSessions: allow('account.endSessions')
    .route({
      method: 'POST',
      path: '/account/sessions/end',
      summary: 'Sign out elsewhere',
      description: "Ends the caller's own sessions on other devices, or all of them, within one request.",
      tags,
    })
    .input(EndSessionsInput.prefault({}))
    .output(EndedSessions)
    .handler(({ context: { db, viewer }, input }) =>
      endSessions(db, input.which === 'others' ? viewer.sessionHash : null),
    ),
  endSession: allow('account.endSessions')
    .route({
      method: 'POST',
      path: '/account/sessions/{sessionId}/end',
      summary: 'Sign out one session',
      description: "Ends one of the caller's own sessions within one request.",
      tags,
    })
    .input(EndSessionInput)
    .output(Done)
    .handler(async ({ context: { db }, input }) => {
      await endOneSession(db, input.sessionId)
      return done
    }),
  endIdentity: allow('account.change')
    .route({
      method: 'POST',
      path: '/account/identities/{identityId}/end',
      summary: 'Disconnect a sign-in provider',
      description: "Takes the provider's identity off the caller's account; never the only way in.",
      tags,
    })
    .input(EndIdentityInput)
    .output(Done)
    .handler(async ({ context: { db }, input }) => {
      await endIdentity(db, input.identityId)
      return done
    }),
  setPassword: allow('account.change', { isSecret: true })
    .route({
      method: 'POST',
      path: '/account/password',
      summary: 'Change your password',
      description:
        'Needs the current one and a signed-in browser. Ends other sessions and open links. Ten wrong tries in fifteen minutes close it for a while.',
      tags,
    })
    .input(SetPasswordInput)
    .output(Done)
    .handler(async ({ context, input }) => {
      await setPassword(context, input)
      return done
    }),
  setPreferences: allow('account.change')
    .route({
      method: 'POST',
      path: '/account/preferences',
      summary: 'Choose language and time zone',
      description: 'What is left out stays; null goes back to the browser’s language, the organisation’s time zone.',
      tags,
    })
    .input(PreferencesInput)
    .output(Preferences)
    .handler(({ context, input }) => setPreferences(context, input)),
}
