import type { LevelSource } from '@/db/values'
import { monthsBetween } from './age'
import { type Answer, levelOfRecord, type Sources } from './level-of-record'
import type { Publishing } from './publishing'
import { bandOf } from './tally'

/**
 * Place of the criterion, rank of the cycle (0 is the one published, then newer before older), its id, and the answer: by the
 * manager (0), the person (1), a peer (2), or agreed (3).
 */
export type Answers = readonly [
  place: number,
  rank: number,
  cycleId: number,
  rater: 0 | 1 | 2 | 3,
  level: number | null,
  ratedOn: string,
  raterId: number,
][]

/** One person in a frozen result; arrays by criterion, the last two by profile. Null = none. */
export type PersonRecord = {
  milli: (number | null)[]
  selfLevels: (number | null)[]
  sources: (LevelSource | null)[]
  /** Day of the answer that counts, the agreed or the manager's, also when it is too old or says that there was nothing to see. */
  ratedOn: (string | null)[]
  /** Days from that answer to the as-of day. */
  ageDays: number[]
  evidence: number[]
  fromCycleIds: (number | null)[]
  bandCodes: number[]
  tenthPoints: (number | null)[]
  isProvisional: boolean[]
  /** Mean of (self − manager) over the criteria that both rated in the cycle that counts, in thousandths of a level. */
  selfDifference: number | null
}

const manager = 0
const self = 1
const peer = 2
const agreed = 3

/** Makes the function that reckons one person's record from all their answers. */
export function makeRecorder({
  asOf,
  policy,
  criteria,
  levels,
  profiles,
}: Publishing): (answers: Answers) => PersonRecord {
  const ageOf = remember((day) => monthsBetween(day, asOf))
  const daysOf = remember((day) => (Date.parse(asOf) - Date.parse(day)) / 86_400_000)
  // An older edition's scale may reach higher: whoever stood above this one's top stands at its top.
  const onScale = (level: number | null) => (level === null ? null : Math.min(level, levels - 1))
  const aged = (answer: Answers[number]): Answer => ({ level: onScale(answer[4]), age: ageOf(answer[5]) })

  return (answers) => {
    const record: PersonRecord = {
      milli: criteria.map(() => null),
      selfLevels: criteria.map(() => null),
      sources: criteria.map(() => null),
      ratedOn: criteria.map(() => null),
      ageDays: criteria.map(() => 0),
      evidence: criteria.map(() => 0),
      fromCycleIds: criteria.map(() => null),
      bandCodes: [],
      tenthPoints: [],
      isProvisional: [],
      selfDifference: null,
    }
    let [difference, both] = [0, 0]
    const places = criteria.map((): Answers[number][] => [])
    for (const answer of answers) places[answer[0]]?.push(answer)
    places.forEach((own, place) => {
      if (own.length === 0) return
      const rank = countingCycle(own)
      const counting = own.filter((answer) => answer[1] === rank)
      const managers = newestOf(counting.filter(([, , , rater]) => rater === manager))
      const selves = newestOf(counting.filter(([, , , rater]) => rater === self))
      const settled = newestOf(counting.filter(([, , , rater]) => rater === agreed))
      const sources: Sources = {
        agreed: settled && aged(settled),
        manager: managers && aged(managers),
        self: selves && aged(selves),
        peers: counting.filter(([, , , rater]) => rater === peer).map(aged),
      }
      const found = levelOfRecord(sources, policy)
      const view = newestOf(own.filter(([, ofCycle, , rater]) => rater === self && ofCycle === 0)) ?? selves
      record.milli[place] = found.milli
      record.sources[place] = found.source
      record.evidence[place] = Math.round(found.evidence * 1000)
      record.selfLevels[place] = onScale(view?.[4] ?? null)
      if (managers && managers[4] !== null && selves && selves[4] !== null) {
        difference += selves[4] - managers[4]
        both += 1
      }
      const counts = found.source === 'agreed' ? settled : (managers ?? settled)
      if (!counts) return
      record.ratedOn[place] = counts[5]
      record.ageDays[place] = daysOf(counts[5])
      record.fromCycleIds[place] = counts[2]
    })
    if (both > 0) record.selfDifference = Math.round((1000 * difference) / both)
    // From the figures as they are stored, so that whoever reads them reckons the same band.
    const evidence = record.evidence.map((thousandths) => thousandths / 1000)
    for (const { prepared } of profiles) {
      const { code, points, provisional } = bandOf(prepared, record.milli, evidence)
      record.bandCodes.push(code)
      record.tenthPoints.push(points === null ? null : Math.round(points * 10))
      record.isProvisional.push(provisional)
    }
    return record
  }
}

/**
 * The newest cycle in which there is a level to take, else the one that is being published. "Not observed" is no level:
 * it does not wipe out what was seen before.
 */
function countingCycle(answers: Answers): number {
  let newest = Number.POSITIVE_INFINITY
  for (const [, rank, , rater, level] of answers)
    if ((rater === manager || rater === agreed) && level !== null && rank < newest) newest = rank
  return newest === Number.POSITIVE_INFINITY ? 0 : newest
}

/** Two managers may have rated in one cycle: the later answer counts, on one day the one by the first of them in our files. */
function newestOf(answers: Answers): Answers[number] | undefined {
  return answers.reduce<Answers[number] | undefined>(
    (best, answer) => (!best || answer[5] > best[5] || (answer[5] === best[5] && answer[6] < best[6]) ? answer : best),
    undefined,
  )
}

function remember(reckon: (day: string) => number): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    let answer = known.get(day)
    if (answer === undefined) {
      answer = reckon(day)
      known.set(day, answer)
    }
    return answer
  }
}
