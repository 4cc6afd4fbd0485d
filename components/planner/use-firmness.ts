'use client'
import type { ToldPlacement } from '@/lib/planner/told-shapes'
import { type Answer, useAnswers } from './use-answer'

export interface Firmness {
  of: (employeeId: string) => Answer
  /** The most that the plan loses by dropping one placement, and whose that is; null until all are answered. */
  most: number
  firmest: string | null
  /** Placements that another plan does without at no loss. */
  equal: number
}

/** How firm each placement is: what the best plan without it loses, asked one by one. */
export function useFirmness(runId: string, placements: readonly ToldPlacement[]): Firmness {
  const answers = useAnswers(
    runId,
    placements.map(({ employeeId, openingId }) => ({ ask: 'how-firm', employeeId, openingId })),
  )
  const lost = answers.map((told) => (told !== null && typeof told === 'object' ? -told.difference : null))
  const most = Math.max(0, ...lost.map((one) => one ?? 0))
  return {
    of: (employeeId) => answers[placements.findIndex((one) => one.employeeId === employeeId)] ?? null,
    most,
    firmest: answers.includes('asking') || most === 0 ? null : (placements[lost.indexOf(most)]?.employeeId ?? null),
    equal: lost.filter((one) => one === 0).length,
  }
}
