import type { Database, Db } from '@/db/client'
import { openCycle } from '@/lib/assessments/commands'
import { publishCycle } from '@/lib/readiness/commands'
import { applyOpenings, type OpeningChanges } from './apply-openings'
import { applyPeople, type PeopleChanges } from './apply-people'
import { applyRatings, type RatingChanges } from './apply-ratings'
import { checkOpenings } from './check-openings'
import { checkPeople } from './check-people'
import { checkPosts, checkRatings } from './check-ratings'
import { checkRequester, type Requester } from './check-requester'
import { type FileKind, fileKinds } from './files'
import { type Findings, readFindings, streamFindings } from './findings'
import type { Finding, Problem } from './problems'
import { note, openStage, type Staged, stageFile } from './stage'

export type ImportOptions = {
  files: Partial<Record<FileKind, string>>
  /** Name of the cycle that the ratings belong to. */
  cycle?: string
  /** The day from which units and managers hold; the organisation's today when left out. */
  effective?: string
  /** The day on which the cycle is reckoned; its newest rating when left out. */
  asOf?: string
  /** The people file names everybody: whoever is not in it leaves. */
  fullList?: boolean
  /** What was found while the files were made; told with the rest. */
  found?: readonly Finding[]
  /** Without it all is tried and nothing is kept. */
  commit?: boolean
  /** Whoever asks through a page or the API; without one the owner of the machine does, at the command line. */
  requester?: Requester
  /** Is handed every problem as a stream, before anything is kept; the report holds the first ones. */
  keepProblems?: (problems: AsyncIterable<Problem>) => Promise<void>
}

export type ImportReport = Findings & {
  rows: Partial<Record<FileKind, number>>
  changes: (PeopleChanges & { ratings: RatingChanges; openings: OpeningChanges }) | null
  /** Null when no cycle was named or an error came before. */
  published: { cycle: string; version: number; asOf: string; people: number; isNew: boolean } | null
  isKept: boolean
}

/** Told at the start of each stage and while rows are read. */
export type Tell = (stage: string, rows?: number) => void

/** A sentence for the person at the command line; nothing was written. */
export class Refusal extends Error {}

class Undone extends Error {
  constructor(readonly report: ImportReport) {
    super('Rolled back.')
  }
}

/** Checks and writes the files in one transaction that is kept only with `commit` and without errors. */
export async function importFiles(
  database: Database,
  options: ImportOptions,
  tell: Tell = () => {},
): Promise<ImportReport> {
  try {
    return await database.asJob('import', async (db, { today }) => {
      const { rows } = await db.$client.query<{ sample: boolean }>('select is_sample as sample from organisation')
      if (rows[0]!.sample) throw new Refusal(overSample)
      const report = await importInto(db, options, today, tell)
      if (!options.commit || report.errors > 0) throw new Undone({ ...report, isKept: false })
      return report
    })
  } catch (error) {
    if (error instanceof Undone) return error.report
    throw error
  }
}

export const overSample =
  'This database holds the sample organisation. Start with an empty DATA_DIR (npm start -- --no-sample) or run npm run sample:remove.'

