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

/** What needs a second person for somebody who holds a grant: a sign-in link, a new e-mail. */
export const changeKinds = ['invitation', 'email'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Languages that the product speaks; the first is its own. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export const raterTypes = ['self', 'manager', 'peer'] as const

/** How an answer stands in a ratings file: a level, or an opportunity that never came. */
export const ratingAnswers = ['rated', 'not-observed'] as const

export const ratingStatuses = ['draft', 'submitted'] as const
export const versionStatuses = ['draft', 'published'] as const

/** What became of a criterion in the next edition; the first two carry levels over. */
export const mappingKinds = ['same', 'reworded', 'changed', 'merged', 'split', 'dropped'] as const
export type MappingKind = (typeof mappingKinds)[number]

/** `imported`: levels came in a file; `run`: people were asked. */
export const cycleKinds = ['imported', 'run'] as const
export const cycleStatuses = ['draft', 'open', 'paused', 'closing', 'published'] as const

/** In their order; peers have the manager's deadline. */
export const cycleStages = ['self', 'manager', 'agree'] as const

/** What a level of 3 or above without a dated piece of evidence leads to: a hint, a mark for the reader, or a refusal. */
export const evidenceRules = ['ask', 'flag', 'enforce'] as const

export const participantStates = ['active', 'excused', 'left'] as const
/** Where somebody who takes part is held up, or why they are out of it. */
export const participantFilters = ['self', 'manager', 'agree', 'disputed', 'excused', 'left'] as const
export const assessmentStatuses = ['draft', 'submitted'] as const
export const answerKinds = ['rated', 'not-observed'] as const
/** What a rating rests on. */
export const answerBases = ['observed', 'record', 'inferred'] as const

/** `draft` is for whoever agrees the levels alone. */
export const agreementStatuses = ['draft', 'agreed', 'disputed'] as const

export const evidenceKinds = ['text', 'link', 'file'] as const
export const evidenceMediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'text/plain',
] as const

/** A place goes from draft to published, and on to filled or closed; a filled one may come free again. */
export const openingStatuses = ['draft', 'published', 'filled', 'closed'] as const
export type OpeningStatus = (typeof openingStatuses)[number]
export const openingPayers = ['home', 'host', 'shared', 'central'] as const
/** `unknown`: not yet asked. */
export const mobilities = ['unknown', 'no', 'yes'] as const

/** Where a placement inside one employer stands, in the order of its way (secondments.md §3); what is over comes last. */
export const secondmentStates = [
  'draft',
  'interest',
  'release',
  'refused',
  'selection',
  'confirmed',
  'active',
  'extending',
  'ending-early',
  'ending',
  'returned',
  'closed',
  'dropped',
  'withdrawn',
  'not-selected',
  'cancelled',
] as const
export type SecondmentState = (typeof secondmentStates)[number]
/** A plan is asked for, worked at and there; the head publishes it. */
export const planRunStatuses = ['waiting', 'running', 'planned', 'failed', 'given-up', 'published'] as const
export type PlanRunStatus = (typeof planRunStatuses)[number]
export const planAnswerStatuses = ['waiting', 'answered', 'failed'] as const

/** A published plan, HR by hand, or the person's own wish. */
export const secondmentOrigins = ['plan', 'hand', 'volunteered'] as const
/** How a post is filled while its holder is away; `share`: the team does it between them. */
export const coverOptions = ['recruit', 'acting', 'share', 'vacant', 'swap'] as const
export const appealStates = ['open', 'upheld', 'rejected'] as const

/** How it was decided that somebody else goes: a published plan, HR by hand, the last seat taken, or the host's own choice. */
export const notChosenWays = ['plan', 'hand', 'filled', 'declined'] as const
export type NotChosenWay = (typeof notChosenWays)[number]
/**
 * Why somebody was not chosen: a rule that excludes them, what a plan asks for, or no rule at all. `hr-only` stands for rules
 * whose grounds are HR's to know, or somebody else's.
 */
export const notChosenReasons = [
  ...['rated', 'own-unit', 'time-in-post', 'entry', 'not-now', 'open', 'notice', 'leave', 'placed', 'cumulative'],
  ...['cooling-off', 'length', 'window', 'wished-dates', 'share', 'blackout', 'place', 'own-report'],
  ...['gain', 'stays', 'dates', 'forbidden', 'single-holder', 'hr-only'],
  ...['not-weighed', 'elsewhere', 'others', 'filled', 'declined'],
] as const
export type NotChosenReason = (typeof notChosenReasons)[number]

