import { eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { criterion, criterionLevel, domain, roleProfile, scaleLevel, target } from '@/db/schema'
import type { Document } from './document'

/** Writes what an edition holds into an edition that holds nothing. The document must be sound enough for the tables. */
export async function keepContents(db: Db, frameworkVersionId: number, document: Document): Promise<void> {
  if (document.scale.length > 0)
    await db.insert(scaleLevel).values(document.scale.map((level) => ({ frameworkVersionId, ...level })))
  const criteria = await keepCriteria(db, frameworkVersionId, document)
  await keepProfiles(db, frameworkVersionId, document, criteria)
}

/** Takes everything out of a draft again. */
export async function dropContents(db: Db, frameworkVersionId: number): Promise<void> {
  const profiles = db
    .select({ id: roleProfile.id })
    .from(roleProfile)
    .where(eq(roleProfile.frameworkVersionId, frameworkVersionId))
  const criteria = db
    .select({ id: criterion.id })
    .from(criterion)
    .where(eq(criterion.frameworkVersionId, frameworkVersionId))
  await db.delete(target).where(inArray(target.roleProfileId, profiles))
  await db.delete(roleProfile).where(eq(roleProfile.frameworkVersionId, frameworkVersionId))
  await db.delete(criterionLevel).where(inArray(criterionLevel.criterionId, criteria))
  await db.delete(criterion).where(eq(criterion.frameworkVersionId, frameworkVersionId))
  await db.delete(domain).where(eq(domain.frameworkVersionId, frameworkVersionId))
  await db.delete(scaleLevel).where(eq(scaleLevel.frameworkVersionId, frameworkVersionId))
}

/** Positions run through the whole edition, domain by domain, so that stored arrays read like the map does. */
async function keepCriteria(db: Db, frameworkVersionId: number, data: Document): Promise<Map<string, number>> {
  if (data.domains.length === 0) return new Map()
  const domains = await db
    .insert(domain)
    .values(data.domains.map((each, at) => ({ frameworkVersionId, ...each, position: at + 1 })))
    .returning({ id: domain.id, key: domain.key })
  const domainIds = new Map(domains.map(({ id, key }) => [key, id]))
  const inOrder = data.domains.flatMap(({ key }) => data.criteria.filter((each) => each.domain === key))
  if (inOrder.length === 0) return new Map()
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
        separatesNext: distinguish[`${level}-${level + 1}`] || null,
      })),
    ),
  )
  return ids
}

/** A criterion that a profile asks nothing of gets no row: no row means not applicable. */
async function keepProfiles(
  db: Db,
  frameworkVersionId: number,
  data: Document,
  criteria: ReadonlyMap<string, number>,
): Promise<void> {
  if (data.profiles.length === 0) return
  const profiles = await db
    .insert(roleProfile)
    .values(
      data.profiles.map(({ key, name, summary }, at) => ({
        ...{ frameworkVersionId, key, name, summary },
        position: at + 1,
        isDefault: key === data.default,
      })),
    )
    .returning({ id: roleProfile.id, key: roleProfile.key })
  const ids = new Map(profiles.map(({ id, key }) => [key, id]))
  const asked = data.profiles.flatMap(({ key, criteria: all }) =>
    all
      .filter((each) => each.target > 0 && each.weight > 0)
      .map((each) => ({
        roleProfileId: ids.get(key)!,
        criterionId: criteria.get(each.criterion)!,
        ...{ target: each.target, weight: each.weight, minimum: each.minimum },
      })),
  )
  if (asked.length > 0) await db.insert(target).values(asked)
}
