import type { LevelSource } from '@/db/values'
import { decay } from './age'
import type { ReadinessPolicy } from './policy'

/** A level 0–5 and its age in months on the day of reckoning; level null = not observed. */
export type Answer = { level: number | null; age: number }

/** All there is about one person on one criterion in one cycle. */
export type Sources = {
  calibrated?: Answer
  agreed?: Answer
  manager?: Answer
  peers?: readonly Answer[]
  self?: Answer
}

export type LevelOfRecord = {
  /** Thousandths of a level, whole, as it is stored and counted; null = no level of record. */
  milli: number | null
  /** The same before rounding: a mean of three peers rarely ends on a thousandth. */
  exactMilli: number | null
  /** `not-observed` when the manager said so, null when there is no live answer that could count. */
  source: LevelSource | null
  /** Age of the answer that counts; of the newest that no longer does when it is expired. */
  ratedMonths: number | null
  /** There is a level, but it is too old: not assessed. */
  isExpired: boolean
  /** Live peer ratings that count, 0 when there are fewer than the policy's minimum. */
  peers: number
  /** 0 to 1, already aged; 0 without a level of record. */
  evidence: number
  /** The person's own view, for the conversation only: it never enters the level. */
  selfView: number | null
  /** Peers' mean and manager are so far apart that both should talk. */
  discuss: boolean
}

type Rated = { level: number; age: number }

/**
 * The level that counts for a person on a criterion (science §1.5): calibrated, else agreed, else the manager's, with peers
 * when enough of them are live, else none. Expired answers are as if never given. Peers do not move a level that people
 * settled on together, but they support it: agreed and calibrated levels earn evidence by the manager's rule.
 */
export function levelOfRecord(sources: Sources, policy: ReadinessPolicy): LevelOfRecord {
  const settled = rated(sources.calibrated, policy) ?? rated(sources.agreed, policy)
  const manager = rated(sources.manager, policy)
  const peers = countingPeers(sources, policy)
  const selfView = rated(sources.self, policy)?.level ?? null
  const base = settled ?? manager
  if (!base) return withoutLevel(sources, selfView, policy)

  const exactMilli = settled || peers.length === 0 ? base.level * 1000 : withPeers(base.level, peers, policy)
  return {
    milli: Math.round(exactMilli),
    exactMilli,
    source: sourceOf(sources, settled, peers),
    ratedMonths: base.age,
    isExpired: false,
    peers: peers.length,
    evidence: evidenceOf(base, peers, selfView, policy),
    selfView,
    discuss: peers.length > 0 && differs((manager ?? base).level, peers, policy),
  }
}

function isLive(answer: Answer, policy: ReadinessPolicy): boolean {
  return answer.age <= policy.expiryMonths
}

function rated(answer: Answer | undefined, policy: ReadinessPolicy): Rated | undefined {
  return answer && answer.level !== null && isLive(answer, policy) ? (answer as Rated) : undefined
}

function countingPeers({ peers = [] }: Sources, policy: ReadinessPolicy): readonly Rated[] {
  const live = peers.filter((peer): peer is Rated => rated(peer, policy) !== undefined)
  return live.length >= policy.minPeers ? live : []
}

function withoutLevel(sources: Sources, selfView: number | null, policy: ReadinessPolicy): LevelOfRecord {
  const none = { milli: null, exactMilli: null, peers: 0, evidence: 0, selfView, discuss: false }
  const { calibrated, agreed, manager } = sources
  if (manager && manager.level === null && isLive(manager, policy))
    return { ...none, source: 'not-observed', ratedMonths: manager.age, isExpired: false }
  const ages = [calibrated, agreed, manager].flatMap((answer) => (answer && answer.level !== null ? [answer.age] : []))
  const isExpired = ages.length > 0
  return { ...none, source: null, ratedMonths: isExpired ? Math.min(...ages) : null, isExpired }
}

function sourceOf(sources: Sources, settled: Rated | undefined, peers: readonly Rated[]): LevelSource {
  if (settled) return settled === sources.calibrated ? 'calibrated' : 'agreed'
  return peers.length > 0 ? 'manager-and-peers' : 'manager'
}

const sumOfLevels = (answers: readonly Rated[]) => answers.reduce((sum, answer) => sum + answer.level, 0)

/** One division at the end keeps a level that is whole exactly whole, so that a floor is never missed by a rounding error. */
function withPeers(level: number, peers: readonly Rated[], policy: ReadinessPolicy): number {
  const [m, mOf] = policy.managerWeight
  const [p, pOf] = policy.peerWeight
  return (1000 * (m * pOf * level * peers.length + p * mOf * sumOfLevels(peers))) / (mOf * pOf * peers.length)
}

function evidenceOf(base: Rated, peers: readonly Rated[], selfView: number | null, policy: ReadinessPolicy): number {
  const own = decay(base.age, policy)
  if (peers.length > 0) {
    const mean = peers.reduce((sum, peer) => sum + decay(peer.age, policy), 0) / peers.length
    return share(policy.managerWeight) * own + share(policy.peerWeight) * mean
  }
  const near = selfView !== null && Math.abs(selfView - base.level) <= policy.selfWithin
  return (near ? policy.evidenceNearSelf : policy.evidenceManager) * own
}

function differs(level: number, peers: readonly Rated[], policy: ReadinessPolicy): boolean {
  const [from, of] = policy.peerDiscuss
  return of * Math.abs(sumOfLevels(peers) - level * peers.length) >= from * peers.length
}

const share = ([numerator, denominator]: readonly [number, number]) => numerator / denominator
