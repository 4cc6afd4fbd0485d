import type { Route } from 'next'
import type { IconName } from '@/components/ui/icon'
import type { Permission } from '@/lib/access/roles'

export type PageKey =
  | 'home'
  | 'openings'
  | 'messages'
  | 'me'
  | 'assessments'
  | 'account'
  | 'team'
  | 'secondments'
  | 'people'
  | 'organisation'
  | 'adminPeople'
  | 'adminAccess'
  | 'adminTokens'
  | 'adminWebhooks'
  | 'privacy'
  | 'audit'
  | 'health'
  | 'import'
  | 'cycles'
  | 'framework'
  | 'planner'
export type GroupKey = 'you' | 'team' | 'organisation' | 'administration'

export interface Page {
  key: PageKey
  group: GroupKey
  path: Route
  icon: IconName
  /** What opening it asks for; pages without are for everybody signed in. */
  permission?: Permission
  /** Only people with a post have a page of their own. */
  needsPost?: boolean
  /** Opened from the menu of the person, not from the rail. */
  isPersonal?: boolean
  /** Pages of wide tables, which the rail makes room for. */
  isDense?: boolean
}

const pages: readonly Page[] = [
  { key: 'home', group: 'you', path: '/', icon: 'home' },
  { key: 'me', group: 'you', path: '/me', icon: 'person', permission: 'readiness.read', needsPost: true },
  {
    key: 'assessments',
    group: 'you',
    path: '/assessments',
    icon: 'form',
    permission: 'assessments.read',
    needsPost: true,
  },
  { key: 'openings', group: 'you', path: '/openings', icon: 'badge', permission: 'openings.read' },
  { key: 'messages', group: 'you', path: '/messages', icon: 'mail', permission: 'messages.own' },
  { key: 'account', group: 'you', path: '/account', icon: 'key', isPersonal: true },
  { key: 'team', group: 'team', path: '/team', icon: 'people', permission: 'team.read', isDense: true },
  {
    key: 'secondments',
    group: 'team',
    path: '/secondments' as Route,
    icon: 'route',
    permission: 'secondments.read',
    isDense: true,
  },
  { key: 'people', group: 'organisation', path: '/people', icon: 'list', permission: 'people.read' },
  {
    key: 'organisation',
    group: 'organisation',
    path: '/organisation',
    icon: 'map',
    permission: 'gapMap.read',
    isDense: true,
  },
  { key: 'planner', group: 'organisation', path: '/planner', icon: 'plan', permission: 'planner.read', isDense: true },
  { key: 'framework', group: 'organisation', path: '/framework', icon: 'ladder', permission: 'framework.read' },
  { key: 'privacy', group: 'you', path: '/privacy', icon: 'shield', permission: 'privacy.read', isPersonal: true },
  { key: 'adminPeople', group: 'administration', path: '/admin/people', icon: 'badge', permission: 'people.record' },
  { key: 'import', group: 'administration', path: '/admin/import', icon: 'upload', permission: 'imports.read' },
  { key: 'cycles', group: 'administration', path: '/cycles', icon: 'cycle', permission: 'cycles.manage' },
  { key: 'adminAccess', group: 'administration', path: '/admin/access', icon: 'lock', permission: 'grants.read' },
  { key: 'adminTokens', group: 'administration', path: '/admin/tokens', icon: 'key', permission: 'people.record' },
  { key: 'adminWebhooks', group: 'administration', path: '/admin/webhooks', icon: 'link', permission: 'webhooks.read' },
  { key: 'audit', group: 'administration', path: '/admin/audit', icon: 'log', permission: 'audit.read' },
  { key: 'health', group: 'administration', path: '/admin/health', icon: 'pulse', permission: 'health.read' },
]

/** The menu of one person: only what they may open. */
export function pagesFor(me: { employeeId: string | null; permissions: readonly string[] }): Page[] {
  return pages.filter(
    (page) =>
      (page.permission === undefined || me.permissions.includes(page.permission)) &&
      (!page.needsPost || me.employeeId !== null),
  )
}

/** The page an address belongs to; people's own pages belong to the list of people, one import to all imports. */
export function pageAt(pathname: string): Page | null {
  const isUnder = (path: string) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))
  return pages.find((page) => isUnder(page.path)) ?? null
}

/** Whether the address is a form that brings its own bar of actions: it takes the whole page, and the tab bar's place. */
export const isForm = (pathname: string) => /^\/assessments\/[^/]+\/(?!batch$)[^/]+$/.test(pathname)
