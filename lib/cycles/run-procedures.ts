import { allow } from '@/lib/access/allow'
import { Done } from '@/lib/access/shapes'
import {
  Added,
  AddPeopleInput,
  Chased,
  ChaseInput,
  CloseInput,
  CycleDeed,
  ExcuseInput,
  ExtendInput,
  ReassignInput,
} from './change-shapes'
import { discardDraft } from './commands'
import { cycleQueue } from './keep'
import { addPeople, chase, excusePerson, reassignRater } from './participant-commands'
import { getPlan } from './queries'
import { closeCycle, extendCycle, launchCycle, pauseCycle } from './run-commands'
import { Plan } from './shapes'

const deed = (verb: string, summary: string, description: string) =>
  allow('cycles.manage').route({
    ...{ method: 'POST', path: `/cycles/{name}/${verb}`, summary, description, tags: ['Cycles'] },
  })

const launch = deed(
  'launch',
  'Launch a cycle',
  'In one step: who takes part with their target, everybody’s own form, word to people and managers. Refused as long as the check finds what blocks.',
)
  .input(CycleDeed)
  .output(Plan)
  .handler(async ({ context, input }) => {
    await launchCycle(context, input)
    return getPlan(context.db, input.name)
  })

const pause = deed('pause', 'Pause a cycle', 'Nobody can write until it goes on; deadlines stay where they are.')
  .input(CycleDeed)
  .output(Plan)
  .handler(async ({ context, input }) => {
    await pauseCycle(context, input, true)
    return getPlan(context.db, input.name)
  })

const resume = deed('resume', 'Go on with a cycle', 'Extend deadlines for the time that was lost.')
  .input(CycleDeed)
  .output(Plan)
  .handler(async ({ context, input }) => {
    await pauseCycle(context, input, false)
    return getPlan(context.db, input.name)
  })

const extend = deed('extend', 'Move deadlines later', 'Only later, in their order; people and managers are told.')
  .input(ExtendInput)
  .output(Plan)
  .handler(async ({ context, input }) => {
    await extendCycle(context, input)
    return getPlan(context.db, input.name)
  })

const close = deed(
  'close',
  'Close a cycle',
  'Drafts are handed in if the plan says so, both sides see each other, and the result of today is published, behind the request: ask for the plan until its status is `published`. Before the last deadline it needs a reason.',
)
  .input(CloseInput)
  .output(Plan)
  .handler(async ({ context, input }) => {
    context.later(cycleQueue, await closeCycle(context, input))
    return getPlan(context.db, input.name)
  })

const discard = deed('discard', 'Discard a draft', 'With all that was planned; only before the launch.')
  .input(CycleDeed)
  .output(Done)
  .handler(async ({ context, input }) => {
    await discardDraft(context, input)
    return { done: true } as const
  })

const add = deed(
  'participants',
  'Add people to a cycle that runs',
  'Late joiners: these, or whoever the rule finds today. Somebody who was excused or had left takes part again.',
)
  .input(AddPeopleInput)
  .output(Added)
  .handler(async ({ context, input }) => {
    const ids = await addPeople(context, input)
    context.saw('cycle population', ids)
    return { added: ids.length }
  })

const excuse = deed(
  'participants/{employeeId}/excuse',
  'Take somebody out of a cycle',
  'With the reason. What they and others wrote is kept; nobody is asked about them any more.',
)
  .input(ExcuseInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    context.saw('cycle progress', [await excusePerson(context, input)])
    return { done: true } as const
  })

const reassign = deed(
  'participants/{employeeId}/reassign',
  'Say who rates somebody',
  'Instead of the manager of the day, with the reason; null gives it back. Drafts of whoever rated before are kept.',
)
  .input(ReassignInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    context.saw('cycle progress', [await reassignRater(context, input)])
    return { done: true } as const
  })

const chaseThem = deed(
  'chase',
  'Remind whoever has not handed in',
  'In one step, for all, a unit, a manager’s people or one person. Nobody hears it twice a day.',
)
  .input(ChaseInput)
  .output(Chased)
  .handler(async ({ context, input }) => {
    const { ids, ...told } = await chase(context, input)
    context.saw('cycle progress', ids)
    return told
  })

export const runDeeds = {
  ...{ launch, pause, resume, extend, close, discard },
  ...{ addPeople: add, excuse, reassign, chase: chaseThem },
}
