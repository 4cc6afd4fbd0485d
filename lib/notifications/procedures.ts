import { allow } from '@/lib/access/allow'
import { refused } from '@/lib/access/errors'
import { Done } from '@/lib/access/shapes'
import type { Viewer } from '@/lib/access/viewer'
import { Nothing } from '@/lib/people/shapes'
import { endCalendar, makeCalendar, readMessages } from './commands'
import { getCalendar, listMessages } from './queries'
import { CalendarAddress, CalendarState, Messages, MessagesInput, ReadAnswer, ReadInput } from './shapes'

export const messageProcedures = {
  list: allow('messages.own')
    .route({
      method: 'GET',
      path: '/messages',
      summary: 'What you were told',
      description:
        'Newest first. The same messages go out by mail where mail is set up; no level and nobody’s name stands in them.',
      tags: ['Messages'],
    })
    .input(MessagesInput)
    .output(Messages)
    .handler(({ context: { db, viewer }, input }) => listMessages(db, { personId: viewer.personId, ...input })),
  read: allow('messages.own')
    .route({
      method: 'POST',
      path: '/messages/read',
      summary: 'Mark messages as read',
      description: 'Those named, or all of them.',
      tags: ['Messages'],
    })
    .input(ReadInput)
    .output(ReadAnswer)
    .handler(async ({ context: { db, viewer }, input }) => ({
      read: await readMessages(db, viewer.personId, input.ids),
    })),
}

/** An address outlives the token that would make it: it is for a session alone. */
function refuseTokens({ via }: Viewer) {
  if (via === 'token') throw refused('A token cannot make or end a calendar address. Sign in and do it there.')
}

export const calendarProcedures = {
  get: allow('calendar.own')
    .route({
      method: 'GET',
      path: '/calendar',
      summary: 'Your calendar address',
      description: 'Whether there is one and when it was last read. The address itself was shown once.',
      tags: ['Messages'],
    })
    .input(Nothing)
    .output(CalendarState)
    .handler(({ context: { db, viewer } }) => getCalendar(db, viewer.personId)),
  make: allow('calendar.own', { isSecret: true })
    .route({
      method: 'POST',
      path: '/calendar',
      summary: 'Make a calendar address',
      description:
        'An address for your calendar program that shows your deadlines: counts, and nobody’s name. Shown this once; an older one ends.',
      tags: ['Messages'],
    })
    .input(Nothing)
    .output(CalendarAddress)
    .handler(({ context: { db, viewer } }) => {
      refuseTokens(viewer)
      return makeCalendar(db, viewer.personId)
    }),
  end: allow('calendar.own')
    .route({
      method: 'DELETE',
      path: '/calendar',
      summary: 'End your calendar address',
      description: 'Calendars that read it find nothing from now on.',
      tags: ['Messages'],
    })
    .input(Nothing)
    .output(Done)
    .handler(async ({ context: { db, viewer } }) => {
      refuseTokens(viewer)
      await endCalendar(db, viewer.personId)
      return { done: true as const }
    }),
}
