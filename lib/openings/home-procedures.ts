import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { getSettings, getStanding, listGrades, listHomeRules, saveHomeRule, saveStanding, setPolicy } from './home'
import {
  Grades,
  HomeRule,
  HomeRules,
  PlacementPolicyShape,
  SaveHomeRuleInput,
  SaveStandingInput,
  SetPolicyInput,
  Standing,
} from './home-shapes'
import { PersonInput } from './shapes'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: ['Placement rules'] }) as const

const list = allow('homeRules.read')
  .route(
    route(
      'GET',
      '/home-rules',
      'What units keep at home',
      'Heads that stay, holders of a criterion, notice, and days on which nobody leaves or starts.',
    ),
  )
  .input(Nothing)
  .output(HomeRules)
  .handler(async ({ context: { db, today } }) => ({ rules: await listHomeRules(db, { today }) }))

const save = allow('homeRules.write')
  .route(
    route(
      'POST',
      '/units/{unitId}/home-rule',
      'Set what a unit keeps',
      'As a whole; a stale `version` is refused with both.',
    ),
  )
  .input(SaveHomeRuleInput)
  .output(HomeRule)
  .handler(({ context, input }) => saveHomeRule(context, input))

export const homeRuleProcedures = { list, save }

const get = allow('homeRules.read')
  .route(
    route(
      'GET',
      '/placement-policy',
      'The settings of placements',
      'Limits of length and time, what may be overridden, and the numbers of the planner’s objective, with their version.',
    ),
  )
  .input(Nothing)
  .output(PlacementPolicyShape)
  .handler(({ context: { db } }) => getSettings(db))

const set = allow('placementPolicy.write')
  .route(
    route(
      'POST',
      '/placement-policy',
      'Set the settings of placements',
      'A new version, with a note; plans keep the version that they were made by.',
    ),
  )
  .input(SetPolicyInput)
  .output(PlacementPolicyShape)
  .handler(async ({ context, input }) => {
    await setPolicy(context, input)
    return getSettings(context.db)
  })

const grades = allow('placementPolicy.write')
  .route(
    route(
      'GET',
      '/placement-policy/grades',
      'Grades that cover is paid for',
      'Of everybody with a post today, with how many.',
    ),
  )
  .input(Nothing)
  .output(Grades)
  .handler(({ context: { db, today } }) => listGrades(db, today))

export const policyProcedures = { get, set, grades }

const standing = allow('standings.keep')
  .route(
    route(
      'GET',
      '/people/{employeeId}/standing',
      'What HR knows of a person for placements',
      'Probation, the end of the contract, time in post, and whether a process is live. For HR alone.',
    ),
  )
  .input(PersonInput)
  .output(Standing)
  .handler(async ({ context: { db, saw }, input }) => {
    const { personId, ...held } = await getStanding(db, input.employeeId)
    saw('standing', [personId])
    return held
  })

const keep = allow('standings.keep')
  .route(route('POST', '/people/{employeeId}/standing', 'Note it', 'Nobody keeps their own.'))
  .input(SaveStandingInput)
  .output(Standing)
  .handler(async ({ context, input }) => {
    const { personId, ...held } = await saveStanding(context, input)
    return held
  })

export const standingProcedures = { get: standing, keep }
