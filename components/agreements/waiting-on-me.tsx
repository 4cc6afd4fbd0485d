'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { orpc } from '@/lib/api/client'

/** Most of the year no cycle runs: its table is fetched when one does. */
const WaitingInCycle = dynamic(() => import('./waiting-in-cycle').then(({ WaitingInCycle }) => WaitingInCycle))

/** Who waits for the manager in each open cycle: forms to give, levels to agree, disagreements. */
export function WaitingOnMe() {
  const { data } = useQuery(orpc.agreements.waiting.queryOptions())
  return data?.cycles.map((cycle) => <WaitingInCycle key={cycle.cycle} cycle={cycle} />)
}
