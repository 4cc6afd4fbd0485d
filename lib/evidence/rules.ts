import type { evidenceRules } from '@/db/values'
import type { Evidence } from './shapes'

export type EvidenceRule = (typeof evidenceRules)[number]

type Used = Pick<Evidence, 'uses' | 'isOwn' | 'isShared'>

/** Criteria of this cycle for which the viewer's own form uses a piece. */
const usedFor = ({ uses }: Used, cycle: string) =>
  uses.filter((use) => use.isMine && use.cycle === cycle).map(({ criterion }) => criterion)

/** The viewer's pieces that their form uses here, and those of theirs that it could use. */
export function splitByUse<Piece extends Used>(all: readonly Piece[], cycle: string, criterion: string) {
  const own = all.filter(({ isOwn }) => isOwn)
  const isHere = (piece: Piece) => usedFor(piece, cycle).includes(criterion)
  return { used: own.filter(isHere), others: own.filter((piece) => !isHere(piece)) }
}

/** All criteria that the form uses a piece for once this one is added or taken away. */
export function criteriaOf(piece: Used, cycle: string, criterion: string, isUsed: boolean): string[] {
  const others = usedFor(piece, cycle).filter((key) => key !== criterion)
  return isUsed ? [...others, criterion] : others
}

/** Whole months from one day to a later one, both `YYYY-MM-DD`; 0 for days ahead. */
export function monthsOld(datedOn: string, today: string): number {
  const [from, to] = [datedOn, today].map((day) => day.split('-').map(Number) as [number, number, number]) as [
    [number, number, number],
    [number, number, number],
  ]
  const months = (to[0] - from[0]) * 12 + to[1] - from[1] - (to[2] < from[2] ? 1 : 0)
  return Math.max(0, months)
}
