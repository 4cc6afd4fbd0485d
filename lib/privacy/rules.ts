import { type RetentionKind, retentionKinds } from '@/db/values'
import { may, type Permission, type Role } from '@/lib/access/roles'

/** Who may read about a person, nearest first. */
export const audiences = [
  'manager',
  'deputy',
  'rater',
  'host',
  'above',
  'director',
  'head',
  'hr',
  'administrator',
] as const
export type Audience = (typeof audiences)[number]

/** What can be read about somebody else, by the permission that opens it. */
export const glimpses = [
  'people.read',
  'levels.read',
  'readiness.read',
  'team.read',
  'wishes.read',
  'secondments.read',
  'standings.keep',
  'gapMap.read',
  'audit.read',
  'people.erase',
  'secondments.host',
] as const satisfies readonly Permission[]
export type Glimpse = (typeof glimpses)[number]

const roleOf: Record<Exclude<Audience, 'host'>, Role> = {
  manager: 'manager',
  deputy: 'manager',
  rater: 'manager',
  above: 'manager',
  director: 'director',
  head: 'head',
  hr: 'hr',
  administrator: 'administrator',
}

/** What is for the line, directors and HR, and not for whoever only rates somebody. */
const ofLine: readonly Glimpse[] = ['wishes.read', 'secondments.read']
const onlyRates = (audience: Audience) => audience === 'deputy' || audience === 'rater'

/** What this audience's role lets it read about somebody; a host of anybody's reads what hosts do, and no more. */
export const seenBy = (audience: Audience): Glimpse[] =>
  audience === 'host'
    ? ['secondments.host']
    : glimpses.filter(
        (glimpse) =>
          glimpse !== 'secondments.host' &&
          !(onlyRates(audience) && ofLine.includes(glimpse)) &&
          may([roleOf[audience]], glimpse),
      )

/** How long records are kept: days by default (null: kept), the fewest that may be set, whether keeping may be chosen. */
export const retention: Record<RetentionKind, { usual: number | null; least: number; mayKeep: boolean }> = {
  sessions: { usual: 90, least: 1, mayKeep: false },
  'sign-in-failures': { usual: 2, least: 1, mayKeep: false },
  'known-devices': { usual: 365, least: 1, mayKeep: false },
  invitations: { usual: 30, least: 4, mayKeep: false },
  tokens: { usual: 365, least: 1, mayKeep: false },
  'idempotency-keys': { usual: 2, least: 1, mayKeep: false },
  'access-log': { usual: 730, least: 90, mayKeep: true },
  audit: { usual: null, least: 365, mayKeep: true },
  'webhook-deliveries': { usual: 30, least: 4, mayKeep: false },
  messages: { usual: 365, least: 30, mayKeep: true },
  'request-counts': { usual: 1, least: 1, mayKeep: false },
  plans: { usual: 365, least: 30, mayKeep: true },
  'leavers-assessments': { usual: 1095, least: 1, mayKeep: true },
  leavers: { usual: null, least: 30, mayKeep: true },
}

export type RetentionDays = Record<RetentionKind, number | null>

/** The days in force: what HR set, else the default. */
export function daysInForce(set: Partial<RetentionDays>): RetentionDays {
  const days = retentionKinds.map((kind) => [kind, set[kind] === undefined ? retention[kind].usual : set[kind]])
  return Object.fromEntries(days) as RetentionDays
}

/** Why these days cannot be set, a sentence for each kind; none when they can. */
export function retentionProblems(set: Partial<RetentionDays>): { path: RetentionKind; message: string }[] {
  return retentionKinds.flatMap((kind) => {
    const { least, mayKeep } = retention[kind]
    const days = set[kind]
    if (days === null && !mayKeep)
      return [{ path: kind, message: 'These cannot be kept for ever: set a number of days.' }]
    if (typeof days === 'number' && days < least) return [{ path: kind, message: `Keep these ${least} days at least.` }]
    return []
  })
}

/** What a person is not told of what is kept about them, and why. */
export const withheld = [
  ...['scenario', 'plan_run', 'plan_answer'].map((part) => ({
    ...{ part, rows: null },
    why: 'A plan weighs many people at once and decides nothing. What is proposed to you stands under placements once it is published.',
  })),
  {
    part: 'rating',
    rows: null,
    why: 'What peers answered about you stays between them and the result: they were promised that.',
  },
  {
    part: 'rating',
    rows: null,
    why: 'What your manager answers is yours to read once you have both answered, or the cycle is published.',
  },
  {
    part: 'answer',
    rows: null,
    why: 'What others have written on a form about you is theirs alone until it is submitted and both sides see it.',
  },
  {
    part: 'evidence_chunk',
    rows: null,
    why: 'Files that you attached are yours to download where they stand: here are their names and sizes.',
  },
  {
    part: 'cycle_plan',
    rows: null,
    why: 'The rules by which HR chooses who takes part may name you beside others.',
  },
  { part: 'rating', rows: null, why: 'Of your answers about others you get everything but their names.' },
  { part: 'account', rows: null, why: 'Passwords, session and token secrets are kept as hashes and shown to nobody.' },
  {
    part: 'access_log',
    rows: null,
    why: 'Of those who looked at your data you learn the role and the purpose, not the name.',
  },
  {
    part: 'idempotency_key',
    rows: null,
    why: 'Answers kept for repeated requests may speak of others; they go after days.',
  },
  { part: 'sign_in_failure', rows: null, why: 'Failed sign-ins are counted by hash: nobody can tell whose they were.' },
  { part: 'result_pack', rows: null, why: 'The result once more as numbers in a row, for reading it fast.' },
  { part: 'cell', rows: null, why: 'Counts of units are about groups and name nobody.' },
  ...(['import_file', 'import_chunk', 'import_finding', 'import_change'] as const).map((part) => ({
    part,
    rows: null,
    why: 'Files that HR or an administrator brought in may name you beside others; they go within 30 days.',
  })),
  { part: 'webhook_delivery', rows: null, why: 'Messages to other systems hold keys of what happened and no names.' },
  { part: 'rate_window', rows: null, why: 'Requests are counted for a minute, by token or by hash.' },
  { part: 'band_cell', rows: null, why: 'Counts of units are about groups and name nobody.' },
]
