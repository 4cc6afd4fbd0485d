import { type NotChosenReason, notChosenReasons } from '@/db/values'
import type { Verdict } from './eligibility'

export interface OwnReason {
  reason: NotChosenReason
  facts: Verdict['facts']
}

/** Grounds that are HR's to know, or that speak of somebody else: the person reads that there is one, and whom to ask. */
const hrOnly: readonly string[] = ['probation', 'contract', 'process', 'supervisor']
/** What colleagues hold is theirs. */
const bare: readonly string[] = ['single-holder', 'own-unit']

/** A rule that excludes somebody, as they may read it themselves: their own levels and days and the opening's, nobody else's. */
export function ownReason(ground: string, facts: Verdict['facts']): OwnReason {
  const reason = notChosenReasons.find((one) => one === ground)
  if (!reason || hrOnly.includes(ground)) return { reason: 'hr-only', facts: {} }
  return { reason, facts: bare.includes(ground) ? {} : facts }
}
