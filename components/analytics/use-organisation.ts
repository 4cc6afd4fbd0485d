'use client'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { sortTree, type UnitNode, unitTree, widestGap } from '@/lib/analytics/rules'
import { orpc } from '@/lib/api/client'
import type { MapDomain } from '../charts/gap-face'
import { findNode, mapRows } from '../charts/gap-map-rows'
import { mapDomains, targetsOf } from './map-domains'
import type { MapView } from './map-view'
import { useGapCells } from './use-gap-cells'

/** Everything the screen shows, from the address and the procedures; `map` is null until cells and framework are there. */
export function useOrganisation(view: MapView) {
  const { profile, cycle, area } = view
  const isNarrow = useMediaQuery('(max-width: 720px)') ?? false
  const cycles = useQuery(orpc.cycles.list.queryOptions())
  const units = useQuery(orpc.units.list.queryOptions())
  const framework = useQuery(orpc.framework.get.queryOptions({ input: { cycle }, placeholderData: keepPreviousData }))
  const bands = useQuery(
    orpc.readiness.bands.queryOptions({ input: { profile, cycle, unit: area }, placeholderData: keepPreviousData }),
  )
  const gaps = useGapCells(view, units.data?.units)

  const queries = [cycles, units, framework, gaps.base]
  const state = {
    cycles: cycles.data?.cycles.filter(({ status }) => status === 'published'),
    framework: framework.data,
    bands: bands.data,
    failed: queries.find(({ isError }) => isError) ?? (bands.isError ? bands : gaps.failed),
    isUpdating: gaps.base.isPlaceholderData,
  }
  const answer = gaps.base.data
  const role = framework.data?.profiles.find(({ key }) => key === answer?.profile)
  if (!answer || !framework.data || !units.data || !role) return { ...state, map: null }

  const targets = targetsOf(role)
  const tree = unitTree(units.data.units, gaps.cells)
  const everything = tree.filter(({ unit }) => gaps.tops.has(unit.unitId))
  const chosen = area ? findNode(tree, area) : null
  const tops = area ? (chosen ? [chosen] : []) : everything
  const widest = widestGap(tops)
  const all = mapDomains(framework.data, role, view, widest?.criterion)
  const domains: MapDomain[] = isNarrow ? all.filter(({ isOff }) => !isOff) : all
  const sorted = view.sort ? sortTree(tops, view.sort.criterion, view.measure, targets, view.sort.direction) : tops
  return {
    ...state,
    map: {
      answer,
      framework: framework.data,
      role,
      targets,
      tree,
      everything,
      tops,
      widest,
      allDomains: all,
      domains,
      areas: areasOf(everything),
      /** The unit in the address, whether or not anybody in it was assessed. */
      area: units.data.units.find(({ unitId }) => unitId === area),
      isLoadingArea: area !== undefined && !chosen && gaps.loading.has(area),
      rows: mapRows(sorted, { open: view.open, shut: view.shut, loading: gaps.loading, loaded: gaps.loaded }),
    },
  }
}

export type Organisation = ReturnType<typeof useOrganisation>
export type OrganisationMap = NonNullable<Organisation['map']>

/** What one may choose as area: the units one step below a single top, else the tops. */
const areasOf = (tops: readonly UnitNode[]) => (tops.length === 1 ? tops[0]!.children : tops).map(({ unit }) => unit)
