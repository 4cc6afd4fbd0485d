import { allow } from '@/lib/access/allow'
import { Done } from '@/lib/access/shapes'
import { Nothing } from '@/lib/people/shapes'
import { changeOpening, discardOpening, moveOpening, offerOpening } from './commands'
import { listEligibleCounts } from './eligible-counts'
import { listHelpful } from './helpful'
import { getOpening, listHosts, listOpenings, toOpening } from './queries'
import { routes } from './routes'
import {
  ChangeOpeningInput,
  DiscardOpeningInput,
  EligibleCounts,
  HelpfulOpenings,
  MoveOpeningInput,
  Opening,
  OpeningFields,
  OpeningInput,
  Openings,
  OpeningsInput,
  PersonInput,
  SaveWishInput,
  Wish,
} from './shapes'
import { getWish, saveWish } from './wishes'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: ['Openings'] }) as const

const list = allow('openings.read')
  .route(
    route(
      'GET',
      '/openings',
      'Places that hosts offer',
      'Everything published, filled or closed, and the drafts that the caller keeps.',
    ),
  )
  .input(OpeningsInput.prefault({}))
  .output(Openings)
  .handler(async ({ context: { db }, input }) => ({
    openings: (await listOpenings(db, input)).map(toOpening),
    routes: [...routes.values()].map(({ key, name }) => ({ key, name })),
    hosts: await listHosts(db),
  }))

const eligible = allow('secondments.propose')
  .route(
    route(
      'GET',
      '/openings/eligible',
      'How many could be asked',
      'For each published opening, people of other units who meet every entry level, before dates and rules at home; numbers alone.',
    ),
  )
  .input(Nothing)
  .output(EligibleCounts)
  .handler(({ context: { db, today } }) => listEligibleCounts(db, today))

const get = allow('openings.read')
  .route(route('GET', '/openings/{openingId}', 'One opening', 'With its host, what it asks for and what it develops.'))
  .input(OpeningInput)
  .output(Opening)
  .handler(async ({ context: { db }, input }) => toOpening(await getOpening(db, input.openingId)))

const helpful = allow('openings.read')
  .route(
    route(
      'GET',
      '/people/{employeeId}/openings',
      'Openings that would help a person',
      'Every published opening with the points that it would bring to the person’s own profile, and how each rule comes out. What HR alone knows is asked for HR only.',
    ),
  )
  .input(PersonInput)
  .output(HelpfulOpenings)
  .handler(async ({ context: { db, today, viewer, saw }, input }) => {
    const { personId, ...found } = await listHelpful(db, { ...input, today, persona: viewer.persona })
    saw('openings', [personId])
    return found
  })

const offer = allow('openings.write')
  .route(
    route(
      'POST',
      '/openings',
      'Draft an opening',
      'For the caller’s own unit, those below it and those granted; HR for every unit. Nobody else sees it before it is published.',
    ),
  )
  .input(OpeningFields)
  .output(Opening)
  .handler(async ({ context, input }) => toOpening(await getOpening(context.db, await offerOpening(context, input))))

const change = allow('openings.write')
  .route(
    route(
      'POST',
      '/openings/{openingId}',
      'Change an opening',
      'Only the fields named change; `entry` and `criteria` as whole lists. A stale `version` is refused with both.',
    ),
  )
  .input(ChangeOpeningInput)
  .output(Opening)
  .handler(async ({ context, input }) => {
    await changeOpening(context, input)
    return toOpening(await getOpening(context.db, input.openingId))
  })

const move = allow('openings.write')
  .route(
    route(
      'POST',
      '/openings/{openingId}/status',
      'Publish, fill or close an opening',
      'A draft needs a sponsor and what it develops. What is closed stays closed.',
    ),
  )
  .input(MoveOpeningInput)
  .output(Opening)
  .handler(async ({ context, input }) => {
    await moveOpening(context, input)
    return toOpening(await getOpening(context.db, input.openingId))
  })

const discard = allow('openings.write')
  .route(
    route('POST', '/openings/{openingId}/discard', 'Discard a draft', 'What was published once is closed instead.'),
  )
  .input(DiscardOpeningInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    await discardOpening(context, input)
    return { done: true as const }
  })

export const openingProcedures = { list, eligible, get, helpful, offer, change, move, discard }

const wished = allow('wishes.read')
  .route(
    route(
      'GET',
      '/people/{employeeId}/wish',
      'What a person wishes for',
      'Read by the person, their line and HR. `version` 0: nobody has asked them yet.',
    ),
  )
  .input(PersonInput)
  .output(Wish)
  .handler(async ({ context: { db, saw }, input }) => {
    const { personId, ...wish } = await getWish(db, input.employeeId)
    saw('wishes', [personId])
    return wish
  })

const save = allow('wishes.own')
  .route(
    route(
      'POST',
      '/me/wish',
      'Save the caller’s own wishes',
      'Where they want to go, what binds them, and up to five openings in the order of choice. “Not now” keeps every proposal away until that day.',
    ),
  )
  .input(SaveWishInput)
  .output(Wish)
  .handler(async ({ context, input }) => {
    const { personId, ...wish } = await getWish(context.db, await saveWish(context, input))
    return wish
  })

export const wishProcedures = { get: wished, save }