/** What the product tells people of, in the app and by mail. */
export const messageKinds = [
  'cycle-launched',
  'cycle-paused',
  'cycle-resumed',
  'deadline-moved',
  'deadline-near',
  'deadline-passed',
  'chased',
  'escalated',
  'peer-asked',
  'both-submitted',
  'level-agreed',
  'level-disputed',
  'rater-changed',
  'deputy-named',
  'cycle-published',
  'secondment-waits',
  'secondment-moved',
  'secondment-late',
  'not-chosen',
  'look-asked',
  'look-answered',
] as const

/** `none`: to be read in the app only. */
export const mailStates = ['none', 'waiting', 'sent', 'failed'] as const

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
  'webhook-deliveries',
  'messages',
  'request-counts',
  'plans',
  'leavers-assessments',
  'leavers',
] as const
export type RetentionKind = (typeof retentionKinds)[number]
/** What an import by page or API may bring; grants stay with the command line of the machine's owner. */
export const importKinds = ['units', 'people', 'ratings', 'openings'] as const
export type ImportKind = (typeof importKinds)[number]
/** What HR alone may bring, and read the findings of. */
export const hrKinds: readonly ImportKind[] = ['ratings', 'openings']

export const importDoors = ['page', 'api'] as const

/** Where an import stands. Those that end in -ing wait for the job; the others wait for a person, or for nobody. */
export const importStatuses = [
  'reading',
  'mapping',
  'checking',
  'checked',
  'refused',
  'committing',
  'committed',
  'failed',
  'undoing',
  'undone',
  'discarded',
] as const
export type ImportStatus = (typeof importStatuses)[number]

/** What the job is at; `waiting` while another import has its turn. */
export const importStages = [
  'waiting',
  'reading-units',
  'reading-people',
  'reading-ratings',
  'reading-openings',
  'checking-people',
  'checking-ratings',
  'checking-openings',
  'writing-people',
  'writing-ratings',
  'writing-openings',
  'publishing',
] as const
export type ImportStage = (typeof importStages)[number]

/** The jobs that may enter as p_job; each table's policy names those that may touch it. */
export const jobs = [
  'advance',
  'import',
  'command',
  'cycle',
  'health',
  'mail',
  'plan',
  'privacy',
  'scim',
  'seal',
  'secondment',
  'webhook',
] as const
export type Job = (typeof jobs)[number]

export const deliveryStatuses = ['waiting', 'delivered', 'failed'] as const
/** Why a message did not arrive at its last attempt. */
export const deliveryProblems = [
  'answered',
  'slow',
  'unreachable',
  'unknown-name',
  'closed-network',
  'not-https',
  'other-secret',
] as const
export type DeliveryProblem = (typeof deliveryProblems)[number]

/** What receivers may ask to be told of: actions of the audit, as `noun.pasttense`. */
export const webhookEvents = [
  'person.added',
  'person.corrected',
  'person.moved',
  'person.ended',
  'person.disabled',
  'person.enabled',
  'person.erased',
  'unit.added',
  'unit.corrected',
  'unit.removed',
  'organisation.imported',
  'import.undone',
  'cycle.launched',
  'cycle.closed',
  'cycle.published',
  'assessment.submitted',
  'level.agreed',
  'framework.published',
  'grant.confirmed',
  'grant.ended',
] as const
/** What a message can be about: those, and the test that goes to one receiver alone. */
export const messageEvents = [...webhookEvents, 'webhook.tested'] as const
export type MessageEvent = (typeof messageEvents)[number]

/** The forms in which an edition of the framework goes out and comes in. */
export const frameworkFormats = ['json', 'case', 'csv', 'profiles-csv', 'moodle'] as const
export type FrameworkFormat = (typeof frameworkFormats)[number]

/** How a person stands with their account: none, a link that still works, or a password. */
export const accountStates = ['none', 'invited', 'active'] as const

/** What the list of records can be narrowed to. */
export const rosterStates = [...accountStates, 'disabled', 'leaving', 'moving', 'starting', 'left'] as const
