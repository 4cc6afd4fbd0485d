/** Closed lists, shared by columns, shapes and select boxes. Imports nothing, so the browser may read it. */
export const personas = ['p_member', 'p_host', 'p_pmo', 'p_all', 'p_hr', 'p_admin'] as const
export type Persona = (typeof personas)[number]

export const grantRoles = ['hr', 'director', 'viewer', 'administrator'] as const
export type GrantRole = (typeof grantRoles)[number]

/** What a session was opened for: everyday work, or the administrator's hat of its own. */
export const hats = ['work', 'administrator'] as const
export type Hat = (typeof hats)[number]

/** What a token may be allowed: everything its creator may read, or change; imports and provisioning apart. */
export const tokenScopes = ['read', 'write', 'import', 'scim'] as const
export type TokenScope = (typeof tokenScopes)[number]

export const raterTypes = ['self', 'manager', 'peer'] as const

/** How an answer stands in a ratings file: a level, or an opportunity that never came. */
export const ratingAnswers = ['rated', 'not-observed'] as const

export const ratingStatuses = ['draft', 'submitted'] as const
export const versionStatuses = ['draft', 'published'] as const
export const cycleStatuses = ['open', 'published'] as const

/** Where a level of record came from; `not-observed` says the manager had no opportunity to see it. */
export const levelSources = ['calibrated', 'agreed', 'manager-and-peers', 'manager', 'not-observed'] as const
export type LevelSource = (typeof levelSources)[number]

/** Ordered from furthest to nearest; a band's place in this list is its code in stored results. */
export const bands = ['insufficient', 'longer', 'ready-soon', 'ready-now'] as const
export type Band = (typeof bands)[number]

export const measures = ['gap', 'below', 'level'] as const
export type Measure = (typeof measures)[number]

/** Why somebody is erased; only `left` says that they are no longer employed. */
export const erasureReasons = ['left', 'request', 'mistake', 'order'] as const
export type ErasureReason = (typeof erasureReasons)[number]
export const erasureStates = ['waiting', 'done'] as const

/** Kinds of records that are removed after so many days. */
export const retentionKinds = [
  'sessions',
  'sign-in-failures',
  'known-devices',
  'invitations',
  'tokens',
  'idempotency-keys',
  'access-log',
  'audit',
  'leavers-assessments',
  'leavers',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** The jobs that may enter as p_job; each table's policy names those that may touch it. */
export const jobs = ['advance', 'import', 'command', 'health', 'privacy', 'seal'] as const
export type Job = (typeof jobs)[number]
