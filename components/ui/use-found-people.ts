'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'

export type FoundPerson = { employeeId: string; name: string; details: (string | null | undefined)[] }

/** Whom a picker searches: people of today by name; or everybody whom HR keeps, leavers too, by e-mail and employee id as well. */
export type Among = 'today' | 'everybody' | PeersOf
/** Everybody who could be asked as a peer about this person: names alone. */
export type PeersOf = { cycle: string; employeeId: string }

const MOST = 8

/** People that fit what was typed so far; nothing before anything was. */
export function useFoundPeople(q: string, among: Among): { people: FoundPerson[]; isFetching: boolean } {
  const isKept = among === 'everybody'
  const peersOf = typeof among === 'string' ? null : among
  const asked = (isWanted: boolean) => ({ enabled: q !== '' && isWanted, placeholderData: keepPreviousData })
  const found = useQuery({ ...orpc.people.search.queryOptions({ input: { q } }), ...asked(among === 'today') })
  const peers = useQuery({
    ...orpc.peers.find.queryOptions({ input: { cycle: '', employeeId: '', ...peersOf, q } }),
    ...asked(peersOf !== null && q.length > 1),
  })
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
  const named = (peers.data?.people ?? []).map((one) => ({ ...one, details: [one.employeeId] }))
  return {
    people: isKept ? kept : peersOf ? named : today,
    isFetching: [found, here, left, peers].some((query) => query.isFetching),
  }
}