/** The same inside a transaction of the caller's, which must end it when there are errors. */
export async function importInto(
  db: Db,
  options: ImportOptions,
  today: string,
  tell: Tell = () => {},
): Promise<ImportReport> {
  const { cycle: cycleName, effective = today, asOf = null, fullList = false } = options
  if (asOf !== null && asOf > today) throw new Refusal(`--as-of ${asOf} is still to come: today is ${today}.`)
  await takeTurn(db)
  const cycle = cycleName ? await openCycle(db, cycleName) : null
  await openStage(db, {
    ...{ effective, asOf, today, fullList: fullList && options.files.people !== undefined },
    cycleId: cycle?.id ?? null,
    frameworkVersionId: cycle?.frameworkVersionId ?? (await newestFramework(db)),
  })
  const staged = await stageAll(db, options, tell)
  await note(db, options.found ?? [])
  const report: ImportReport = {
    ...{ problems: [], errors: 0, warnings: 0, found: 0, changes: null, published: null, isKept: true },
    rows: Object.fromEntries(Object.entries(staged).map(([kind, { rows }]) => [kind, rows])),
  }
  tell('checking units and people')
  await checkPeople(db, { units: staged.units?.columns ?? [], people: staged.people?.columns ?? [] })
  if (options.requester) await checkRequester(db, options.requester)
  if (staged.ratings) {
    tell('checking ratings')
    await checkRatings(db)
  }
  if (staged.openings) {
    tell('checking openings')
    await checkOpenings(db, staged.openings.columns)
  }
  Object.assign(report, await readFindings(db))
  if (report.errors > 0) {
    await options.keepProblems?.(streamFindings(db))
    return report
  }

  tell('writing units and people')
  const people = await applyPeople(db)
  if (staged.ratings) tell('writing ratings')
  const ratings = staged.ratings ? await applyRatings(db) : { added: 0, changed: 0 }
  if (staged.openings) tell('writing openings')
  const openings = staged.openings ? await applyOpenings(db) : { added: 0, changed: 0 }
  report.changes = { ...people, ratings, openings }
  if (staged.ratings) await checkPosts(db)
  Object.assign(report, await readFindings(db))
  await options.keepProblems?.(streamFindings(db))
  await db.$client.query('select authz.advance()')
  if (cycle && cycleName) {
    tell('publishing the result')
    const published = await publishCycle(db, cycle.id, asOf ?? undefined, (done) => tell('publishing the result', done))
    if (published) report.published = { cycle: cycleName, ...published }
  }
  if (isChange(report)) await record(db, report, effective, options.requester)
  return report
}

/**
 * One import at a time. Its statements go over whole tables, some of them filled a moment ago and without statistics: they
 * may sort in memory, and going row by row through another table is never the better plan.
 */
async function takeTurn(db: Db): Promise<void> {
  const { rows } = await db.$client.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(7002) as mine, set_config('work_mem', '64MB', true),
      set_config('enable_nestloop', 'off', true)`,
  )
  if (!rows[0]!.mine) throw new Refusal('Another import is running: wait until it has ended.')
}

async function newestFramework(db: Db): Promise<number | null> {
  const { rows } = await db.$client.query<{ id: number }>(
    `select id from framework_version where status = 'published' order by published_at desc, id desc limit 1`,
  )
  return rows[0]?.id ?? null
}

async function stageAll(
  db: Db,
  { files, cycle }: ImportOptions,
  tell: Tell,
): Promise<Partial<Record<FileKind, Staged>>> {
  const staged: Partial<Record<FileKind, Staged>> = {}
  for (const kind of fileKinds) {
    const path = files[kind]
    if (path === undefined) continue
    tell(`reading ${kind}`)
    staged[kind] = await stageFile(db, kind, path, { cycle, tell: (rows) => tell(`reading ${kind}`, rows) })
  }
  return staged
}

function countsOf({ changes, published }: ImportReport): [name: string, count: number][] {
  const { units, people, ratings, openings, grants } = changes!
  return [
    ...Object.entries({ units, people, ratings, openings, grants }).flatMap(([name, counts]) =>
      Object.entries(counts).map(([kind, count]): [string, number] => [`${name}.${kind}`, count]),
    ),
    ['results.published', published?.isNew ? 1 : 0],
  ]
}

const isChange = (report: ImportReport) => countsOf(report).some(([, count]) => count > 0)

/** The audit names what changed and how much, never whose. The first effective day is kept: before it, lines were assumed. */
async function record(db: Db, report: ImportReport, effective: string, requester?: Requester): Promise<void> {
  const fields = countsOf(report).flatMap(([name, count]) => (count > 0 ? [`${name}:${count}`] : []))
  await db.$client.query(
    `insert into audit_entry (actor, actor_id, action, subject, subject_id, fields)
      values ($3, $4, 'organisation.imported', 'organisation', $1, $2)`,
    [report.published?.cycle ?? null, fields, requester ? 'person' : 'command', requester?.personId ?? null],
  )
  if (report.published?.isNew) {
    await db.$client.query(
      `insert into audit_entry (actor, actor_id, action, subject, subject_id) values ($2, $3, 'cycle.published', 'cycle', $1)`,
      [report.published.cycle, requester ? 'person' : 'command', requester?.personId ?? null],
    )
  }
  await db.$client.query(
    `insert into policy_setting (kind, version, value, note)
      select 'history', 1, jsonb_build_object('knownFrom', $1::date), 'Reporting lines before this day were assumed.'
      where exists (select from person where employee_id is not null) and not (select is_sample from organisation)
        and not exists (select from policy_setting where kind = 'history')`,
    [effective],
  )
}
