'use client'
import { useToday } from '@/components/ui/use-today'
import { useUrlState } from '@/components/ui/use-url-state'
import { phaseOf } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'
import { shifted, yearsOf } from './axis'

export const kinds = ['timeline', 'list', 'ending'] as const
const soon = 90

/** What of all placements is on screen, by the filters that stand in the address. */
export function useView(all: readonly Secondment[]) {
  const url = useUrlState()
  const today = useToday()
  const kind = kinds.find((one) => one === url.get('view')) ?? 'timeline'
  const years = yearsOf(all, today)
  const [now = Number(today.slice(0, 4))] = years.filter((year) => year >= Number(today.slice(0, 4)))
  const next = all.some(({ from }) => from.startsWith(String(now))) ? now : (years.find((year) => year > now) ?? now)
  const year = years.find((one) => String(one) === url.get('year')) ?? next
  const [home, host, state] = [url.get('home'), url.get('host'), url.get('state')]
  const shown = all.filter(
    (one) =>
      (!home || one.person.unit?.unitId === home) &&
      (!host || one.opening.host.unitId === host) &&
      (!state || one.state === state) &&
      (kind !== 'ending' || (phaseOf(one.state) === 'away' && one.to <= shifted(today, soon))),
  )
  return {
    ...{ kind, year, years, shown, home: home ?? '', host: host ?? '', state: state ?? '' },
    by: url.get('by') === 'unit' ? ('unit' as const) : ('person' as const),
    set: url.set,
    clear: () => url.set({ home: null, host: null, state: null, view: null }),
  }
}
export type View = ReturnType<typeof useView>
