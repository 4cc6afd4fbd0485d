import type { PlacementPolicy } from './policy'

/** What contradicts itself within settings, by the field that is wrong; the shape of each number is checked before. */
export function policyProblems({ objective, ...settings }: PlacementPolicy): { path: string; message: string }[] {
  const { minMonths, softMaxMonths, hardMaxMonths, cumulativeMonths, cumulativeWindowMonths } = settings
  const [from, to] = settings.suggestedMonths
  const [stay, of] = settings.coverShare
  const months = (most: number) => `At most ${most} months.`
  const found: [path: string, isWrong: boolean, message: string][] = [
    ['minMonths', minMonths > hardMaxMonths, months(hardMaxMonths)],
    ['softMaxMonths', softMaxMonths > hardMaxMonths, months(hardMaxMonths)],
    ['suggestedMonths.0', from > to, months(to)],
    ['suggestedMonths.1', to > hardMaxMonths, months(hardMaxMonths)],
    ['cumulativeMonths', cumulativeMonths > cumulativeWindowMonths, months(cumulativeWindowMonths)],
    ['coverShare.0', stay > of, 'At most all of the heads.'],
    ...objective.preference.map((points, rank): [string, boolean, string] => {
      const before = objective.preference[rank - 1] ?? points
      return [
        `objective.preference.${rank}`,
        points > before,
        `At most ${before / 1000}, as much as the choice before.`,
      ]
    }),
    ['objective.unlistedCeiling', objective.unlistedCeiling > 5000, 'At most 5, the highest level.'],
    ['objective.unlistedGain', objective.unlistedGain > 5000, 'At most 5 levels.'],
  ]
  return found.flatMap(([path, isWrong, message]) => (isWrong ? [{ path, message }] : []))
}
