import { allow } from '@/lib/access/allow'
import { Done } from '@/lib/access/shapes'
import { Nothing } from '@/lib/people/shapes'
import {
  Deputies,
  DeputiesInput,
  EndDeputyInput,
  HandOvers,
  Holidays,
  Leaves,
  NameDeputyInput,
  SetHolidayInput,
  SetLeaveInput,
} from './change-shapes'
import { checkRun } from './check'
import { draftCycle, setHoliday, setLeave, setPlan } from './commands'
import { endDeputy, listDeputies, nameDeputy } from './deputies'
import { listHandOvers } from './participant-commands'
import { previewPopulation } from './population'
import { getProgress, listParticipants } from './progress'
import { findRun, getPlan, listHolidays, listLeaves, listRuns } from './queries'
import { runDeeds } from './run-procedures'
import {
  Check,
  CycleInput,
  DraftInput,
  Participants,
  ParticipantsInput,
  Plan,
  Preview,
  PreviewInput,
  Progress,
  Runs,
  SetPlanInput,
} from './shapes'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: [path.startsWith('/deputies') ? 'Deputies' : 'Cycles'] }) as const

const done = { done: true } as const

const runs = allow('cycles.manage')
  .route(
    route(
      'GET',
      '/cycles/runs',
      'Cycles that ask people',
      'Drafts, then the newest: how many take part, how many have handed in, and which deadline comes next.',
    ),
  )
  .input(Nothing)
  .output(Runs)
  .handler(async ({ context: { db } }) => ({ runs: await listRuns(db) }))

const draft = allow('cycles.manage')
  .route(
    route(
      'POST',
      '/cycles',
      'Draft a cycle',
      'A plan that asks nobody yet. What is left out starts as usual: newest edition, blind, evidence asked for, reminders 7 and 2 days before, drafts handed in at the deadline.',
    ),
  )
  .input(DraftInput)
  .output(Plan)
  .handler(async ({ context, input }) => {
    await draftCycle(context, input)
    return getPlan(context.db, input.name)
  })

const plan = allow('cycles.manage')
  .route(route('GET', '/cycles/{name}/plan', 'The plan of a cycle', 'Whom it asks, how, and until when.'))
  .input(CycleInput)
  .output(Plan)
  .handler(({ context: { db }, input }) => getPlan(db, input.name))

const setOne = allow('cycles.manage')
  .route(
    route(
      'POST',
      '/cycles/{name}/plan',
      'Change the plan of a cycle',
      'Only the fields named change. After the launch these are the rule for late joiners, the reminders and whether drafts are handed in. A stale `version` is refused with both.',
    ),
  )
  .input(SetPlanInput)
  .output(Plan)
  .handler(async ({ context, input }) => getPlan(context.db, await setPlan(context, input)))

const population = allow('cycles.manage')
  .route(
    route(
      'GET',
      '/cycles/population',
      'Whom a rule would ask today',
      'How many people and managers, the expected minutes of each, and the people by name. Arrays as `population[units][0]=U20`.',
    ),
  )
  .input(PreviewInput.prefault({}))
  .output(Preview)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { ids, ...found } = await previewPopulation(db, { input, today })
    saw('cycle population', ids)
    return found
  })

const check = allow('cycles.manage')
  .route(
    route(
      'GET',
      '/cycles/{name}/check',
      'What stands in the way of a launch',
      'Every problem with the people or things it is about. Those that block refuse the launch; the others are for HR to weigh.',
    ),
  )
  .input(CycleInput)
  .output(Check)
  .handler(async ({ context: { db, today }, input }) => checkRun(db, await findRun(db, input.name), today))

const progress = allow('cycles.manage')
  .route(
    route(
      'GET',
      '/cycles/{name}/progress',
      'How far a cycle has come',
      'Counts by unit and by who rates: handed in, begun, not begun; agreed, disputed, still to agree. No level.',
    ),
  )
  .input(CycleInput)
  .output(Progress)
  .handler(async ({ context: { db, today }, input }) => getProgress(db, await findRun(db, input.name), today))

