import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core'

/** The personas a request can take; made by the first migration, so drizzle-kit must not make them again. */
export const pMember = pgRole('p_member').existing()
export const pPmo = pgRole('p_pmo').existing()
export const pAll = pgRole('p_all').existing()
export const pHr = pgRole('p_hr').existing()
export const pAdmin = pgRole('p_admin').existing()
export const pJob = pgRole('p_job').existing()
/** Whoever hosts a placement, in a request of its own: the hosted people and what they came to learn, by date. */
export const pHost = pgRole('p_host').existing()
export const everyone = [pMember, pPmo, pAll, pHr, pAdmin]
/** Whoever makes a request: what each of them writes and reads of its own. */
export const asking = [...everyone, pHost]
/** Everybody at everyday work: the administrator's hat is put off for it. */
export const working = [pMember, pPmo, pAll, pHr]

/** People in reach of the line or of a granted unit. The array is read once, then the index. */
export const scope = (person: AnyColumn) =>
  pgPolicy('scope', {
    for: 'select',
    to: [pMember, pPmo],
    using: sql`${person} = any (array(select authz.visible_ids()))`,
  })

/** People of the viewer's own line or of a granted unit: whoever only rates somebody reads neither their wishes nor their placements. */
export const ofLine = (person: AnyColumn) => sql`${person} = any (array(select authz.line_ids()))`
export const scopeOfLine = (person: AnyColumn) =>
  pgPolicy('scope', { for: 'select', to: [pMember, pPmo], using: ofLine(person) })

/** Units below a director's grants. */
export const scopeOfUnits = (unit: AnyColumn) =>
  pgPolicy('scope', { for: 'select', to: pPmo, using: sql`${unit} = any (array(select authz.granted_unit_ids()))` })

/** Broad personas are proved once a statement, not believed. */
export const root = () => pgPolicy('root', { for: 'select', to: pAll, using: sql`(select authz.holds('all'))` })
export const hr = () => pgPolicy('hr', { for: 'select', to: pHr, using: sql`(select authz.holds('hr'))` })
export const admin = () =>
  pgPolicy('admin', { for: 'select', to: pAdmin, using: sql`(select authz.holds('administrator'))` })

/** The proof behind HR or the administrator, for what they write. */
export const proved = (persona: typeof pHr | typeof pAdmin) =>
  persona === pHr ? sql`(select authz.holds('hr'))` : sql`(select authz.holds('administrator'))`

/** Nobody keeps their own record. */
export const isOther = (person: AnyColumn) => sql`${person} <> (select authz.person_id())`

/** Rows that belong to the viewer alone. */
export const own = (person: AnyColumn, to = everyone) =>
  pgPolicy('own', { for: 'select', to, using: sql`${person} = (select authz.person_id())` })

/** Readable by whoever is signed in: what holds no person. */
export const signedIn = (to = everyone) =>
  pgPolicy('signed_in', { for: 'select', to, using: sql`(select authz.person_id()) is not null` })

/** HR opens a framework of its own; which editions it has is for the policies below. */
export const hrAddsFrameworks = () =>
  pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: sql`(select authz.holds('hr'))` })

/** HR makes, changes, publishes and discards drafts; a published edition is out of reach for good. */
export const hrOwnDrafts = (status: AnyColumn) => {
  const draft = sql`${status} = 'draft' and (select authz.holds('hr'))`
  return [
    pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: draft }),
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: draft, withCheck: sql`(select authz.holds('hr'))` }),
    pgPolicy('hr_discards', { for: 'delete', to: pHr, using: draft }),
  ]
}

const drafts = sql`select v.id from framework_version v where v.status = 'draft'`
/** Rows that belong to a draft, by what they hang on. */
export const ofDraft = {
  version: (column: AnyColumn) => sql`${column} = any (array(${drafts}))`,
  criterion: (column: AnyColumn) =>
    sql`${column} = any (array(select c.id from criterion c where c.framework_version_id = any (array(${drafts}))))`,
  profile: (column: AnyColumn) =>
    sql`${column} = any (array(select p.id from role_profile p where p.framework_version_id = any (array(${drafts}))))`,
}

