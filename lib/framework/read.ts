import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  criterion,
  criterionLevel,
  criterionMapping,
  domain,
  framework,
  frameworkVersion,
  roleProfile,
  scaleLevel,
  target,
} from '@/db/schema'
import { canonical } from './canonical'
import type { Document, DocumentCriterion, DocumentProfile } from './document'
import type { Decided } from './mapping'

const editionColumns = {
  id: frameworkVersion.id,
  frameworkId: frameworkVersion.frameworkId,
  key: framework.key,
  name: framework.name,
  edition: frameworkVersion.edition,
  status: frameworkVersion.status,
  basis: frameworkVersion.basis,
  ratingGuidance: frameworkVersion.ratingGuidance,
  basedOnId: frameworkVersion.basedOnId,
  caseId: frameworkVersion.caseId,
  changedAt: frameworkVersion.changedAt,
  publishedAt: frameworkVersion.publishedAt,
  createdAt: frameworkVersion.createdAt,
  version: frameworkVersion.version,
}

/** Every edition, the newest first; a draft before all. */
export function listEditions(db: Db) {
  return db
    .select(editionColumns)
    .from(frameworkVersion)
    .innerJoin(framework, eq(framework.id, frameworkVersion.frameworkId))
    .orderBy(
      sql`${frameworkVersion.status} = 'draft' desc, ${frameworkVersion.publishedAt} desc nulls last`,
      desc(frameworkVersion.id),
    )
}
export type Edition = Awaited<ReturnType<typeof listEditions>>[number]

/** How many criteria and profiles each edition has. */
export async function countContents(db: Db): Promise<Map<number, { criteria: number; profiles: number }>> {
  const { rows } = await db.execute<{ id: number; criteria: number; profiles: number }>(sql`
    select v.id, (select count(*)::int from ${criterion} c where c.framework_version_id = v.id) as criteria,
      (select count(*)::int from ${roleProfile} p where p.framework_version_id = v.id) as profiles
    from ${frameworkVersion} v`)
  return new Map(rows.map(({ id, criteria, profiles }) => [id, { criteria, profiles }]))
}

/** The edition as a document. */
export async function readDocument(db: Db, edition: Edition): Promise<Document> {
  const versionId = edition.id
  const scale = await db
    .select({ level: scaleLevel.level, name: scaleLevel.name, meaning: scaleLevel.meaning })
    .from(scaleLevel)
    .where(eq(scaleLevel.frameworkVersionId, versionId))
    .orderBy(asc(scaleLevel.level))
  const domains = await db
    .select({
      ...{ key: domain.key, name: domain.name, shortName: domain.shortName, summary: domain.summary },
      caseId: domain.caseId,
    })
    .from(domain)
    .where(eq(domain.frameworkVersionId, versionId))
    .orderBy(asc(domain.position))
  const profiles = await readProfiles(db, versionId)
  return canonical({
    ...{ key: edition.key, name: edition.name, version: edition.edition, basis: edition.basis },
    ...{ ratingGuidance: edition.ratingGuidance, scale, caseId: edition.caseId ?? undefined },
    domains: domains.map((each) => ({ ...each, caseId: each.caseId ?? undefined })),
    criteria: await readCriteria(db, versionId),
    default: profiles.find(({ isDefault }) => isDefault)?.key ?? '',
    profiles,
  })
}

async function readCriteria(db: Db, versionId: number): Promise<DocumentCriterion[]> {
  const found = await db
    .select({
      ...{ key: criterion.key, domain: domain.key, name: criterion.name, definition: criterion.definition },
      ...{ references: criterion.references, evidenceExamples: criterion.evidenceExamples },
      ...{ selfPrompt: criterion.selfPrompt, managerPrompt: criterion.managerPrompt, caseId: criterion.caseId },
      levels: sql<{ level: number; descriptor: string; separates: string | null }[]>`coalesce((
        select json_agg(json_build_object('level', l.level, 'descriptor', l.descriptor, 'separates', l.separates_next)
          order by l.level)
        from ${criterionLevel} l where l.criterion_id = ${criterion}.id), '[]')`,
    })
    .from(criterion)
    .innerJoin(domain, eq(domain.id, criterion.domainId))
    .where(eq(criterion.frameworkVersionId, versionId))
    .orderBy(asc(criterion.position))
  return found.map(({ levels, caseId, ...each }) => ({
    ...each,
    levels: levels.map(({ descriptor }) => descriptor),
    distinguish: Object.fromEntries(
      levels.flatMap(({ level, separates }) => (separates ? [[`${level}-${level + 1}`, separates]] : [])),
    ),
    caseId: caseId ?? undefined,
  }))
}

async function readProfiles(db: Db, versionId: number): Promise<(DocumentProfile & { isDefault: boolean })[]> {
  return db
    .select({
      ...{ key: roleProfile.key, name: roleProfile.name, order: roleProfile.position, summary: roleProfile.summary },
      isDefault: roleProfile.isDefault,
      criteria: sql<DocumentProfile['criteria']>`coalesce((
        select json_agg(json_build_object('criterion', c.key, 'target', t.target, 'weight', t.weight,
          'mustHave', t.minimum is not null, 'minimum', t.minimum) order by c.position)
        from ${target} t join ${criterion} c on c.id = t.criterion_id where t.role_profile_id = ${roleProfile}.id), '[]')`,
    })
    .from(roleProfile)
    .where(eq(roleProfile.frameworkVersionId, versionId))
    .orderBy(asc(roleProfile.position))
}

/** What HR has decided so far about the criteria of the edition that a draft was made from. */
export async function readMapping(db: Db, versionId: number): Promise<Decided[]> {
  return db
    .select({ from: criterionMapping.fromKey, kind: criterionMapping.kind, to: criterionMapping.toKeys })
    .from(criterionMapping)
    .where(eq(criterionMapping.frameworkVersionId, versionId))
    .orderBy(asc(criterionMapping.fromKey))
}

/** The draft, held for this transaction when it is going to be changed. */
export async function findDraft(db: Db, isLocked = false): Promise<Edition | undefined> {
  const query = db
    .select(editionColumns)
    .from(frameworkVersion)
    .innerJoin(framework, eq(framework.id, frameworkVersion.frameworkId))
    .where(and(eq(frameworkVersion.status, 'draft')))
    .orderBy(desc(frameworkVersion.id))
    .limit(1)
  const [found] = await (isLocked ? query.for('update', { of: frameworkVersion }) : query)
  return found
}
