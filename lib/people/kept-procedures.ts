import { allow } from '@/lib/access/allow'
import { askForChange } from '@/lib/access/changes'
import { conflict } from '@/lib/access/errors'
import { makeLinks } from '@/lib/access/links'
import { may } from '@/lib/access/roles'
import { Done } from '@/lib/access/shapes'
import {
  AddPersonInput,
  AddUnitInput,
  CancelMoveInput,
  CorrectPersonInput,
  CorrectUnitInput,
  EndPersonInput,
  InviteAllInput,
  Invited,
  InvitedAll,
  InviteInput,
  MovePersonInput,
  PersonChanged,
  PersonRecord,
  RemoveUnitInput,
  RosterInput,
  RosterPage,
  StatusInput,
  UnitChanged,
} from './change-shapes'
import { addPerson, correctPerson, isPowerful, setDisabled } from './commands'
import { findKept } from './keeping'
import { getRecord } from './person-record'
import { cancelMove, endPerson, movePerson } from './posts'
import { inviteAll, listRoster } from './roster'
import { PersonInput } from './shapes'
import { addUnit, correctUnit, removeUnit } from './unit-commands'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: [path.startsWith('/units') ? 'Units' : 'People'] }) as const

const roster = allow('people.record')
  .route(
    route(
      'GET',
      '/roster',
      'People as HR and administrators keep them',
      'Everybody who is here or will be, by name: how their account stands, who leaves, who moves. Those who left on demand.',
    ),
  )
  .input(RosterInput)
  .output(RosterPage)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { ids, ...page } = await listRoster(db, { input, today })
    saw('roster', ids)
    return page
  })

const record = allow('people.record')
  .route(
    route(
      'GET',
      '/people/{employeeId}/record',
      'One person as HR and administrators keep them',
      'Facts, history of units and managers, planned moves, account and grants, with the version that a change names.',
    ),
  )
  .input(PersonInput)
  .output(PersonRecord)
  .handler(async ({ context: { db, today, viewer, saw }, input }) => {
    const seesAbility = may(viewer.roles, 'readiness.read')
    const { ids, ...found } = await getRecord(db, { ...input, today, personId: viewer.personId, seesAbility })
    saw('record', ids)
    return found
  })

const add = allow('people.change')
  .route(
    route(
      'POST',
      '/people',
      'Add a person',
      'Somebody new with a post from today or a later day. They have no account until they are invited.',
    ),
  )
  .input(AddPersonInput)
  .output(PersonChanged)
  .handler(({ context, input }) => addPerson(context, input))

const correct = allow('people.change')
  .route(
    route(
      'POST',
      '/people/{employeeId}/correct',
      'Correct facts',
      'Fields as of today; those that speak of ability are HR’s. A new e-mail of somebody who holds a grant waits for a second person.',
    ),
  )
  .input(CorrectPersonInput)
  .output(PersonChanged)
  .handler(({ context, input }) => correctPerson(context, input))

const move = allow('people.change')
  .route(
    route(
      'POST',
      '/people/{employeeId}/move',
      'Move a person',
      'To a unit, under a manager, or both, from today or a later day.',
    ),
  )
  .input(MovePersonInput)
  .output(PersonChanged)
  .handler(({ context, input }) => movePerson(context, input))

const cancel = allow('people.change')
  .route(
    route(
      'POST',
      '/people/{employeeId}/cancel-move',
      'Take back a planned move',
      'Whatever holds the day before goes on.',
    ),
  )
  .input(CancelMoveInput)
  .output(PersonChanged)
  .handler(({ context, input }) => cancelMove(context, input))

const end = allow('people.change')
  .route(
    route(
      'POST',
      '/people/{employeeId}/end',
      'End a post',
      'After a last day, moved or taken back with null. Post, line and grants end with it; sessions and tokens are refused from the next day on, at once when the last day was yesterday. Somebody with reports needs a new manager for them first.',
    ),
  )
  .input(EndPersonInput)
  .output(PersonChanged)
  .handler(({ context, input }) => endPerson(context, input))

const disable = allow('people.change')
  .route(
    route(
      'POST',
      '/people/{employeeId}/disable',
      'Close the door',
      'Sessions, tokens and links of this person end within this request; the post stays.',
    ),
  )
  .input(StatusInput)
  .output(PersonChanged)
  .handler(({ context, input }) => setDisabled(context, { ...input, isDisabled: true }))

const enable = allow('people.change')
  .route(route('POST', '/people/{employeeId}/enable', 'Open the door again', 'They sign in anew; tokens stay ended.'))
  .input(StatusInput)
  .output(PersonChanged)
  .handler(({ context, input }) => setDisabled(context, { ...input, isDisabled: false }))

const invite = allow('people.invite', { isSecret: true })
  .route(
    route(
      'POST',
      '/people/{employeeId}/invite',
      'Make a sign-in link',
      'A one-time link that sets a password within 72 hours, shown this once. For somebody who holds a grant it waits for a second person.',
    ),
  )
  .input(InviteInput)
  .output(Invited)
  .handler(async ({ context, input }) => {
    const kept = await findKept(context, input.employeeId)
    const { id, employeeId, name, email } = kept
    if (!email) throw conflict(`${name} has no e-mail yet. Give one first: it is what they sign in with.`)
    if (kept.isDisabled) throw conflict(`${name} is disabled. Enable them first.`)
    if (kept.startsOn > context.today)
      throw conflict(`${name} starts on ${kept.startsOn}. Invite them from that day on.`)
    if (kept.endsOn && kept.endsOn <= context.today) throw conflict(`${name} has left.`)
    if (await isPowerful(context.db, id)) {
      await askForChange(context, { personId: id, kind: 'invitation' })
      return { link: null, waiting: true }
    }
    const [link = null] = await makeLinks(context.db, [{ id, employeeId, name, email }])
    return { link, waiting: false }
  })

const inviteEverybody = allow('people.invite', { isSecret: true })
  .route(
    route(
      'POST',
      '/invitations',
      'Make sign-in links for all who have none',
      'For everybody here with an e-mail who has neither a password nor a link that works, 1,000 at a time, each shown this once.',
    ),
  )
  .input(InviteAllInput.prefault({}))
  .output(InvitedAll)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { ids, ...made } = await inviteAll(db, { today, limit: input.limit })
    saw('invitations', ids)
    return made
  })

const addOne = allow('units.change')
  .route(route('POST', '/units', 'Add a unit', 'Below another one; the very first is the top.'))
  .input(AddUnitInput)
  .output(UnitChanged)
  .handler(({ context, input }) => addUnit(context, input))

const correctOne = allow('units.change')
  .route(
    route('POST', '/units/{unitId}/correct', 'Correct a unit', 'Its name, kind or place in the tree, as of today.'),
  )
  .input(CorrectUnitInput)
  .output(UnitChanged)
  .handler(({ context, input }) => correctUnit(context, input))

const removeOne = allow('units.change')
  .route(
    route('POST', '/units/{unitId}/remove', 'Remove a unit', 'One that nobody was ever in and that nothing speaks of.'),
  )
  .input(RemoveUnitInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    await removeUnit(context, input)
    return { done: true } as const
  })

export const keptPeople = {
  ...{ roster, record, add, correct, move, cancelMove: cancel, end, disable, enable },
  ...{ invite, inviteAll: inviteEverybody },
}
export const keptUnits = { add: addOne, correct: correctOne, remove: removeOne }
