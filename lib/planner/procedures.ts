import { allow } from '@/lib/access/allow'
import { Done } from '@/lib/access/shapes'
import { Nothing } from '@/lib/people/shapes'
import {
  askAbout,
  askForRun,
  changeScenario,
  composeScenario,
  discardScenario,
  giveUpRun,
  publishPlan,
} from './commands'
import { findRun, getScenario, listAnswers, listScenarios, listSubjects, toRun } from './queries'
import {
  AskInput,
  ChangeScenarioInput,
  DiscardScenarioInput,
  Published,
  PublishInput,
  Run,
  RunId,
  Scenario,
  ScenarioId,
  ScenarioInput,
  Scenarios,
} from './shapes'
import { ToldAnswers } from './told-answers'
import { maskAnswer, maskCounts } from './told-masked'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: ['Planner'] }) as const

const list = allow('planner.read')
  .route(route('GET', '/scenarios', 'Scenarios of the planner', 'The newest first, each with its plans.'))
  .input(Nothing)
  .output(Scenarios)
  .handler(async ({ context: { db } }) => ({ scenarios: await listScenarios(db) }))

const get = allow('planner.read')
  .route(route('GET', '/scenarios/{id}', 'One scenario', 'What it asks for, and its plans.'))
  .input(ScenarioId)
  .output(Scenario)
  .handler(({ context: { db }, input }) => getScenario(db, input.id))

const compose = allow('planner.run')
  .route(route('POST', '/scenarios', 'Compose a scenario', 'Gaps, people, horizon, rules and weights of a plan.'))
  .input(ScenarioInput)
  .output(Scenario)
  .handler(async ({ context, input }) => getScenario(context.db, await composeScenario(context, input)))

const change = allow('planner.run')
  .route(
    route('POST', '/scenarios/{id}', 'Change a scenario', 'As a whole; plans that were made of it stay as they are.'),
  )
  .input(ChangeScenarioInput)
  .output(Scenario)
  .handler(async ({ context, input }) => {
    await changeScenario(context, input)
    return getScenario(context.db, input.id)
  })

const discard = allow('planner.run')
  .route(
    route('POST', '/scenarios/{id}/discard', 'Discard a scenario', 'With its plans; one that was published stays.'),
  )
  .input(DiscardScenarioInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    await discardScenario(context, input)
    return { done: true as const }
  })

const run = allow('planner.run')
  .route(
    route(
      'POST',
      '/scenarios/{id}/plans',
      'Ask for a plan',
      'What it hangs on is written down now; a job finds the best plan and proves it. Read the plan until its status is planned.',
    ),
  )
  .input(ScenarioId)
  .output(Run)
  .handler(async ({ context, input }) => {
    const { id, candidates } = await askForRun(context, input.id)
    context.saw('plan', candidates)
    return toRun(await findRun(context.db, id))
  })

const plan = allow('planner.read')
  .route(
    route(
      'GET',
      '/plans/{id}',
      'A plan',
      'How far it is, or its placements with reasons, bound and what was excluded. Values are thousandths of a readiness point.',
    ),
  )
  .input(RunId)
  .output(Run)
  .handler(async ({ context: { db, saw, viewer }, input }) => {
    const found = await findRun(db, input.id)
    const named = found.outcome?.placements.map(({ employeeId }) => employeeId) ?? []
    saw('plan', await listSubjects(db, named))
    const { outcome, ...told } = toRun(found)
    return { ...told, outcome: outcome && { ...outcome, excluded: maskCounts(viewer.persona, outcome.excluded) } }
  })

const giveUp = allow('planner.run')
  .route(route('POST', '/plans/{id}/give-up', 'Give a plan up', 'Stops one that waits or runs.'))
  .input(RunId)
  .output(Run)
  .handler(async ({ context, input }) => {
    await giveUpRun(context, input.id)
    return toRun(await findRun(context.db, input.id))
  })

const ask = allow('planner.run')
  .route(
    route(
      'POST',
      '/plans/{id}/questions',
      'Ask about a plan',
      'Why not somebody, how firm a placement is, what one more seat or more money brings, what if somebody says no, and plans that put people’s wishes first. Answered exactly, by solving again.',
    ),
  )
  .input(AskInput)
  .output(ToldAnswers)
  .handler(async ({ context, input }) => {
    const { key } = await askAbout(context, input)
    return { answers: await listAnswers(context.db, key) }
  })

const answers = allow('planner.read')
  .route(
    route(
      'GET',
      '/plans/{id}/questions',
      'What was asked about a plan',
      'Each question with its answer, once it is there.',
    ),
  )
  .input(RunId)
  .output(ToldAnswers)
  .handler(async ({ context: { db, saw, viewer }, input }) => {
    const { key } = await findRun(db, input.id)
    const found = await listAnswers(db, key)
    const named = found.flatMap(({ question }) => ('employeeId' in question ? [question.employeeId] : []))
    saw('plan', await listSubjects(db, named))
    return { answers: found.map((one) => ({ ...one, answer: maskAnswer(viewer.persona, one.answer) })) }
  })

const publish = allow('planner.publish')
  .route(
    route(
      'POST',
      '/plans/{id}/publish',
      'Publish a plan',
      'The head approves it with a reason, and everybody in it is asked. All or nothing.',
    ),
  )
  .input(PublishInput)
  .output(Published)
  .handler(async ({ context, input }) => ({ secondments: await publishPlan(context, input) }))

export const plannerProcedures = { list, get, compose, change, discard, run, plan, giveUp, ask, answers, publish }
