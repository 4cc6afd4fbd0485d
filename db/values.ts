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

/** What became of a criterion in the next edition; the first two carry levels over. */
export const mappingKinds = ['same', 'reworded', 'changed', 'merged', 'split', 'dropped'] as const
export type MappingKind = (typeof mappingKinds)[number]

export const cycleStatuses = ['open', 'published'] as const

/** Where a level of record came from; `not-observed` says the manager had no opportunity to see it. */
export const levelSources = ['calibrated', 'agreed', 'manager-and-peers', 'manager', 'not-observed'] as const
export type LevelSource = (typeof levelSources)[number]

/** Ordered from furthest to nearest; a band's place in this list is its code in stored results. */
export const bands = ['insufficient', 'longer', 'ready-soon', 'ready-now'] as const
export type Band = (typeof bands)[number]

export const measures = ['gap', 'below', 'level'] as const
export type Measure = (typeof measures)[number]

/** The jobs that may enter as p_job; each table's policy names those that may touch it. */
export const jobs = ['advance', 'import', 'command'] as const
export type Job = (typeof jobs)[number]
