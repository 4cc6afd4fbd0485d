import type { Hat, Language, Persona, TokenScope } from '@/db/values'
import type { Role } from './roles'

/** Who is behind a request, as the database knows them at this moment. */
export interface Viewer {
  accountId: number
  personId: number
  employeeId: string | null
  name: string
  persona: Persona
  roles: readonly Role[]
  hat: Hat
  via: 'session' | 'token'
  /** Hash of the session's id; null for a token. */
  sessionHash: string | null
  /** What a token may do; everything for a session. */
  scopes: readonly TokenScope[]
  /** Their own choice; null: the browser's. */
  language?: Language | null
  /** Their own choice, else the organisation's: an IANA name. */
  timeZone?: string | null
}

/** What the gate function says of a person: grants in force today, the line, the post. */
export interface Titles {
  hasPost: boolean
  hasReports: boolean
  isHr: boolean
  isAll: boolean
  isDirector: boolean
  isAdministrator: boolean
}

/** The hat of a new session: administrators without a post always wear theirs, others when they ask and may. */
export function hatOf(titles: Pick<Titles, 'hasPost' | 'isAdministrator'>, wanted?: string): Hat {
  if (!titles.isAdministrator) return 'work'
  return wanted === 'administrator' || !titles.hasPost ? 'administrator' : 'work'
}

/** The broadest persona; the administrator's hat is never combined with people's data in one request. */
export function personaOf(titles: Titles, hat: Hat): Persona {
  if (hat === 'administrator' && titles.isAdministrator) return 'p_admin'
  if (titles.isHr) return 'p_hr'
  if (titles.isAll) return 'p_all'
  return titles.isDirector ? 'p_pmo' : 'p_member'
}

export function rolesOf(titles: Titles, hat: Hat): Role[] {
  if (hat === 'administrator' && titles.isAdministrator) return ['administrator']
  const held: [boolean, Role][] = [
    [true, 'employee'],
    [titles.hasReports, 'manager'],
    [titles.isDirector, 'director'],
    [titles.isAll, 'head'],
    [titles.isHr, 'hr'],
  ]
  return held.flatMap(([holds, role]) => (holds ? [role] : []))
}
