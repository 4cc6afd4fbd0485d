import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { appealAgainst, arrange, decideAppeal, move, takeHostStep, takeStep } from './commands'
import { getSecondment } from './detail'
import { getHomeCover } from './home-cover'
import { getHosted, listHosted } from './hosted'
import { checkPlacement, propose, volunteer } from './propose'
import { listSecondments } from './queries'
import * as shapes from './shapes'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: ['Secondments'] }) as const

const list = allow('secondments.read')
  .route(
    route(
      'GET',
      '/secondments',
      'Placements in sight',
      'Who is, was or would be where, with whose turn it is and until when: one’s own, one’s line’s, a director’s units’, all for HR. Drafts are HR’s.',
    ),
  )
  .input(shapes.SecondmentsInput)
  .output(shapes.Secondments)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { secondments, ids } = await listSecondments(db, { ...input, today })
    saw('secondments', ids)
    return { secondments }
  })

const get = allow('secondments.read')
  .route(
    route(
      'GET',
      '/secondments/{id}',
      'One placement',
      'Its terms, targets, cover, appeals, and every step with who took it, when and why.',
    ),
  )
  .input(shapes.SecondmentInput)
  .output(shapes.SecondmentDetail)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { detail, subjectId } = await getSecondment(db, { ...input, today })
    saw('secondment', [subjectId])
    return detail
  })

const cover = allow('secondments.decide')
  .route(
    route(
      'GET',
      '/secondments/{id}/cover',
      'What an absence costs at home',
      'Heads and holders of the home unit week by week, without the person and with the cover arranged, against what must stay; and who could stand in, among those whom the caller sees.',
    ),
  )
  .input(shapes.SecondmentInput)
  .output(shapes.HomeCover)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { cover: found, ids } = await getHomeCover(db, { ...input, today })
    saw('cover', ids)
    return found
  })

const check = allow('secondments.propose')
  .route(
    route(
      'GET',
      '/placements/check',
      'Check a placement',
      'Rule by rule, with the gain that is expected and a free seat; nothing is written.',
    ),
  )
  .input(shapes.CheckInput)
  .output(shapes.Check)
  .handler(async ({ context, input }) => {
    const { check: found, personId } = await checkPlacement(context, input)
    context.saw('placement', [personId])
    return found
  })

const proposeOne = allow('secondments.propose')
  .route(
    route(
      'POST',
      '/secondments',
      'Propose a placement',
      'By hand, through the same rules as a plan. A rule that may be overridden needs a reason. The person is asked and told, or it stays a draft.',
    ),
  )
  .input(shapes.ProposeInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => propose(context, input))

const volunteerFor = allow('secondments.decide')
  .route(
    route(
      'POST',
      '/secondments/volunteer',
      'Volunteer',
      'One’s own wish to go to a published opening; one still says yes to it, with the terms in view.',
    ),
  )
  .input(shapes.VolunteerInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => volunteer(context, input))

const moveDays = allow('secondments.manage')
  .route(
    route(
      'POST',
      '/secondments/{id}/move',
      'Move the days of a placement',
      'Before anybody has agreed; whoever was asked is told.',
    ),
  )
  .input(shapes.MoveInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => move(context, input))

const step = allow('secondments.decide')
  .route(
    route(
      'POST',
      '/secondments/{id}/step',
      'Take a step',
      'Consent, release with cover or refuse with a reason and another offer, ask for another end, grant it, close: what the caller’s part in it allows. Hosts have their own.',
    ),
  )
  .input(shapes.StepInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => takeStep(context, input))

const arrangeCover = allow('secondments.decide')
  .route(
    route(
      'POST',
      '/secondments/{id}/cover',
      'Arrange cover',
      'How the work at home is done meanwhile, link by link, in place of what was arranged before.',
    ),
  )
  .input(shapes.ArrangeInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => arrange(context, input))

const appeal = allow('secondments.decide')
  .route(route('POST', '/secondments/{id}/appeal', 'Appeal against a refusal', 'By the person refused; HR decides.'))
  .input(shapes.AppealInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => appealAgainst(context, input))

const decide = allow('secondments.manage')
  .route(
    route(
      'POST',
      '/secondments/{id}/appeal/decide',
      'Decide an appeal',
      'Back to the home manager, or the refusal stands.',
    ),
  )
  .input(shapes.DecideAppealInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => decideAppeal(context, input))

const asHost = { as: 'p_host' } as const
const hosted = allow('secondments.host', asHost)
  .route(
    route(
      'GET',
      '/hosted',
      'Whom you host',
      'From your own decision to the last day: names, what the opening asks for, and from the first day on the targets with their levels. Nothing else.',
    ),
  )
  .input(Nothing)
  .output(shapes.HostedList)
  .handler(async ({ context: { db, saw } }) => {
    const found = await listHosted(db)
    saw(
      'hosted',
      found.map(({ personId }) => personId),
    )
    return { hosted: found }
  })

const hostedOne = allow('secondments.host', asHost)
  .route(route('GET', '/hosted/{id}', 'One whom you host', 'As in the list.'))
  .input(shapes.SecondmentInput)
  .output(shapes.Hosted)
  .handler(async ({ context: { db, saw }, input }) => {
    const found = await getHosted(db, input.id)
    saw('hosted', [found.personId])
    return found
  })

const hostStep = allow('secondments.host', asHost)
  .route(
    route(
      'POST',
      '/hosted/{id}/step',
      'Take a step as the host',
      'Accept, choose somebody else with a reason, ask for another end.',
    ),
  )
  .input(shapes.HostStepInput)
  .output(shapes.Moved)
  .handler(({ context, input }) => takeHostStep(context, input))

export const secondmentProcedures = {
  ...{ list, get, cover, check, propose: proposeOne, volunteer: volunteerFor, move: moveDays },
  ...{ step, arrange: arrangeCover, appeal, decideAppeal: decide },
}
export const hostedProcedures = { list: hosted, get: hostedOne, step: hostStep }
