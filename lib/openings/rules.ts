import { addDays, daysIn, type Span } from './days'
import type { OpeningTerms } from './facts'

type Issue = { path: string; message: string }
type Dates = Pick<OpeningTerms, 'earliestStart' | 'latestEnd' | 'isFixed' | 'minDays' | 'maxDays' | 'applyBy'>

/** What is wrong with the dates of an opening, a sentence for each field; none when they fit. */
export function dateIssues({ earliestStart, latestEnd, isFixed, minDays, maxDays, applyBy }: Dates): Issue[] {
  const days = daysIn({ from: earliestStart, to: latestEnd })
  if (days < 1) return [{ path: 'latestEnd', message: 'The last day lies before the first.' }]
  const issues: Issue[] = []
  if (maxDays < minDays) issues.push({ path: 'maxDays', message: 'The longest stay is shorter than the shortest.' })
  if (maxDays > days)
    issues.push({ path: 'maxDays', message: `From the first to the last day there are ${days} days.` })
  if (isFixed && (minDays !== days || maxDays !== days))
    issues.push({ path: 'minDays', message: `A fixed place lasts all of its ${days} days.` })
  if (applyBy !== null && applyBy > earliestStart)
    issues.push({ path: 'applyBy', message: 'The last day to apply lies after the first day.' })
  return issues
}

/** The days that an opening is judged by before anybody has agreed on any: from its first day, as long as it may last. */
export const usualSpan = ({ earliestStart, maxDays }: Pick<OpeningTerms, 'earliestStart' | 'maxDays'>): Span => ({
  from: earliestStart,
  to: addDays(earliestStart, maxDays - 1),
})
