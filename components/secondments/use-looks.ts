'use client'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '@/components/ui/can'
import { orpc } from '@/lib/api/client'

/** What people asked HR to look at again and is not answered, the longest due first; for HR, empty for anybody else. */
export function useLooks() {
  const isHr = useMe().permissions.includes('secondments.manage')
  const { data } = useQuery({ ...orpc.notChosen.asked.queryOptions(), enabled: isHr })
  return data?.decisions.filter(({ appeal }) => appeal?.state === 'open') ?? []
}
