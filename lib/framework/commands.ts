import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  criterion,
  criterionLevel,
  domain,
  framework,
  frameworkVersion,
  roleProfile,
  scaleLevel,
  target,
} from '@/db/schema'
import { type DefaultFramework, readDefaultFramework } from './default-framework'

/** Writes the framework that comes with the product as a published edition; false when that edition is there already. */
export async function loadDefaultFramework(db: Db, data: DefaultFramework = readDefaultFramework()): Promise<boolean> {
  const { key, name, version: edition, basis, ratingGuidance } = data
  await db.insert(framework).values({ key, name }).onConflictDoNothing()
  const [owner] = await db.select({ id: framework.id }).from(framework).where(eq(framework.key, key))
  const frameworkId = owner!.id
  const there = await db
    .select({ id: frameworkVersion.id })
    .from(frameworkVersion)
    .where(and(eq(frameworkVersion.frameworkId, frameworkId), eq(frameworkVersion.edition, edition)))
  if (there.length > 0) return false
  const [made] = await db
    .insert(frameworkVersion)
    .values({ frameworkId, edition, basis, ratingGuidance })
    .returning({ id: frameworkVersion.id })
  const frameworkVersionId = made!.id
  await db.insert(scaleLevel).values(data.scale.map((level) => ({ frameworkVersionId, ...level })))
  const criteria = await addCriteria(db, frameworkVersionId, data)
  await addProfiles(db, frameworkVersionId, data, criteria)
  await db
    .update(frameworkVersion)
    .set({ status: 'published', publishedAt: sql`now()` })
    .where(eq(frameworkVersion.id, frameworkVersionId))
  return true
}

/** Positions run through the whole edition, domain by domain, so that stored arrays read like the map does. */
async function addCriteria(db: Db, frameworkVersionId: number, data: DefaultFramework): Promise<Map<string, number>> {
  const domains = await db
    .insert(domain)
    .values(data.domains.map((each, at) => ({ frameworkVersionId, ...each, position: at + 1 })))
    .returning({ id: domain.id, key: domain.key })
  const domainIds = new Map(domains.map(({ id, key }) => [key, id]))
  const inOrder = data.domains.flatMap(({ key }) => data.criteria.filter((each) => each.domain === key))
  const criteria = await db
    .insert(criterion)
    .values(
      inOrder.map(({ domain: domainKey, levels: _, distinguish: __, ...each }, at) => ({
        ...each,
        frameworkVersionId,
        domainId: domainIds.get(domainKey)!,
        position: at + 1,
      })),
    )
    .returning({ id: criterion.id, key: criterion.key })
  const ids = new Map(criteria.map(({ id, key }) => [key, id]))
  await db.insert(criterionLevel).values(
    inOrder.flatMap(({ key, levels, distinguish }) =>
      levels.map((descriptor, level) => ({
        criterionId: ids.get(key)!,
        level,
        descriptor,
        separatesNext: distinguish[`${level}-${level + 1}`] ?? null,
      })),
    ),
  )
  return ids
}

/** A criterion that a profile asks nothing of gets no row: no row means not applicable. */
async function addProfiles(
  db: Db,
  frameworkVersionId: number,
  data: DefaultFramework,
  criteria: ReadonlyMap<string, number>,
): Promise<void> {
  const profiles = await db
    .insert(roleProfile)
    .values(
      data.profiles.map(({ key, name, summary, order }) => ({
        ...{ frameworkVersionId, key, name, summary },
        position: order,
        isDefault: key === data.default,
      })),
    )
    .returning({ id: roleProfile.id, key: roleProfile.key })
  const ids = new Map(profiles.map(({ id, key }) => [key, id]))
  await db.insert(target).values(
    data.profiles.flatMap(({ key, criteria: asked }) =>
      asked
        .filter((each) => each.target > 0 && each.weight > 0)
        .map((each) => ({
          roleProfileId: ids.get(key)!,
          criterionId: criteria.get(each.criterion)!,
          ...{ target: each.target, weight: each.weight, minimum: each.minimum },
        })),
    ),
  )
}
