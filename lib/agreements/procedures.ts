import { allow } from '@/lib/access/allow'
import { Done } from '@/lib/access/shapes'
import { Nothing } from '@/lib/people/shapes'
import { acknowledge, agree, dispute, keepConversation, keepDraft, takeBack } from './commands'
import { getComparison } from './comparison'
import { askPeer, findPeers, listPeers, unaskPeer } from './peers'
import {
  AgreeInput,
  Batch,
  BatchInput,
  Comparison,
  ComparisonInput,
  Conversation,
  ConversationInput,
  DisputeInput,
  FindPeersInput,
  FoundPeers,
  KeepInput,
  PeerInput,
  Peers,
  Settled,
  TakeBackInput,
  ToSettle,
  Waiting,
} from './shapes'
import { countToSettle, listBatch, listWaiting } from './waiting'

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string, description: string) =>
  ({ method, path, summary, description, tags: ['Agreements'] }) as const
const one = '/agreements/{cycle}/{employeeId}'

const get = allow('agreements.read')
  .route(
    route(
      'GET',
      one,
      'Self and manager side by side',
      'Both sides of one person in a cycle, criterion by criterion, with what is agreed. Neither side shows before both have submitted or the other’s time is over.',
    ),
  )
  .input(ComparisonInput)
  .output(Comparison)
  .handler(async ({ context, input }) => {
    const { comparison, subjectId } = await getComparison(context, input)
    context.saw('comparison', [subjectId])
    return comparison
  })

const waiting = allow('agreements.read')
  .route(
    route(
      'GET',
      '/agreements/waiting',
      'Who waits for you as their manager',
      'Those whom you rate in open cycles: your own form, what is to agree, what is disputed. Nothing of what they say themselves.',
    ),
  )
  .input(Nothing)
  .output(Waiting)
  .handler(async ({ context: { db, today, saw } }) => {
    const { waiting: found, ids } = await listWaiting(db, today)
    saw('waiting', ids)
    return found
  })

const toSettle = allow('agreements.read')
  .route(
    route(
      'GET',
      '/agreements/to-settle',
      'How much waits for you to be agreed',
      'Counts by cycle of those whom you rate: people with levels to agree, levels that are disputed. Nobody is named, so nobody is looked at.',
    ),
  )
  .input(Nothing)
  .output(ToSettle)
  .handler(async ({ context: { db } }) => ({ cycles: await countToSettle(db) }))

const batch = allow('agreements.read')
  .route(
    route(
      'GET',
      '/batches/{cycle}/{criterion}',
      'One criterion, all whom you rate',
      'Your own answers on one criterion, person by person, to compare like with like.',
    ),
  )
  .input(BatchInput)
  .output(Batch)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { batch: found, ids } = await listBatch(db, { ...input, today })
    saw('batch', ids)
    return found
  })

const keep = allow('agreements.write')
  .route(
    route(
      'POST',
      `${one}/keep`,
      'Keep a level that is not agreed yet',
      'A draft with its reason, for whoever agrees the levels; the employee does not see it.',
    ),
  )
  .input(KeepInput)
  .output(Settled)
  .handler(({ context, input }) => keepDraft(context, input))

const agreeLevels = allow('agreements.write')
  .route(
    route(
      'POST',
      `${one}/agree`,
      'Agree levels',
      'One criterion or many at once, all of them or none: the levels of record of the cycle. A level that is not the manager’s first one needs a reason. The employee is told.',
    ),
  )
  .input(AgreeInput)
  .output(Settled)
  .handler(({ context, input }) => agree(context, input))

const disagree = allow('agreements.write')
  .route(
    route(
      'POST',
      `${one}/dispute`,
      'Record disagreement with an agreed level',
      'By the person assessed, with why. The level stays the level of record; HR counts it.',
    ),
  )
  .input(DisputeInput)
  .output(Settled)
  .handler(({ context, input }) => dispute(context, input))

const agreeAfterAll = allow('agreements.write')
  .route(
    route(
      'POST',
      `${one}/take-back`,
      'Take disagreement back',
      'By the person assessed: the level is agreed after all.',
    ),
  )
  .input(TakeBackInput)
  .output(Settled)
  .handler(({ context, input }) => takeBack(context, input))

const takeNote = allow('agreements.write')
  .route(
    route(
      'POST',
      `${one}/acknowledge`,
      'Take note of the agreed levels',
      'By the person assessed: they have seen what was agreed and said. It is no consent.',
    ),
  )
  .input(ComparisonInput)
  .output(Conversation)
  .handler(({ context, input }) => acknowledge(context, input))

const keepTalk = allow('agreements.write')
  .route(
    route(
      'POST',
      '/conversations/{cycle}/{employeeId}',
      'Keep the meeting and its notes',
      'When both meet and what was said, by whoever agrees the levels; both read it.',
    ),
  )
  .input(ConversationInput)
  .output(Conversation)
  .handler(({ context, input }) => keepConversation(context, input))

const peersOf = '/peers/{cycle}/{employeeId}'
const listOfPeers = allow('agreements.read')
  .route(
    route(
      'GET',
      peersOf,
      'Peers who are asked about a person',
      'For whoever rates the person today. Never what anybody answered.',
    ),
  )
  .input(ComparisonInput)
  .output(Peers)
  .handler(async ({ context, input }) => {
    const { peers, subjectId } = await listPeers(context, input)
    context.saw('peers', [subjectId])
    return peers
  })

const findPeople = allow('agreements.read')
  .route(
    route(
      'GET',
      `${peersOf}/find`,
      'Find somebody to ask as a peer',
      'Up to eight names of everybody employed today, for whoever rates the person and may ask peers now; nothing but the name. Whoever is found sees that somebody looked.',
    ),
  )
  .input(FindPeersInput)
  .output(FoundPeers)
  .handler(async ({ context, input }) => {
    const found = await findPeers(context, input)
    context.saw(
      'peer search',
      found.map(({ id }) => id),
    )
    return { people: found.map(({ employeeId, name }) => ({ employeeId, name })) }
  })

const ask = allow('agreements.write')
  .route(
    route(
      'POST',
      `${peersOf}/ask`,
      'Ask a peer',
      'A colleague is asked to rate the person, until the manager’s deadline. They are told.',
    ),
  )
  .input(PeerInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    await askPeer(context, input)
    return { done: true as const }
  })

const unask = allow('agreements.write')
  .route(
    route(
      'POST',
      `${peersOf}/remove`,
      'Take a peer off again',
      'Before they have submitted; what they had begun goes with it.',
    ),
  )
  .input(PeerInput)
  .output(Done)
  .handler(async ({ context, input }) => {
    await unaskPeer(context, input)
    return { done: true as const }
  })

export const agreementProcedures = {
  ...{ get, waiting, toSettle, batch, keep, agree: agreeLevels },
  ...{ dispute: disagree, takeBack: agreeAfterAll, acknowledge: takeNote },
}
export const conversationProcedures = { keep: keepTalk }
export const peerProcedures = { list: listOfPeers, find: findPeople, ask, unask }