const participants = allow('cycles.manage')
  .route(
    route(
      'GET',
      '/cycles/{name}/participants',
      'Who takes part in a cycle',
      'By name, with where each of them stands: states, no level. `stuck` finds whose form is missing. Go on with `next`.',
    ),
  )
  .input(ParticipantsInput)
  .output(Participants)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { ids, ...page } = await listParticipants(db, { run: await findRun(db, input.name), input, today })
    saw('cycle progress', ids)
    return page
  })

const holidays = allow('cycles.manage')
  .route(route('GET', '/cycles/holidays', 'Bank holidays', 'Days on which no deadline should fall; HR keeps the list.'))
  .input(Nothing)
  .output(Holidays)
  .handler(async ({ context: { db } }) => ({ holidays: await listHolidays(db) }))

const setOneHoliday = allow('cycles.manage')
  .route(route('POST', '/cycles/holidays', 'Set a bank holiday', 'Names a day, renames it, or takes it off with null.'))
  .input(SetHolidayInput)
  .output(Holidays)
  .handler(async ({ context, input }) => {
    await setHoliday(context, input)
    return { holidays: await listHolidays(context.db) }
  })

const leaves = allow('cycles.manage')
  .route(route('GET', '/cycles/leaves', 'Planned leave', 'Who is away for long, from today on: days without a reason.'))
  .input(Nothing)
  .output(Leaves)
  .handler(async ({ context: { db, today, saw } }) => {
    const { ids, leaves } = await listLeaves(db, today)
    saw('planned leave', ids)
    return { leaves }
  })

const setOneLeave = allow('cycles.manage')
  .route(route('POST', '/cycles/leaves', 'Set a planned leave', 'From day to day, or taken back with `isOff`.'))
  .input(SetLeaveInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    context.saw('planned leave', [await setLeave(context, input)])
    return done
  })

const handOvers = allow('assessments.read')
  .route(
    route(
      'GET',
      '/cycles/hand-overs',
      'Notes between raters',
      'People whom the caller began to rate and somebody else rates now, and notes left for the caller by those who rated before.',
    ),
  )
  .input(Nothing)
  .output(HandOvers)
  .handler(({ context }) => listHandOvers(context))

const list = allow('deputies.read')
  .route(
    route(
      'GET',
      '/deputies',
      'Who stands in for whom',
      'The caller’s own deputies and those whom the caller stands in for, from today on; with `all`, for HR, everybody’s.',
    ),
  )
  .input(DeputiesInput.prefault({}))
  .output(Deputies)
  .handler(({ context: { db, today }, input }) => listDeputies(db, { today, all: input.all }))

const name = allow('deputies.write')
  .route(
    route(
      'POST',
      '/deputies',
      'Name a deputy',
      'Who rates for a manager from day to day: one’s own, or for HR anybody’s. Both are told. Never two at a time.',
    ),
  )
  .input(NameDeputyInput)
  .output(Deputies)
  .handler(async ({ context, input }) => {
    await nameDeputy(context, input)
    return listDeputies(context.db, { today: context.today, all: input.managerId !== undefined })
  })

const end = allow('deputies.write')
  .route(route('POST', '/deputies/{id}/end', 'End a deputy’s time', 'After yesterday, or before it has begun.'))
  .input(EndDeputyInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    await endDeputy(context, input)
    return done
  })

/** What HR plans and follows, beside the list of cycles that everybody reads. */
export const runProcedures = {
  ...{ runs, draft, plan, setPlan: setOne, population, check, progress, participants },
  ...{ holidays, setHoliday: setOneHoliday, leaves, setLeave: setOneLeave, handOvers },
  ...runDeeds,
}
export const deputyProcedures = { list, name, end }
