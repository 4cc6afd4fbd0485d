'use client'
import { useQuery } from '@tanstack/react-query'
import { useFormatter } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { Names } from '@/lib/planner/told-shapes'

const none: Names = { people: [], openings: [] }

/** How people, openings, units and criteria of a plan are called; a key where a name is not known. */
export function useNames(names: Names = none) {
  const framework = useQuery(orpc.framework.get.queryOptions({ input: {} }))
  const units = useQuery(orpc.units.list.queryOptions())
  const people = new Map(names.people.map((one) => [one.employeeId, one]))
  const openings = new Map(names.openings.map((one) => [one.openingId, one]))
  const criteria = framework.data?.domains.flatMap((domain) => domain.criteria) ?? []
  return {
    domains: framework.data?.domains ?? [],
    units: units.data?.units ?? [],
    people: names.people,
    person: (key: string) => people.get(key)?.name ?? key,
    personRef: (key: string) => people.get(key) ?? { employeeId: key, name: key, unit: null },
    opening: (key: string) => openings.get(key)?.title ?? key,
    host: (key: string) => openings.get(key)?.host ?? '',
    unit: (key: string) => units.data?.units.find(({ unitId }) => unitId === key)?.name ?? key,
    criterion: (key: string) => criteria.find((one) => one.key === key)?.name ?? key,
  }
}
export type NamesOf = ReturnType<typeof useNames>

/** Thousandths as people read them: points to a tenth or a hundredth, levels to a hundredth, months of a span. */
export function useFigures() {
  const format = useFormatter()
  const month = (day: string, year: boolean) =>
    format.dateTime(Date.parse(day), { month: 'short', timeZone: 'UTC', ...(year ? { year: 'numeric' } : {}) })
  return {
    points: (milli: number) => format.number(milli / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    gain: (milli: number) =>
      format.number(milli / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    signed: (milli: number) => format.number(milli / 1000, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
    fine: (milli: number) => format.number(milli / 1000, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    level: (milli: number) => format.number(milli / 1000, { maximumFractionDigits: 2 }),
    count: (count: number) => format.number(count),
    /** Minor units of money in whole ones. */
    money: (minor: number) => format.number(minor / 100, { maximumFractionDigits: 0 }),
    percent: (part: number) => format.number(part, { style: 'percent', maximumFractionDigits: 1 }),
    span: ({ from, to }: { from: string; to: string }) =>
      `${month(from, from.slice(0, 4) !== to.slice(0, 4))} – ${month(to, true)}`,
  }
}
