import type { Targets } from '@/lib/analytics/rules'
import type { Framework, RoleProfile } from '@/lib/framework/shapes'
import type { MapDomain } from '../charts/gap-face'
import type { MapView } from './map-view'

export const targetsOf = (role: RoleProfile): Targets =>
  new Map(role.targets.map(({ criterion, target }) => [criterion, target]))

/**
 * The framework's domains as groups of columns. A phone shows one of them: the one in the address, else that of the open
 * cell, of the sorted criterion or of the widest gap.
 */
export function mapDomains(framework: Framework, role: RoleProfile, view: MapView, widest?: string): MapDomain[] {
  const asked = new Map(role.targets.map((target) => [target.criterion, target]))
  const holds = (criterion: string | undefined) =>
    framework.domains.find(({ criteria }) => criteria.some(({ key }) => key === criterion))?.key
  const named = framework.domains.find(({ key }) => key === view.domain)?.key
  const shown =
    named ?? holds(view.cell?.criterion) ?? holds(view.sort?.criterion) ?? holds(widest) ?? framework.domains[0]?.key
  return framework.domains
    .filter(({ criteria }) => criteria.length > 0)
    .map(({ key, name, shortName, criteria }) => ({
      key,
      name,
      shortName,
      isOff: key !== shown,
      columns: criteria.map((criterion, at) => ({
        key: criterion.key,
        name: criterion.name,
        target: asked.get(criterion.key),
        isFirst: at === 0,
        isOff: key !== shown,
      })),
    }))
}
