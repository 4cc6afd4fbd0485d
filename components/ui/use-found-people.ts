'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'

export type FoundPerson = { employeeId: string; name: string; details: (string | null | undefined)[] }

/** Whom a picker searches: people of today by name; or everybody whom HR keeps, leavers too, by e-mail and employee id as well. */
export type Among = 'today' | 'everybody'

const MOST = 8

/** People that fit what was typed so far; nothing before anything was. */
export function useFoundPeople(q: string, among: Among): { people: FoundPerson[]; isFetching: boolean } {
  const isKept = among === 'everybody'
  const asked = (isWanted: boolean) => ({ enabled: q !== '' && isWanted, placeholderData: keepPreviousData })
  const found = useQuery({ ...orpc.people.search.queryOptions({ input: { q } }), ...asked(!isKept) })
  const input = { search: q, limit: MOST }
  const here = useQuery({ ...orpc.people.roster.queryOptions({ input }), ...asked(isKept) })
  const left = useQuery({
    ...orpc.people.roster.queryOptions({ input: { ...input, state: 'left' } }),
    ...asked(isKept),
  })
  const kept = [...(here.data?.people ?? []), ...(left.data?.people ?? [])].map(({ employeeId, name, ...rest }) => ({
    ...{ employeeId, name },
    details: [employeeId, rest.email, rest.jobTitle, rest.unit?.name],
  }))
  const today = (found.data?.people ?? []).map(({ employeeId, name, jobTitle, unit }) => ({
    ...{ employeeId, name },
    details: [jobTitle, unit?.name],
  }))
  return {
    people: isKept ? kept : today,
    isFetching: [found, here, left].some((query) => query.isFetching),
  }
}
