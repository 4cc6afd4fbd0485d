import type { Route } from 'next'
import type { IconName } from '@/components/ui/icon'
import type { Permission } from '@/lib/access/roles'

export type PageKey = 'home' | 'me' | 'team' | 'people' | 'organisation' | 'framework'
export type GroupKey = 'you' | 'team' | 'organisation'

export interface Page {
  key: PageKey
  group: GroupKey
  path: Route
  icon: IconName
  /** What opening it asks for; pages without are for everybody signed in. */
  permission?: Permission
  /** Only people with a post have a page of their own. */
  needsPost?: boolean
  /** Pages of wide tables, which the rail makes room for. */
  isDense?: boolean
}

const pages: readonly Page[] = [
  { key: 'home', group: 'you', path: '/', icon: 'home' },
  { key: 'me', group: 'you', path: '/me', icon: 'person', permission: 'readiness.read', needsPost: true },
  { key: 'team', group: 'team', path: '/team', icon: 'people', permission: 'team.read', isDense: true },
  { key: 'people', group: 'organisation', path: '/people', icon: 'list', permission: 'people.read' },
  {
    key: 'organisation',
    group: 'organisation',
    path: '/organisation',
    icon: 'map',
    permission: 'gapMap.read',
    isDense: true,
  },
  { key: 'framework', group: 'organisation', path: '/framework', icon: 'ladder', permission: 'framework.read' },
]

/** The menu of one person: only what they may open. */
export function pagesFor(me: { employeeId: string | null; permissions: readonly string[] }): Page[] {
  return pages.filter(
    (page) =>
      (page.permission === undefined || me.permissions.includes(page.permission)) &&
      (!page.needsPost || me.employeeId !== null),
  )
}

/** The page an address belongs to; people's own pages belong to the list of people. */
export function pageAt(pathname: string): Page | null {
  const noun = `/${pathname.split('/')[1] ?? ''}`
  return pages.find((page) => page.path === noun) ?? null
}
