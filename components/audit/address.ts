import type { AccessLogPage, AuditPage } from '@/lib/trail/shapes'

export const auditViews = ['deeds', 'looks'] as const
export type AuditViewName = (typeof auditViews)[number]

export const deedFilters = ['actor', 'action', 'subject', 'subjectId', 'from', 'to'] as const
export const lookFilters = ['viewer', 'person', 'purpose', 'from', 'to'] as const

type Filters<Name extends string> = Record<Name, string | undefined>
export type DeedFilters = Filters<(typeof deedFilters)[number]>
export type LookFilters = Filters<(typeof lookFilters)[number]>

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** What an address asks for; a day that is none is left out. */
export function readAuditAddress(get: (key: string) => string | undefined) {
  const read = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(
      names.map((name) => {
        const text = get(name)?.trim().slice(0, 100) || undefined
        return [name, (name === 'from' || name === 'to') && text && !isDay(text) ? undefined : text]
      }),
    ) as Filters<Name>
  const view: AuditViewName = get('view') === 'looks' ? 'looks' : 'deeds'
  return { view, deeds: read(deedFilters), looks: read(lookFilters) }
}

/** Pages of deeds for server and browser alike, so that both ask for the same. */
export const auditPages = (filters: DeedFilters) => ({
  input: (after: string | undefined) => ({ ...filters, after }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: AuditPage) => page.next ?? undefined,
})

/** Pages of looks; `subject` is taken by the deeds, so the address says `person`. */
export const lookPages = ({ person, ...filters }: LookFilters) => ({
  input: (after: string | undefined) => ({ ...filters, subject: person, after }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: AccessLogPage) => page.next ?? undefined,
})
