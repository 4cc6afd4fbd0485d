import { may, type Permission, type Role } from '@/lib/access/roles'

/** Who may read about a person, nearest first. */
export const audiences = ['manager', 'above', 'director', 'head', 'hr', 'administrator'] as const
export type Audience = (typeof audiences)[number]

/** What can be read about somebody else, by the permission that opens it. */
export const glimpses = [
  'people.read',
  'levels.read',
  'readiness.read',
  'team.read',
  'gapMap.read',
  'audit.read',
  'people.erase',
] as const satisfies readonly Permission[]
export type Glimpse = (typeof glimpses)[number]

const roleOf: Record<Audience, Role> = {
  manager: 'manager',
  above: 'manager',
  director: 'director',
  head: 'head',
  hr: 'hr',
  administrator: 'administrator',
}

/** What this audience's role lets it read about somebody. */
export const seenBy = (audience: Audience): Glimpse[] => glimpses.filter((glimpse) => may([roleOf[audience]], glimpse))
