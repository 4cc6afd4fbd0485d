import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createDatabase } from '../client'
import { appDatabaseUrl } from '../login'
import { accessLog } from '../schema'
import { plantSmallOrganisation, who } from '../small-organisation'
import { onDatabase } from '../test-cluster'
import { asOwner, createTestDatabase, type TestDatabase } from '../test-database'
import { drill } from './drill'
import { dump } from './dump'
import { isFaithful, load } from './load'

const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-backup-'))
let source: TestDatabase
let file: string
let dumped: Awaited<ReturnType<typeof contents>>
beforeAll(async () => {
  source = await createTestDatabase()
  await plantSmallOrganisation(source)
  // A name that COPY must write with care, a log of a month that has no partition, an account without a person's post.
  await asSuperuser(source, (superuser) => superuser.query(`select setval('person_id_seq', 500)`))
  await source.database.asJob('command', (db) =>
    db.execute(sql`insert into person (name, employed) values (${'Ta\tb \\N "quoted", line\nbreak Ωß 🌍'}, 'empty')`),
  )
  await asSuperuser(source, (superuser) =>
    superuser.query(
      `insert into access_log (on_day, viewer_id, viewer_role, purpose, subject_ids) values ('2024-02-29', 1, 'hr', 'x', '{2,3}')`,
    ),
  )
  const scope = { personId: who.hr, persona: 'p_hr' as const, readOnly: false }
  const look = {
    onDay: '2026-11-22',
    viewerId: who.hr,
    viewerRole: 'hr',
    purpose: 'person',
    subjectIds: [who.employee],
  }
  await source.database.asViewer(scope, (db) => db.insert(accessLog).values(look))
  file = (await dump(source.ownerUrl, () => path.join(folder, 'one.backup'))).file
  const all = await contents(source)
  expect(all.result_pack).toHaveLength(1)
  // Packs are made anew from results.
  dumped = { ...all, result_pack: [] }
})
afterAll(() => source.drop())

const asSuperuser = <T>({ name }: TestDatabase, work: (superuser: Client) => Promise<T>) =>
  asOwner(onDatabase(inject('cluster').superUrl, name), work)

