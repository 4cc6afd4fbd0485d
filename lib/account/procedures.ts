import { allow } from '@/lib/access/allow'
import { endSessions } from './commands'
import { EndedSessions, EndSessionsInput } from './shapes'

export const accountProcedures = {
  endSessions: allow('account.endSessions')
    .route({
      method: 'POST',
      path: '/account/sessions/end',
      summary: 'Sign out elsewhere',
      description: "Ends the caller's own sessions on other devices, or all of them, within one request.",
      tags: ['Account'],
    })
    .input(EndSessionsInput.prefault({}))
    .output(EndedSessions)
    .handler(({ context: { db, viewer }, input }) =>
      endSessions(db, input.which === 'others' ? viewer.sessionHash : null),
    ),
}
