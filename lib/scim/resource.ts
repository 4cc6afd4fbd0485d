import { publicUrl } from '@/lib/access/address'
import { enterpriseSchema, userSchema } from './facts'
import type { Known } from './queries'

const iso = (at: Date | string) => new Date(at).toISOString()
export const locationOf = (path: string) => new URL(`/scim/v2/${path}`, publicUrl()).href

/** Changes with every change of the person or of what the directory says of them. */
export const etagOf = ({ version, kept }: Known) => `W/"${version}.${kept ?? 0}"`

/** What is empty is left out, as SCIM has it. */
const filled = <T extends object>(fields: T) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )

/** The person as a SCIM user. Nothing here speaks of ability. */
export function resourceOf(known: Known) {
  const location = locationOf(`Users/${encodeURIComponent(known.employee_id)}`)
  const isSameName = [known.given_name, known.family_name].filter(Boolean).join(' ') === known.name
  const parts = isSameName ? { givenName: known.given_name, familyName: known.family_name } : {}
  const manager = known.pending_manager ?? known.manager_id
  const enterprise = filled({
    employeeNumber: known.employee_id,
    department: known.department ?? known.unit_name,
    division: known.division,
    costCenter: known.cost_center,
    organization: known.organization,
    manager:
      manager &&
      filled({
        value: manager,
        $ref: known.pending_manager ? null : locationOf(`Users/${encodeURIComponent(manager)}`),
        displayName: known.pending_manager ? null : known.manager_name,
      }),
  })
  return {
    schemas: [userSchema, enterpriseSchema],
    id: known.employee_id,
    ...filled({ externalId: known.external_id }),
    userName: known.user_name,
    displayName: known.name,
    name: filled({ formatted: known.name, ...parts }),
    ...filled({ title: known.job_title }),
    ...(known.email ? { emails: [{ value: known.email, type: 'work', primary: true }] } : {}),
    active: known.is_active,
    [enterpriseSchema]: enterprise,
    meta: {
      ...{ resourceType: 'User', location, version: etagOf(known) },
      ...filled({
        created: known.created_at && iso(known.created_at),
        lastModified: known.modified_at && iso(known.modified_at),
      }),
    },
  }
}
