import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core'
import type { Job } from './values'

/** The personas a request can take; made by the first migration, so drizzle-kit must not make them again. */
export const pMember = pgRole('p_member').existing()
export const pHost = pgRole('p_host').existing()
export const pPmo = pgRole('p_pmo').existing()
export const pAll = pgRole('p_all').existing()
export const pHr = pgRole('p_hr').existing()
export const pAdmin = pgRole('p_admin').existing()
export const pJob = pgRole('p_job').existing()
export const everyone = [pMember, pPmo, pAll, pHr, pAdmin]

/** People in reach of the line or of a granted unit. The array is read once, then the index. */
export const scope = (person: AnyColumn) =>
  pgPolicy('scope', {
    for: 'select',
    to: [pMember, pPmo],
    using: sql`${person} = any (array(select authz.visible_ids()))`,
  })

/** Units below a director's grants. */
export const scopeOfUnits = (unit: AnyColumn) =>
  pgPolicy('scope', { for: 'select', to: pPmo, using: sql`${unit} = any (array(select authz.granted_unit_ids()))` })

const broad = (name: string, what: string, to: typeof pAll) =>
  pgPolicy(name, { for: 'select', to, using: sql.raw(`(select authz.holds('${what}'))`) })
/** Broad personas are proved once a statement, not believed. */
export const root = () => broad('root', 'all', pAll)
export const hr = () => broad('hr', 'hr', pHr)
export const admin = () => broad('admin', 'administrator', pAdmin)

/** Rows that belong to the viewer alone. */
export const own = (person: AnyColumn) =>
  pgPolicy('own', { for: 'select', to: everyone, using: sql`${person} = (select authz.person_id())` })

/** Readable by whoever is signed in: what holds no person. */
export const signedIn = () =>
  pgPolicy('signed_in', { for: 'select', to: everyone, using: sql`(select authz.person_id()) is not null` })

/** The jobs that may read and write this table. */
export const jobsOnly = (...names: Job[]) => {
  const named: SQL = sql.raw(`(select authz.job()) = any ('{${names.join(',')}}'::text[])`)
  return pgPolicy('jobs', { for: 'all', to: pJob, using: named, withCheck: named })
}