const contents = (database: TestDatabase) =>
  asSuperuser(database, async (superuser) => {
    const tables = await superuser.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relkind in ('r', 'p') and not relispartition
        and relnamespace in ('public'::regnamespace, 'authz'::regnamespace) order by 1`,
    )
    const rows: Record<string, string[]> = {}
    for (const { name } of tables.rows) {
      const found = await superuser.query<{ line: string }>(`select t::text as line from ${name} t order by 1`)
      rows[name] = found.rows.map(({ line }) => line)
    }
    return rows
  })

const withTarget = async <T>(work: (target: TestDatabase) => Promise<T>) => {
  const target = await createTestDatabase()
  try {
    return await work(target)
  } finally {
    await target.drop()
  }
}

test('what was backed up comes back row by row, guarded as before', () =>
  withTarget(async (target) => {
    const loaded = await load(target.ownerUrl, file)
    expect(loaded).toMatchObject({ differences: [], flaws: [], closureFaults: 0 })
    expect(isFaithful(loaded)).toBe(true)
    const here = await contents(target)
    expect(here).toEqual(dumped)
    expect(here.person?.length).toBeGreaterThan(5)
    expect(here.access_log).toHaveLength(3)
    expect(here.reporting_closure?.length).toBeGreaterThan(5)
    // The next person gets the next number, and rows are still guarded.
    const next = (database: TestDatabase) =>
      database.database.asJob('command', async (db) => {
        const { rows } = await db.execute<{ id: number }>(
          sql`insert into person (name, employed) values ('Next', 'empty') returning id`,
        )
        return rows[0]?.id
      })
    expect(await next(target)).toBe(await next(source))
    const seen = await asOwner(target.ownerUrl, (owner) => owner.query('select from person'))
    expect(seen.rowCount).toBe(0)
    await expect(asOwner(target.ownerUrl, (owner) => owner.query('truncate audit_entry'))).rejects.toThrow(
      'append-only',
    )
  }))

test('only its owner may read the file, and an unfinished one has another name', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(`${file}.part`, { throwIfNoEntry: false })).toBeUndefined()
})

test('a drill leaves the living database alone and nothing behind', async () => {
  const before = await contents(source)
  const looked: number[] = []
  const loaded = await drill(source.ownerUrl, source.authSecret, file, async (scratchUrl) => {
    const scratch = createDatabase(appDatabaseUrl(scratchUrl, source.authSecret))
    const { rows } = await scratch.asJob('command', (db) =>
      db.execute<{ people: number }>(sql`select count(*)::int as people from person`),
    )
    looked.push(rows[0]?.people ?? 0)
    await scratch.end()
  })
  expect(isFaithful(loaded)).toBe(true)
  expect(looked).toEqual([dumped.person?.length])
  expect(await contents(source)).toEqual(before)
  const left = await asOwner(source.ownerUrl, (owner) =>
    owner.query(`select datname from pg_database where datname like 'gravitas_drill%'`),
  )
  expect(left.rows).toEqual([])
})

test('a database with people is replaced only when asked', () =>
  withTarget(async (target) => {
    await target.database.asJob('command', (db) =>
      db.execute(sql`insert into person (name, employed) values ('Somebody else', 'empty')`),
    )
    const before = await contents(target)
    await expect(load(target.ownerUrl, file)).rejects.toThrow(/holds one person: nothing was changed.*--replace/)
    expect(await contents(target)).toEqual(before)
    expect(isFaithful(await load(target.ownerUrl, file, { replace: true }))).toBe(true)
    expect(await contents(target)).toEqual(dumped)
  }))

test('a policy that is not as it was is told, and nothing is kept', () =>
  withTarget(async (target) => {
    await asOwner(target.ownerUrl, (owner) =>
      owner.query('drop policy hr on rating; grant select on rating to p_admin'),
    )
    const loaded = await load(target.ownerUrl, file)
    expect(loaded.differences.map((line) => line.slice(0, 36))).toEqual([
      expect.stringMatching(/^missing: policy hr on rating/),
      expect.stringMatching(/^added: grant SELECT on rating/),
    ])
    expect(isFaithful(loaded)).toBe(false)
    expect((await contents(target)).person).toEqual([])
  }))

/** The same pieces with other words in them and a checksum that fits. */
function rewrite(change: (text: string) => string): string {
  const whole = readFileSync(file)
  const text = gunzipSync(whole.subarray(0, -32)).toString('latin1')
  const packed = gzipSync(Buffer.from(change(text), 'latin1'))
  const other = path.join(folder, 'rewritten.backup')
  writeFileSync(other, Buffer.concat([packed, createHash('sha256').update(packed).digest()]))
  return other
}

describe('a file that is no whole backup is refused in a sentence, and nothing is written', () => {
  const damaged = (change: (whole: Buffer) => Buffer) => () => {
    const other = path.join(folder, 'damaged.backup')
    writeFileSync(other, change(readFileSync(file)))
    return other
  }
  const cases: [what: string, make: () => string, says: RegExp][] = [
    ['missing', () => path.join(folder, 'none.backup'), /There is no file/],
    ['empty', damaged(() => Buffer.alloc(0)), /no backup of Gravitas, or it is cut off/],
    ['cut off', damaged((whole) => whole.subarray(0, whole.length - 1)), /damaged or cut off/],
    ['cut in half', damaged((whole) => whole.subarray(0, whole.length / 2)), /damaged or cut off/],
    ...[0, 5, 1000, 5000].map((at): (typeof cases)[number] => [
      `flipped at ${at}`,
      damaged((whole) => {
        whole[at] = (whole[at] ?? 0) ^ 1
        return whole
      }),
      /damaged or cut off/,
    ]),
    ['another file', damaged(() => Buffer.alloc(5000, 'name;email\n')), /damaged or cut off/],
    [
      'of an older release',
      () => rewrite((text) => text.replace(/"schema":"\d{4}_\w{3}/, '"schema":"0003_sig')),
      /This backup is of 0003_sig.*, this release of/,
    ],
    ['with another row', () => rewrite((text) => text.replace('Ta\\tb', 'Ta\\tc')), /^unequal: person$/],
  ]
  test.each(cases)('%s', (_, make, says) =>
    withTarget(async (target) => {
      const before = await contents(target)
      const answer = load(target.ownerUrl, make()).then(({ tables }) => {
        const unequal = tables.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
        throw new Error(`unequal: ${unequal.join()}`)
      })
      await expect(answer).rejects.toThrow(says)
      expect(await contents(target)).toEqual(before)
    }),
  )
})
