'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { Can } from '@/components/ui/can'
import { orpc } from '@/lib/api/client'

/** Fetched where there is a note: hardly ever. */
const HandOverNotes = dynamic(() => import('./hand-over-notes').then(({ HandOverNotes }) => HandOverNotes))

/** Notes between raters: to write about people who passed to somebody else, and to read about those who came. */
export function HandOvers() {
  return (
    <Can do="assessments.read">
      <Both />
    </Can>
  )
}

function Both() {
  const { data } = useQuery(orpc.cycles.handOvers.queryOptions())
  return data && data.mine.length + data.received.length > 0 ? <HandOverNotes {...data} /> : null
}
