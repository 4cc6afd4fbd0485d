import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  criterion,
  criterionLevel,
  cycle,
  domain,
  framework,
  frameworkVersion,
  result,
  roleProfile,
  scaleLevel,
  target,
} from '@/db/schema'
import { notFound } from '@/lib/access/errors'
import { noSuchCycle } from '@/lib/people/published'
import type { Criterion, Framework, RoleProfile } from './shapes'

/** The edition a cycle was rated by, the one named, else that of the newest result, with everything in it; NOT_FOUND in words. */
export async function getFramework(db: Db, wanted: { cycle?: string; edition?: string } = {}): Promise<Framework> {
  const edition = await getEdition(db, wanted.cycle, wanted.edition)
  const versionId = edition.id
  return {
    key: edition.key,
    name: edition.name,
    edition: edition.edition,
    scale: await db
      .select({ level: scaleLevel.level, name: scaleLevel.name, meaning: scaleLevel.meaning })
      .from(scaleLevel)
      .where(eq(scaleLevel.frameworkVersionId, versionId))
      .orderBy(asc(scaleLevel.level)),
    ratingGuidance: edition.ratingGuidance,
    domains: await listDomains(db, versionId),
    profiles: await listProfiles(db, versionId),
  }
}

const ofNewestResult = sql`${frameworkVersion.id} = (
  select r.framework_version_id from ${result} r join ${cycle} c on c.id = r.cycle_id
  order by c.as_of_on desc nulls last, c.id desc, r.version desc limit 1)`

async function getEdition(db: Db, cycleName: string | undefined, label: string | undefined) {
  const columns = {
    id: frameworkVersion.id,
    key: framework.key,
    name: framework.name,
    edition: frameworkVersion.edition,
    ratingGuidance: frameworkVersion.ratingGuidance,
  }
  const editions = db
    .select(columns)
    .from(frameworkVersion)
    .innerJoin(framework, eq(framework.id, frameworkVersion.frameworkId))
    .$dynamic()
  const [found] =
    cycleName === undefined
      ? await editions
          .where(
            and(
              eq(frameworkVersion.status, 'published'),
              label === undefined || label === 'newest' ? undefined : eq(frameworkVersion.edition, label),
            ),
          )
          // Pages that name no cycle show the newest result: the words are those it was rated by.
          .orderBy(
            ...(label === undefined ? [sql`${ofNewestResult} desc nulls last`] : []),
            sql`${frameworkVersion.publishedAt} desc nulls last`,
            desc(frameworkVersion.id),
          )
          .limit(1)
      : await editions
          .innerJoin(cycle, eq(cycle.frameworkVersionId, frameworkVersion.id))
          .where(eq(cycle.name, cycleName))
  if (found) return found
  if (cycleName !== undefined) throw noSuchCycle(cycleName)
  throw notFound(
    label === undefined ? 'There is no published framework yet.' : `There is no published edition ${label}.`,
  )
}

async function listDomains(db: Db, versionId: number) {
  const domains = await db
    .select({ id: domain.id, key: domain.key, name: domain.name, shortName: domain.shortName, summary: domain.summary })
    .from(domain)
    .where(eq(domain.frameworkVersionId, versionId))
    .orderBy(asc(domain.position))
  const levels = sql<Criterion['levels']>`coalesce((
    select json_agg(json_build_object('level', l.level, 'descriptor', l.descriptor, 'separatesNext', l.separates_next)
      order by l.level)
    from ${criterionLevel} l where l.criterion_id = ${criterion}.id), '[]')`
  const criteria = await db
    .select({
      domainId: criterion.domainId,
      shown: {
        key: criterion.key,
        name: criterion.name,
        definition: criterion.definition,
        position: criterion.position,
        selfPrompt: criterion.selfPrompt,
        managerPrompt: criterion.managerPrompt,
        evidenceExamples: criterion.evidenceExamples,
        // A pointer that nobody has checked is for the editor alone.
        references: sql<Criterion['references']>`coalesce((
          select json_agg(r order by place) from jsonb_array_elements(${criterion.references}) with ordinality as e (r, place)
          where (r ->> 'checked')::boolean), '[]')`,
        levels,
      },
    })
    .from(criterion)
    .where(eq(criterion.frameworkVersionId, versionId))
    .orderBy(asc(criterion.position))
  return domains.map(({ id, ...shown }) => ({
    ...shown,
    criteria: criteria.filter(({ domainId }) => domainId === id).map((row) => row.shown),
  }))
}

async function listProfiles(db: Db, versionId: number): Promise<RoleProfile[]> {
  const targets = sql<RoleProfile['targets']>`coalesce((
    select json_agg(json_build_object('criterion', k.key, 'target', t.target, 'weight', t.weight, 'minimum', t.minimum)
      order by k.position)
    from ${target} t join ${criterion} k on k.id = t.criterion_id
    where t.role_profile_id = ${roleProfile}.id and t.target > 0 and t.weight > 0), '[]')`
  return db
    .select({
      key: roleProfile.key,
      name: roleProfile.name,
      summary: roleProfile.summary,
      position: roleProfile.position,
      isDefault: roleProfile.isDefault,
      targets,
    })
    .from(roleProfile)
    .where(eq(roleProfile.frameworkVersionId, versionId))
    .orderBy(asc(roleProfile.position))
}
