import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
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

/**
 * The edition a cycle was rated by, the one named, else that of the newest result, with everything in it; NOT_FOUND in words.
 * One statement: every page asks for it.
 */
export async function getFramework(db: Db, wanted: { cycle?: string; edition?: string } = {}): Promise<Framework> {
  const { cycle: cycleName, edition: label } = wanted
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

/** A part of the edition as a list, in order. */
const listOf = <T>(row: SQL, from: SQL, order: SQL) =>
  sql<T[]>`coalesce((select json_agg(${row} order by ${order}) from ${from}), '[]')`

const levels = listOf<Criterion['levels'][number]>(
  sql`json_build_object('level', l.level, 'descriptor', l.descriptor, 'separatesNext', l.separates_next)`,
  sql`${criterionLevel} l where l.criterion_id = k.id`,
  sql`l.level`,
)
// A pointer that nobody has checked is for the editor alone.
const references = listOf<Criterion['references'][number]>(
  sql`r`,
  sql`jsonb_array_elements(k.references) with ordinality as e (r, place) where (r ->> 'checked')::boolean`,
  sql`place`,
)
const criteria = listOf<Criterion>(
  sql`json_build_object('key', k.key, 'name', k.name, 'definition', k.definition, 'position', k.position,
    'selfPrompt', k.self_prompt, 'managerPrompt', k.manager_prompt, 'evidenceExamples', k.evidence_examples,
    'references', ${references}, 'levels', ${levels})`,
  sql`${criterion} k where k.domain_id = d.id`,
  sql`k.position`,
)
const targets = listOf<RoleProfile['targets'][number]>(
  sql`json_build_object('criterion', k.key, 'target', t.target, 'weight', t.weight, 'minimum', t.minimum)`,
  sql`${target} t join ${criterion} k on k.id = t.criterion_id
    where t.role_profile_id = p.id and t.target > 0 and t.weight > 0`,
  sql`k.position`,
)

const columns = {
  key: framework.key,
  name: framework.name,
  edition: frameworkVersion.edition,
  scale: listOf<Framework['scale'][number]>(
    sql`json_build_object('level', s.level, 'name', s.name, 'meaning', s.meaning)`,
    sql`${scaleLevel} s where s.framework_version_id = ${frameworkVersion.id}`,
    sql`s.level`,
  ),
  ratingGuidance: frameworkVersion.ratingGuidance,
  domains: listOf<Framework['domains'][number]>(
    sql`json_build_object('key', d.key, 'name', d.name, 'shortName', d.short_name, 'summary', d.summary,
      'criteria', ${criteria})`,
    sql`${domain} d where d.framework_version_id = ${frameworkVersion.id}`,
    sql`d.position`,
  ),
  profiles: listOf<RoleProfile>(
    sql`json_build_object('key', p.key, 'name', p.name, 'summary', p.summary, 'position', p.position,
      'isDefault', p.is_default, 'targets', ${targets})`,
    sql`${roleProfile} p where p.framework_version_id = ${frameworkVersion.id}`,
    sql`p.position`,
  ),
}

const ofNewestResult = sql`${frameworkVersion.id} = (
  select r.framework_version_id from ${result} r join ${cycle} c on c.id = r.cycle_id
  order by c.as_of_on desc nulls last, c.id desc, r.version desc limit 1)`
