import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { framework, frameworkVersion } from '@/db/schema'
import { readDefaultFramework } from './default-framework'
import type { Document } from './document'
import { keepContents } from './keep'

/** Writes the framework that comes with the product as a published edition; false when that edition is there already. */
export async function loadDefaultFramework(db: Db, data: Document = readDefaultFramework()): Promise<boolean> {
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
  await keepContents(db, made!.id, data)
  await db
    .update(frameworkVersion)
    .set({ status: 'published', publishedAt: sql`now()` })
    .where(eq(frameworkVersion.id, made!.id))
  return true
}
