import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { answerAgain, askAgain, listAsked, listOwn } from './not-chosen-asks'
import { AnswerInput, AskAgainInput, AskedAgains, NotChosen, NotChosens } from './not-chosen-shapes'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: ['Secondments'] }) as const

const own = allow('secondments.read')
  .route(
    route(
      'GET',
      '/me/not-chosen',
      'Where somebody else was proposed',
      'Openings that the caller wished for, and why they were not chosen: the caller’s own reasons, and nobody’s name.',
    ),
  )
  .input(Nothing)
  .output(NotChosens)
  .handler(async ({ context }) => ({ decisions: await listOwn(context) }))

const asked = allow('secondments.manage')
  .route(
    route('GET', '/not-chosen', 'What people asked HR to look at again', 'Those that wait first, with until when.'),
  )
  .input(Nothing)
  .output(AskedAgains)
  .handler(async ({ context }) => {
    const { decisions, ids } = await listAsked(context)
    context.saw('secondments', ids)
    return { decisions }
  })

const ask = allow('secondments.decide')
  .route(
    route(
      'POST',
      '/not-chosen/{id}/appeal',
      'Ask HR to look again',
      'By the person who was not chosen, once and within two weeks; HR has ten working days.',
    ),
  )
  .input(AskAgainInput)
  .output(NotChosen)
  .handler(({ context, input }) => askAgain(context, input))

const answer = allow('secondments.manage')
  .route(route('POST', '/not-chosen/{id}/answer', 'Answer what was asked', 'In words, which the person reads.'))
  .input(AnswerInput)
  .output(NotChosen)
  .handler(({ context, input }) => answerAgain(context, input))

export const notChosenProcedures = { own, asked, ask, answer }
