import { sql } from 'drizzle-orm'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type Database, type Db } from './client'
import { appDatabaseUrl, appPassword, scramVerifier } from './login'
import * as table from './schema'
import { plantSmallOrganisation, today, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
let database: Database
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
  database = createDatabase(base.appUrl, { connections: 1 })
})
afterAll(async () => {
  await database.end()
  await base.drop()
})

const reader = { personId: who.managerA, persona: 'p_member', readOnly: true } as const
const listPeople = (db: Db) => db.select({ id: table.person.id }).from(table.person).orderBy(table.person.id)
const setToday = (day: string) =>
  database.asJob('command', (db) => db.update(table.organisation).set({ sampleToday: day }))

test('a scope knows the organisation’s day, and keys and days come as numbers and text', async () => {
  const seen = await database.asViewer(reader, async (db, opening) => ({
    opening,
    rows: (await db.execute("select 9007199254740991::bigint as key, date '2026-03-01' as day")).rows,
  }))
  expect(seen).toEqual({ opening: { today }, rows: [{ key: Number.MAX_SAFE_INTEGER, day: '2026-03-01' }] })
})

describe('a read-only scope', () => {
  const write = (readOnly: boolean) =>
    database.asViewer({ ...reader, readOnly }, (db) =>
      db.insert(table.accessLog).values({
        ...{ onDay: today, viewerId: reader.personId, viewerRole: 'manager', purpose: 'team', subjectIds: [3] },
      }),
    )
  test('refuses to write', () => expect(write(true)).rejects.toMatchObject({ code: '25006' }))
  test('a writing one writes', () => expect(write(false)).resolves.toMatchObject({ rowCount: 1 }))
})

test('a handle kept past its scope asks nothing in the next viewer’s name', async () => {
  const ask = (db: Db) =>
    listPeople(db).then(
      () => 'answered',
      (error: Error) => String(error.cause),
    )
  const ended = 'Error: This scope has ended: await the query inside it.'
  let kept: Db | undefined
  await database.asViewer(reader, async (db) => {
    kept = db
  })
  expect(kept && (await ask(kept))).toBe(ended)
  let late: Promise<string> | undefined
  const failing = database.asViewer(reader, async (db) => {
    late = new Promise((resolve) => setImmediate(resolve)).then(() => ask(db))
    throw new Error('over')
  })
  await expect(failing).rejects.toThrow('over')
  expect(await late).toBe(ended)
})

test('a failed statement that nobody noticed saves nothing and says so', async () => {
  const careless = database.asJob('command', async (db) => {
    await db.update(table.organisation).set({ timeZone: 'Europe/Berlin' })
    await db.execute('select 1 / 0').catch(() => {})
  })
  await expect(careless).rejects.toThrow('Nothing was saved')
  const zone = await database.asViewer(reader, (db) => db.select().from(table.organisation))
  expect(zone[0]?.timeZone).toBe('UTC')
})

