import { z } from 'zod'
import {
  agreementStatuses,
  answerBases,
  answerKinds,
  assessmentStatuses,
  cycleStatuses,
  evidenceKinds,
  evidenceRules,
} from '@/db/values'
import { CycleName } from '@/lib/assessments/shapes'
import { EvidenceFile } from '@/lib/evidence/shapes'
import { CriterionKey } from '@/lib/framework/shapes'
import { Day, EmployeeId, PersonRef } from '@/lib/people/shapes'

const Level = z.number().int().min(0).max(9)
const Instant = z.iso.datetime({ offset: true })
/** Text as it is kept: NFC and trimmed. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFC').trim())
const Version = z
  .number()
  .int()
  .min(0)
  .describe('The version that was read, 0 when there was none; an older one is refused with both versions.')
const Somebody = z.object({ employeeId: EmployeeId.nullable(), name: z.string() })

export const ComparisonInput = z.strictObject({ cycle: CycleName, employeeId: EmployeeId })
export type ComparisonInput = z.infer<typeof ComparisonInput>

export const EvidenceMark = z.object({
  id: z.uuid(),
  title: z.string(),
  kind: z.enum(evidenceKinds),
  datedOn: Day.describe('The day it speaks of.'),
  url: z.string().nullable(),
  file: EvidenceFile.nullable(),
})
export type EvidenceMark = z.infer<typeof EvidenceMark>

/** What one side answered on a criterion, as it stands since both were revealed. */
export const Side = z.object({
  level: Level.nullable().describe('Null: not observed.'),
  comment: z.string(),
  basis: z.enum(answerBases).nullable(),
  ratedOn: Day,
  isConfirmed: z.boolean().describe('Taken over from the cycle before in one act.'),
  evidence: z.array(EvidenceMark),
  by: Somebody,
})
export type Side = z.infer<typeof Side>

export const Agreement = z.object({
  level: Level,
  reason: z.string(),
  status: z.enum(agreementStatuses).describe('A draft is seen by whoever agrees the levels, and by nobody else.'),
  agreedOn: Day,
  objection: z.string().describe('The employee’s, where they disagree.'),
  version: z.number().int(),
})
export type Agreement = z.infer<typeof Agreement>

export const ComparedCriterion = z.object({
  criterion: CriterionKey,
  target: z.number().int().nullable().describe('Of the profile that was frozen at the launch; null: it asks nothing.'),
  minimum: z.number().int().nullable(),
  self: Side.nullable(),
  manager: Side.nullable().describe('The newest, where the manager changed.'),
  earlier: Side.nullable().describe('The former manager’s, where there is one.'),
  peers: z
    .object({ mean: z.number().describe('One decimal.'), count: z.number().int() })
    .nullable()
    .describe('Their mean, from three on.'),
  discuss: z.boolean().describe('The mean of peers is 1.5 levels or more from the manager’s.'),
  agreement: Agreement.nullable(),
})
export type ComparedCriterion = z.infer<typeof ComparedCriterion>

const Form = z.object({ by: Somebody, status: z.enum(assessmentStatuses), submittedAt: Instant.nullable() })
export const Conversation = z.object({
  meetsAt: Instant.nullable(),
  notes: z.string().describe('Seen by both.'),
  acknowledgedAt: Instant.nullable().describe('When the employee took note.'),
  isOutdated: z.boolean().describe('Levels were agreed since the employee took note.'),
  version: z.number().int(),
})
export type Conversation = z.infer<typeof Conversation>

export const Typical = z.object({
  cycle: CycleName.describe('The published cycle that it was taken from.'),
  low: z.number().describe('One person in ten is below: mean of self minus manager, in levels.'),
  median: z.number(),
  high: z.number().describe('One person in ten is above.'),
  people: z.number().int(),
})
export type Typical = z.infer<typeof Typical>

export const viewpoints = ['manager', 'employee', 'reader'] as const
export const Comparison = z.object({
  cycle: CycleName,
  status: z.enum(cycleStatuses),
  agreeBy: Instant.nullable(),
  timeZone: z.string().nullable(),
  evidenceRule: z.enum(evidenceRules).describe('What a level of 3 or above without dated evidence leads to.'),
  person: PersonRef,
  viewpoint: z.enum(viewpoints).describe('Who looks: whoever agrees the levels, the person, or somebody above them.'),
  may: z.object({
    settle: z.boolean(),
    dispute: z.boolean(),
    acknowledge: z.boolean(),
  }),
  isRevealed: z.boolean().describe('Until then there are no criteria: neither side sees the other.'),
  self: Form.nullable(),
  manager: Form.nullable(),
  criteria: z.array(ComparedCriterion).describe('In framework order.'),
  conversation: Conversation.nullable(),
  handOver: z
    .array(z.object({ by: Somebody, note: z.string() }))
    .describe('Notes of those who rated before, for whoever rates now.'),
  peers: z.object({ asked: z.number().int().nullable(), answered: z.number().int().nullable() }).nullable(),
  typical: Typical.nullable().describe('How far self and manager lie apart with everybody; null before any result.'),
})
export type Comparison = z.infer<typeof Comparison>