/** HR writes the parts of a draft: taken out and put in whole, never changed in place. */
export const hrDrafts = (isOfDraft: SQL) => [
  pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: sql`${isOfDraft} and (select authz.holds('hr'))` }),
  pgPolicy('hr_removes', { for: 'delete', to: pHr, using: sql`${isOfDraft} and (select authz.holds('hr'))` }),
]

const named = {
  command: sql`(select authz.job()) = any ('{command}'::text[])`,
  cycle: sql`(select authz.job()) = any ('{cycle}'::text[])`,
  health: sql`(select authz.job()) = any ('{health}'::text[])`,
  import: sql`(select authz.job()) = any ('{import}'::text[])`,
  privacy: sql`(select authz.job()) = any ('{privacy}'::text[])`,
  seal: sql`(select authz.job()) = any ('{seal}'::text[])`,
  webhook: sql`(select authz.job()) = any ('{webhook}'::text[])`,
  'command,privacy': sql`(select authz.job()) = any ('{command,privacy}'::text[])`,
  'cycle,privacy': sql`(select authz.job()) = any ('{cycle,privacy}'::text[])`,
  'import,command,cycle': sql`(select authz.job()) = any ('{import,command,cycle}'::text[])`,
  'import,command,cycle,mail,privacy': sql`(select authz.job()) = any ('{import,command,cycle,mail,privacy}'::text[])`,
  'import,command,cycle,privacy': sql`(select authz.job()) = any ('{import,command,cycle,privacy}'::text[])`,
  'import,command,mail,privacy': sql`(select authz.job()) = any ('{import,command,mail,privacy}'::text[])`,
  'import,command,privacy': sql`(select authz.job()) = any ('{import,command,privacy}'::text[])`,
  'import,cycle': sql`(select authz.job()) = any ('{import,cycle}'::text[])`,
  'import,cycle,privacy': sql`(select authz.job()) = any ('{import,cycle,privacy}'::text[])`,
  'import,privacy': sql`(select authz.job()) = any ('{import,privacy}'::text[])`,
  'cycle,secondment': sql`(select authz.job()) = any ('{cycle,secondment}'::text[])`,
  'privacy,secondment': sql`(select authz.job()) = any ('{privacy,secondment}'::text[])`,
  'cycle,mail,privacy,secondment': sql`(select authz.job()) = any ('{cycle,mail,privacy,secondment}'::text[])`,
  'import,command,cycle,mail,privacy,secondment': sql`(select authz.job()) = any ('{import,command,cycle,mail,privacy,secondment}'::text[])`,
  'import,command,cycle,privacy,secondment': sql`(select authz.job()) = any ('{import,command,cycle,privacy,secondment}'::text[])`,
  'import,privacy,secondment': sql`(select authz.job()) = any ('{import,privacy,secondment}'::text[])`,
  'plan,privacy': sql`(select authz.job()) = any ('{plan,privacy}'::text[])`,
  'privacy,scim': sql`(select authz.job()) = any ('{privacy,scim}'::text[])`,
  'privacy,seal': sql`(select authz.job()) = any ('{privacy,seal}'::text[])`,
  'privacy,webhook': sql`(select authz.job()) = any ('{privacy,webhook}'::text[])`,
}

/** The jobs that may read and write this table. */
export const jobsOnly = (names: keyof typeof named) =>
  pgPolicy('jobs', { for: 'all', to: pJob, using: named[names], withCheck: named[names] })

/** Where one job adds, another reads and a third removes: each its own verb. */
export const jobsMay = (verb: 'select' | 'insert' | 'update' | 'delete', names: keyof typeof named) =>
  pgPolicy(verb === 'insert' ? 'jobs' : `jobs_${verb}`, {
    ...{ for: verb, to: pJob },
    ...(verb === 'insert' ? { withCheck: named[names] } : { using: named[names] }),
  })
