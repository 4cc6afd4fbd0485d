import type { TokenScope } from '@/db/values'

/** What people may do, on one screen. Read by `allow` on the server and by `<Can>` in the view; browser-safe. */
export const roles = ['employee', 'manager', 'director', 'head', 'hr', 'administrator'] as const
export type Role = (typeof roles)[number]

const keepers = ['hr', 'administrator'] as const
const withRatings = ['employee', 'manager', 'director', 'head', 'hr'] as const

export const permissions = {
  'me.read': roles,
  'people.read': roles,
  'people.search': roles,
  'units.read': roles,
  'framework.read': roles,
  'framework.write': ['hr'],
  'cycles.read': roles,
  'cycles.manage': ['hr'],
  'assessments.read': withRatings,
  'assessments.write': withRatings,
  'agreements.read': withRatings,
  'agreements.write': withRatings,
  'evidence.read': withRatings,
  'evidence.write': withRatings,
  'deputies.read': withRatings,
  'deputies.write': withRatings,
  'openings.read': withRatings,
  'openings.write': withRatings,
  'wishes.read': withRatings,
  'wishes.own': withRatings,
  'homeRules.read': withRatings,
  'homeRules.write': ['hr'],
  'placementPolicy.write': ['hr'],
  'standings.keep': ['hr'],
  'messages.own': roles,
  'calendar.own': roles,
  'looks.read': roles,
  'account.endSessions': roles,
  'account.read': roles,
  'account.change': roles,
  'tokens.own': roles,
  'people.record': keepers,
  'people.change': keepers,
  'people.invite': keepers,
  'units.change': keepers,
  'grants.read': keepers,
  'grants.propose': ['administrator'],
  'grants.confirm': ['hr'],
  'grants.reject': keepers,
  'grants.end': keepers,
  'levels.read': withRatings,
  'readiness.read': withRatings,
  'team.read': ['manager'],
  'gapMap.read': ['director', 'head', 'hr'],
  'bands.read': ['director', 'head', 'hr'],
  'planner.read': ['head', 'hr'],
  'planner.run': ['hr'],
  'planner.publish': ['head'],
  'secondments.read': withRatings,
  'secondments.decide': withRatings,
  'secondments.host': withRatings,
  'secondments.propose': ['hr'],
  'secondments.manage': ['hr'],
  'webhooks.read': ['hr', 'administrator'],
  'webhooks.write': ['hr', 'administrator'],
  'privacy.read': roles,
  'people.erase': ['hr'],
  'retention.write': ['hr'],
  'audit.read': ['administrator'],
  'health.read': ['administrator'],
  'scim.use': ['administrator'],
  'imports.read': ['hr', 'administrator'],
  'imports.write': ['hr', 'administrator'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof permissions

/** What a token needs for it: imports have a scope of their own, so that a file drop can read nobody. */
export function scopeFor(permission: Permission, isRead: boolean): TokenScope {
  if (permission.startsWith('imports.')) return 'import'
  if (permission.startsWith('scim.')) return 'scim'
  return isRead ? 'read' : 'write'
}

/** What to say to somebody who lacks the permission: what it needs, or where to turn. */
const needs: Partial<Record<Permission, string>> = {
  'levels.read': 'Administrators see names and posts, no ratings.',
  'readiness.read': 'Administrators see names and posts, no ratings.',
  'people.record': 'People are kept by HR and by administrators. Ask one of them.',
  'people.change': 'People are kept by HR and by administrators. Ask one of them.',
  'people.invite': 'People are invited by HR and by administrators. Ask one of them.',
  'units.change': 'Units are kept by HR and by administrators. Ask one of them.',
  'grants.propose': 'An administrator proposes grants, and HR confirms them.',
  'grants.confirm': 'HR confirms this, so that two people have looked at it.',
  'team.read': 'You have no reports.',
  'framework.write': 'HR changes the framework. Tell them what you would change.',
  'gapMap.read': 'The gap map is for HR and for directors of units. Ask HR for a grant.',
  'bands.read': 'The readiness of units is for HR and for directors of units. Ask HR for a grant.',
  'cycles.manage': 'Assessment cycles are run by HR.',
  'assessments.read': 'Put off the administrator’s hat to assess: sign in for everyday work.',
  'assessments.write': 'Put off the administrator’s hat to assess: sign in for everyday work.',
  'planner.read': 'Plans are made by HR and approved by the head of the organisation.',
  'planner.run': 'HR makes plans. Tell them which gap you would close.',
  'planner.publish': 'The head of the organisation approves a plan.',
  'secondments.propose': 'HR proposes placements. Ask them, or say under your wishes where you would go.',
  'secondments.manage': 'HR keeps placements. Ask them.',
  'homeRules.write': 'What a unit keeps at home is for HR to set.',
  'placementPolicy.write': 'The rules of placements are for HR to set.',
  'standings.keep': 'Probation, contracts and processes are for HR alone.',
  'people.erase': 'Only HR erases people.',
  'retention.write': 'How long records are kept is for HR to set.',
  'audit.read': 'The audit is for administrators.',
  'scim.use': 'A directory writes with the token of an administrator.',
  'health.read': 'The state of the installation is for administrators.',
  'webhooks.read': 'Webhooks are for HR and administrators.',
  'webhooks.write': 'Webhooks are for HR and administrators.',
  'imports.read': 'Imports are for HR and administrators.',
  'imports.write': 'Imports are for HR and administrators.',
}

/** Whether one of the roles carries the permission. */
export function may(held: readonly Role[], permission: Permission): boolean {
  const carriers: readonly Role[] = permissions[permission]
  return held.some((role) => carriers.includes(role))
}

export function permissionsOf(held: readonly Role[]): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => may(held, permission))
}

export function refusalOf(permission: Permission): string {
  return needs[permission] ?? 'You have no right to this.'
}