const AgreedLevel = z.strictObject({
  criterion: CriterionKey,
  level: Level,
  reason: text(2000).default('').describe('Needed where it is not the manager’s first level; both see it.'),
  version: Version,
})
export const KeepInput = AgreedLevel.extend({ cycle: CycleName, employeeId: EmployeeId })
export type KeepInput = z.infer<typeof KeepInput>

export const AgreeInput = z.strictObject({
  cycle: CycleName,
  employeeId: EmployeeId,
  levels: z.array(AgreedLevel).min(1).max(100).describe('One criterion, or many at once: all of them or none.'),
})
export type AgreeInput = z.infer<typeof AgreeInput>

export const DisputeInput = z.strictObject({
  cycle: CycleName,
  employeeId: EmployeeId.describe('One’s own.'),
  criterion: CriterionKey,
  objection: text(2000).refine((value) => value !== '', 'must say why'),
  version: Version,
})
export type DisputeInput = z.infer<typeof DisputeInput>
export const TakeBackInput = DisputeInput.omit({ objection: true })
export type TakeBackInput = z.infer<typeof TakeBackInput>

export const Settled = z.object({
  levels: z.array(Agreement.extend({ criterion: CriterionKey })),
})
export type Settled = z.infer<typeof Settled>

export const ConversationInput = z.strictObject({
  cycle: CycleName,
  employeeId: EmployeeId,
  meetsAt: Instant.nullable(),
  notes: text(8000),
  version: Version,
})
export type ConversationInput = z.infer<typeof ConversationInput>

export const PeerInput = ComparisonInput.extend({ peerId: EmployeeId.describe('Who is asked.') })
export type PeerInput = z.infer<typeof PeerInput>
export const FindPeersInput = ComparisonInput.extend({
  q: z.string().trim().min(2).max(100).describe('Part of a name, or a whole employee id.'),
})
export type FindPeersInput = z.infer<typeof FindPeersInput>
export const FoundPeers = z.object({
  people: z.array(z.object({ employeeId: EmployeeId, name: z.string() })).describe('At most eight.'),
})

export const Peers = z.object({
  asksPeers: z.boolean().describe('Whether the cycle asks peers at all.'),
  may: z.boolean().describe('Whether you may name peers now.'),
  recommended: z.number().int().describe('Below this number no mean is shown.'),
  peers: z.array(
    z.object({
      employeeId: EmployeeId,
      name: z.string(),
      hasSubmitted: z.boolean().describe('It stays from then on.'),
    }),
  ),
})
export type Peers = z.infer<typeof Peers>

export const WaitingRatee = z.object({
  person: PersonRef,
  form: z.enum(['none', ...assessmentStatuses]),
  answered: z.number().int().describe('Your own answers so far.'),
  hasSubmitted: z.boolean().describe('Whether the person has; what they said shows once both have.'),
  mayAgree: z.boolean().describe('Both sides are revealed, or the employee’s time is over.'),
  toAgree: z.number().int().describe('Criteria rated by somebody that have no agreed level yet; 0 until revealed.'),
  disputed: z.number().int(),
  meetsAt: Instant.nullable(),
  isAcknowledged: z.boolean(),
})
export type WaitingRatee = z.infer<typeof WaitingRatee>
export const Waiting = z.object({
  cycles: z.array(
    z.object({
      cycle: CycleName,
      timeZone: z.string(),
      asksPeers: z.boolean(),
      rateBy: Instant,
      agreeBy: Instant,
      criteria: z.number().int(),
      people: z.array(WaitingRatee).describe('By name.'),
    }),
  ),
})
export type Waiting = z.infer<typeof Waiting>

export const ToSettle = z.object({
  cycles: z.array(
    z.object({
      cycle: CycleName,
      agreeBy: Instant,
      people: z.number().int().describe('With levels that are not agreed yet.'),
      disputed: z.number().int().describe('Levels with which somebody disagrees.'),
    }),
  ),
})
export type ToSettle = z.infer<typeof ToSettle>

export const BatchInput = z.strictObject({ cycle: CycleName, criterion: CriterionKey })
export type BatchInput = z.infer<typeof BatchInput>
export const BatchRow = z.object({
  person: PersonRef,
  isOpen: z.boolean().describe('Whether you may answer now.'),
  status: z.enum(['none', ...assessmentStatuses]),
  target: z.number().int().nullable(),
  kind: z.enum(answerKinds).nullable(),
  level: Level.nullable(),
  comment: z.string(),
  basis: z.enum(answerBases).nullable(),
  version: z.number().int().describe('Of your answer; 0 when there is none.'),
})
export type BatchRow = z.infer<typeof BatchRow>
export const Batch = z.object({
  cycle: CycleName,
  rateBy: Instant,
  criterion: CriterionKey,
  rows: z.array(BatchRow).describe('Those you rate, by name; your own answers alone.'),
})
export type Batch = z.infer<typeof Batch>
