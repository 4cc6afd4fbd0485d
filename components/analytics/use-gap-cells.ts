'use client'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { unitTree } from '@/lib/analytics/rules'
import type { GapMap, GapMapInput } from '@/lib/analytics/shapes'
import { orpc } from '@/lib/api/client'
import type { Unit } from '@/lib/people/shapes'
import { findNode } from '../charts/gap-map-rows'
import type { MapView } from './map-view'

/**
 * The cells of everything the viewer may see, and for a large tree those of the units they opened, page by page. `loading` and
 * `loaded` name the units asked for.
 */
export function useGapCells({ profile, cycle, area, open }: MapView, units: readonly Unit[] | undefined) {
  const scope = { profile, cycle }
  const base = useQuery(orpc.gapMap.get.queryOptions({ input: scope, placeholderData: keepPreviousData }))
  const top = base.data
  const tree = top && units ? unitTree(units, top.cells) : []
  const lacks = (id: string) => {
    const node = findNode(tree, id)
    return node ? node.hasMore : (units ?? []).some(({ unitId }) => unitId === id)
  }
  const wanted = top ? [...new Set(area ? [...open, area] : open)].filter(lacks) : []

  const [pages, setPages] = useState<GapMapInput[]>([])
  const first: GapMapInput[] = wanted.map((unit) => ({ ...scope, unit }))
  const asked = [...first, ...pages.filter((page) => [scope, ...first].some((each) => isSameMap(each, page)))]
  const answers = useQueries({ queries: asked.map((input) => orpc.gapMap.get.queryOptions({ input })) })

  const read: { input: GapMapInput; data: GapMap | undefined }[] = [
    { input: scope, data: base.isPlaceholderData ? undefined : top },
    ...asked.map((input, at) => ({ input, data: answers[at]?.data })),
  ]
  const following = read
    .flatMap(({ input, data }) => (data?.next ? [{ ...input, after: data.next }] : []))
    .filter((page) => !pages.some((each) => isSameMap(each, page) && each.after === page.after))
  if (following.length > 0) setPages([...pages, ...following])

  const named = (is: (answer: (typeof answers)[number]) => boolean) =>
    new Set(asked.flatMap(({ unit }, at) => (unit && answers[at] && is(answers[at]) ? [unit] : [])))
  return {
    base,
    tops: new Set(tree.map(({ unit }) => unit.unitId)),
    cells: [top, ...answers.map(({ data }) => data)].flatMap((map: GapMap | undefined) => map?.cells ?? []),
    loading: named((answer) => answer.isPending),
    loaded: named((answer) => answer.isSuccess),
    failed: answers.find((answer) => answer.isError),
  }
}

const isSameMap = (a: GapMapInput, b: GapMapInput) =>
  a.profile === b.profile && a.cycle === b.cycle && a.unit === b.unit
