import type { Route } from 'next'
import { personPath } from '@/components/ui/person-chip'
import type { SearchAnswer } from '@/lib/people/shapes'
import type { Page } from './pages'

export type ResultGroup = 'people' | 'units' | 'pages'
export interface Result {
  id: string
  group: ResultGroup
  label: string
  detail: string
  path: Route
}

/** A unit opens where its people are seen: on the gap map by those who may, else in the list of people. */
const unitPath = (unitId: string, maySeeMap: boolean) =>
  `${maySeeMap ? '/organisation?area' : '/people?unit'}=${encodeURIComponent(unitId)}` as Route

/** What the search shows, in the order the arrow keys walk it: people, units, then the pages whose name has the words. */
export function resultsOf(
  wanted: string,
  answer: SearchAnswer | undefined,
  pages: readonly (Page & { label: string })[],
): Result[] {
  const words = wanted.trim().toLocaleLowerCase()
  const maySeeMap = pages.some((page) => page.key === 'organisation')
  const found = words === '' ? undefined : answer
  return [
    ...(found?.people ?? []).map(
      (person): Result => ({
        id: `person-${person.employeeId}`,
        group: 'people',
        label: person.name,
        detail: [person.jobTitle, person.unit?.name].filter(Boolean).join(', '),
        path: personPath(person.employeeId),
      }),
    ),
    ...(found?.units ?? []).map(
      (unit): Result => ({
        id: `unit-${unit.unitId}`,
        group: 'units',
        label: unit.name,
        detail: unit.unitId,
        path: unitPath(unit.unitId, maySeeMap),
      }),
    ),
    ...pages
      .filter((page) => page.label.toLocaleLowerCase().includes(words))
      .map(
        (page): Result => ({ id: `page-${page.key}`, group: 'pages', label: page.label, detail: '', path: page.path }),
      ),
  ]
}