test('what leaves the door quotes no values', async () => {
  const failing = database.asJob('import', (db) =>
    db.insert(table.person).values({ name: 'Canary Name', employed: '[,)' }),
  )
  const error = await failing.then(null, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(pg.DatabaseError)
  expect(error).toMatchObject({ code: '23514', constraint: 'post_or_account' })
  expect(`${error} ${JSON.stringify(error)}`).not.toContain('Canary')
})

describe('a caller who goes away', () => {
  test('ends the running query, and the next scope works', async () => {
    const leaving = new AbortController()
    const work = database.asViewer({ ...reader, signal: leaving.signal }, async (db) => {
      const slow = db.execute('select pg_sleep(4)')
      leaving.abort(new Error('gone'))
      await slow
    })
    await expect(work).rejects.toThrow('gone')
    expect(await database.asViewer(reader, listPeople)).toHaveLength(3)
    const running = await asOwner(base.ownerUrl, (owner) =>
      owner.query("select from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'"),
    )
    expect(running.rowCount).toBe(0)
  })
  test('saves nothing when nothing runs', async () => {
    const leaving = new AbortController()
    const work = database.asViewer({ ...reader, readOnly: false, signal: leaving.signal }, async () => {
      leaving.abort(new Error('gone'))
    })
    await expect(work).rejects.toThrow('gone')
    await expect(database.asViewer({ ...reader, signal: leaving.signal }, listPeople)).rejects.toThrow('gone')
  })
})

test('a statement that takes too long is ended', async () => {
  const slow = database.asViewer({ ...reader, statementTimeoutMs: 20 }, (db) => db.execute('select pg_sleep(4)'))
  await expect(slow).rejects.toMatchObject({ code: '57014' })
})

test('a broken connection is not used again', async () => {
  const broken = database.asViewer(reader, (db) => db.execute('select pg_terminate_backend(pg_backend_pid())'))
  await expect(broken).rejects.toThrow()
  expect(await database.asViewer(reader, listPeople)).toHaveLength(3)
})

describe('a new day', () => {
  const moveTomorrow = async () => {
    await database.asJob('import', async (db) => {
      await db.execute(sql`update reporting_line set valid = '[2020-01-01,2026-11-24)' where person_id = ${who.peer}`)
      await db
        .insert(table.reportingLine)
        .values({ personId: who.peer, managerId: who.managerB, valid: '[2026-11-24,)' })
    })
  }
  const seenBy = (personId: number) => base.database.asViewer({ ...reader, personId }, listPeople)

  test('moves people on the next request, without anybody’s doing', async () => {
    await moveTomorrow()
    expect(await seenBy(who.managerA)).toEqual([{ id: 2 }, { id: 3 }, { id: 4 }])
    await setToday('2026-11-24')
    expect(await seenBy(who.managerA)).toEqual([{ id: 2 }, { id: 3 }])
    expect(await seenBy(who.managerB)).toEqual([{ id: 4 }, { id: 5 }, { id: 6 }, { id: 8 }, { id: 10 }])
    await setToday(today)
  })

  test('shows nobody, rather than yesterday, while somebody else holds the tree', async () => {
    expect(await seenBy(who.managerA)).toHaveLength(3)
    await setToday('2026-11-25')
    await asOwner(base.ownerUrl, async (owner) => {
      await owner.query('select pg_advisory_lock(7001)')
      expect(await seenBy(who.managerA)).toEqual([])
    })
    expect(await seenBy(who.managerA)).toEqual([{ id: 2 }, { id: 3 }])
    await setToday(today)
  })
})

test('a job stages its file in a temporary table', async () => {
  const staged = await database.asJob('import', async (db) => {
    await db.execute('create temporary table staged (employee_id text, name text) on commit drop')
    const stream = db.$client.query(copyFrom('copy staged from stdin (format csv)'))
    await new Promise<void>((resolve, reject) => {
      stream.once('finish', resolve).once('error', reject)
      stream.end('007,Ünal\n008,"O, Neil"\n')
    })
    return (await db.execute('select * from staged order by 1')).rows
  })
  expect(staged).toEqual([
    { employee_id: '007', name: 'Ünal' },
    { employee_id: '008', name: 'O, Neil' },
  ])
  const stageAsViewer = database.asViewer({ ...reader, readOnly: false }, (db) =>
    db.execute('create temporary table x (y int)'),
  )
  await expect(stageAsViewer).rejects.toMatchObject({ code: '42501' })
})

describe('the app’s login', () => {
  test('follows from the secret alone', () => {
    const url = appDatabaseUrl('postgresql://owner:p%40ss@db.example:6543/gravitas?sslmode=require', 'secret')
    expect(url).toBe(`postgresql://gravitas_app:${appPassword('secret')}@db.example:6543/gravitas?sslmode=require`)
    expect(appPassword('other')).not.toBe(appPassword('secret'))
  })
  test('is stored as RFC 7677 tells', () => {
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
    expect(scramVerifier('pencil', salt)).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
  test('a wrong secret is refused', async () => {
    const wrong = createDatabase(appDatabaseUrl(base.ownerUrl, 'wrong'))
    await expect(wrong.asGate(async () => 1)).rejects.toMatchObject({ code: '28P01' })
    await wrong.end()
  })
})
