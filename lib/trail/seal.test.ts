import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { onDatabase } from '@/db/test-cluster'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { idsIn, rangesOf } from './rules'
import { sealEntries } from './seal'
import { verifyChain } from './verify'
import { verifyCommand } from './verify-command'

let planted: TestDatabase
let root: Client
beforeAll(async () => {
  planted = await createTestDatabase()
  root = new Client({ connectionString: onDatabase(inject('cluster').superUrl, planted.name) })
  await root.connect()
  await root.query("set session_replication_role = 'replica'")
})
afterAll(async () => {
  await root.end()
  await planted.drop()
})

/** Other test files' transactions run in the same cluster: they are waited for too. */
const patient = { looks: 400, between: 25 }
const seal = (patience = patient) => sealEntries(planted.database, patience)
const verify = () => planted.database.asJob('seal', (db) => verifyChain(db))
const write = (count: number) =>
  planted.database.asJob('command', async (db) => {
    await db.$client.query(
      `insert into audit_entry (actor, action, subject, subject_id, fields)
        select 'command', 'thing.made', 'thing', n::text, array['a', 'b'] from generate_series(1, $1::int) n`,
      [count],
    )
  })

describe('the chain', () => {
  beforeEach(async () => {
    await root.query('truncate audit_entry, audit_seal, audit_head restart identity')
  })

  test('nothing to seal is nothing sealed, and whole', async () => {
    expect(await seal()).toBe(0)
    expect(await verify()).toEqual({ blocks: 0, entries: 0, waiting: 0, removed: 0, head: null, fault: null })
  })

  test('entries are sealed once, in blocks that follow each other; newer ones wait', async () => {
    await write(3)
    expect(await seal()).toBe(3)
    expect(await seal()).toBe(0)
    await write(5_001)
    expect(await seal()).toBe(5_001)
    await write(2)
    expect(await verify()).toMatchObject({ blocks: 3, entries: 5_004, waiting: 2, fault: null })
    expect(await verifyCommand(planted.database, [])).toMatch(
      /^5004 entries in 3 blocks .*; 2 wait .*Newest: 3:[0-9a-f]{64}$/,
    )
  })

  test('an entry of a slow transaction is waited for, and no later one is sealed before it', async () => {
    const slow = new Client({ connectionString: planted.appUrl })
    await slow.connect()
    await slow.query("begin; set local role p_job; select set_config('app.job', 'command', true)")
    await slow.query("insert into audit_entry (actor, action, subject) values ('command', 'slow.done', 'thing')")
    await write(2)
    expect(await seal({ looks: 2, between: 0 })).toBe(0)
    await slow.query('commit')
    await slow.end()
    expect(await seal()).toBe(3)
    expect(await verify()).toMatchObject({ blocks: 1, entries: 3, waiting: 0, fault: null })
  })

  test('what was rolled back leaves a gap that is no fault', async () => {
    await write(1)
    await planted.database
      .asJob('command', async (db) => {
        await db.$client.query("insert into audit_entry (actor, action, subject) values ('command', 'x.undone', 'x')")
        throw new Error('undone')
      })
      .catch(() => {})
    await write(1)
    expect(await seal()).toBe(2)
    expect(await verify()).toMatchObject({ entries: 2, fault: null })
  })

  test('writers at the same time as sealers lose nothing', async () => {
    let writing = true
    const sealer = async () => {
      let sealed = 0
      while (writing) sealed += await sealEntries(planted.database, { looks: 3, between: 5 })
      return sealed
    }
    const sealers = [sealer(), sealer()]
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let round = 0; round < 10; round++) await write(3)
      }),
    )
    writing = false
    const during = (await Promise.all(sealers)).reduce((sum, n) => sum + n, 0)
    const after = await seal()
    expect(during + after).toBe(180)
    expect(await verify()).toMatchObject({ entries: 180, waiting: 0, fault: null })
  })

  test('the application can neither change entries and seals nor add a block by another job', async () => {
    await write(1)
    await seal()
    const attempt = (job: 'command' | 'seal' | 'privacy', query: string) =>
      planted.database
        .asJob(job, (db) => db.$client.query(query))
        .then(
          () => 'done',
          (error: { code?: string }) => error.code,
        )
    expect(await attempt('seal', "update audit_entry set actor = 'x'")).toBe('42501')
    expect(await attempt('seal', 'delete from audit_entry')).toBe('42501')
    expect(await attempt('privacy', "update audit_seal set hash = 'x'")).toBe('42501')
    expect(await attempt('privacy', 'delete from audit_seal')).toBe('42501')
    expect(await attempt('command', 'insert into audit_head (block, hash) values (9, $$x$$)')).toBe('42501')
  })
})

describe('tampering by a superuser with triggers off', () => {
  /** 3 blocks: entries 1–4, 5–8 and 9–12; 13 waits. */
  const plant = async () => {
    await root.query('truncate audit_entry, audit_seal, audit_head restart identity')
    for (let block = 0; block < 3; block++) {
      await write(4)
      await seal()
    }
    await write(1)
  }
  const swap = (table: string, key: string, a: number, b: number) =>
    `update ${table} set ${key} = -1 where ${key} = ${a}; update ${table} set ${key} = ${a} where ${key} = ${b};
      update ${table} set ${key} = ${b} where ${key} = -1`

  test.each<[string, string, string, number, number | null]>([
    ['an actor', 'update audit_entry set actor_id = 7 where id = 6', 'edited', 2, 6],
    ['a field’s name', "update audit_entry set fields = '{a}' where id = 6", 'edited', 2, 6],
    [
      'an instant by a microsecond',
      "update audit_entry set at = at + interval '1 microsecond' where id = 12",
      'edited',
      3,
      12,
    ],
    ['a deleted entry', 'delete from audit_entry where id = 1', 'deleted', 1, 1],
    ['the last entry of a block', 'delete from audit_entry where id = 8', 'deleted', 2, 8],
    ['a whole block of entries', 'delete from audit_entry where id between 5 and 8', 'deleted', 2, 5],
    ['two entries of a block changed places', swap('audit_entry', 'id', 5, 7), 'reordered', 2, 5],
    ['two entries of two blocks changed places', swap('audit_entry', 'id', 2, 11), 'reordered', 1, 2],
    [
      'an entry before the first',
      "insert into audit_entry (id, actor, action, subject) values (0, 'x', 'x.y', 'x')",
      'inserted late',
      1,
      0,
    ],
    [
      'an entry between two',
      "delete from audit_entry where id = 13; update audit_seal set entries = entries where block = 1; update audit_entry set id = 13 where id = 6; insert into audit_entry (id, actor, action, subject) values (6, 'x', 'x.y', 'x')",
      'edited',
      2,
      6,
    ],
    ['a hash', "update audit_seal set hash = repeat('0', 64) where block = 2", 'seal edited', 2, null],
    ['leaves', "update audit_seal set leaves = leaves || '\\x00' where block = 2", 'seal edited', 2, null],
    ['the ids that a seal names', "update audit_seal set entries = '{[5,8)}' where block = 2", 'seal edited', 2, null],
    [
      'when it was sealed',
      "update audit_seal set sealed_at = sealed_at - interval '1 day' where block = 3",
      'seal edited',
      3,
      null,
    ],
    ['a missing seal', 'delete from audit_seal where block = 2', 'seal deleted', 2, null],
    ['the first seal missing', 'delete from audit_seal where block = 1', 'seal deleted', 1, null],
    ['the chain cut short', 'delete from audit_seal where block = 3', 'seal deleted', 3, null],
    [
      'cut short with its entries',
      'delete from audit_seal where block = 3; delete from audit_entry where id > 8',
      'seal deleted',
      3,
      null,
    ],
    ['two seals changed places', swap('audit_seal', 'block', 1, 2), 'seal edited', 1, null],
    ['the note of the newest block', "update audit_head set hash = 'x'", 'seal edited', 3, null],
    ['no note of the newest block', 'delete from audit_head', 'seal edited', 3, null],
  ])('%s', async (_, change, kind, block, entry) => {
    await plant()
    expect((await verify()).fault).toBeNull()
    await root.query(change)
    expect((await verify()).fault).toMatchObject({ kind, block, entry })
    await expect(verifyCommand(planted.database, [])).rejects.toThrow(`tampered with (${kind})`)
  })

  test('a chain written anew throughout shows against a hash that was noted', async () => {
    await plant()
    const { head } = await verify()
    const known = `${head?.block}:${head?.hash}`
    expect(await verifyCommand(planted.database, ['--known', known])).toContain('12 entries in 3 blocks')
    await root.query("truncate audit_seal, audit_head; update audit_entry set actor = 'y' where id = 2")
    await seal()
    expect((await verify()).fault).toBeNull()
    await expect(verifyCommand(planted.database, ['--known', known])).rejects.toThrow('tampered')
    await expect(verifyCommand(planted.database, ['--known', 'nonsense'])).rejects.toThrow('Usage')
  })

  test('whatever is changed at random is found, and what is as before is not', async () => {
    const { whole, among } = dice(11)
    const two = (most: number): [number, number] => {
      const first = whole(1, most)
      return [first, ((first + whole(0, most - 2)) % most) + 1]
    }
    const changes = [
      () => {
        const column = among(['actor', 'action', 'subject', 'subject_id'])
        return `update audit_entry set ${column} = ${column} || 'x' where id = ${whole(1, 12)}`
      },
      () => `delete from audit_entry where id = ${whole(1, 12)}`,
      () => swap('audit_entry', 'id', ...two(12)),
      () => `delete from audit_seal where block = ${whole(1, 3)}`,
      () => swap('audit_seal', 'block', ...two(3)),
      () => {
        const column = among(['previous', 'hash'])
        return `update audit_seal set ${column} = ${column} || '0' where block = ${whole(1, 3)}`
      },
      () => {
        const column = among(['upto', 'count'])
        return `update audit_seal set ${column} = ${column} + 100 where block = ${whole(1, 3)}`
      },
    ]
    await plant()
    await root.query('create table kept_entry as table audit_entry; create table kept_seal as table audit_seal')
    const unlike = (table: string, kept: string) =>
      `(select count(*) from ((table ${table} except table ${kept}) union all (table ${kept} except table ${table})) x)`
    let tampered = 0
    for (let round = 0; round < 200; round++) {
      await root.query('truncate audit_entry, audit_seal')
      await root.query('insert into audit_entry table kept_entry; insert into audit_seal table kept_seal')
      const done = Array.from({ length: whole(1, 3) }, () => among(changes)())
      for (const change of done) await root.query(change)
      const { rows } = await root.query(
        `select ${unlike('audit_entry', 'kept_entry')} + ${unlike('audit_seal', 'kept_seal')} as n`,
      )
      const isChanged = Number(rows[0]?.n) > 0
      expect((await verify()).fault !== null, done.join('; ')).toBe(isChanged)
      tampered += isChanged ? 1 : 0
    }
    expect(tampered).toBeGreaterThan(180)
  }, 60_000)
})

/** The same throws on every machine. */
function dice(seed: number) {
  let state = seed
  const whole = (from: number, to: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return from + ((state >>> 8) % (to - from + 1))
  }
  const among = <T>(things: readonly T[]): T => things[whole(0, things.length - 1)] as T
  return { whole, among }
}

test.each<[number[], string]>([
  [[], '{}'],
  [[1], '{[1,2)}'],
  [[1, 2, 3, 7, 9, 10], '{[1,4),[7,8),[9,11)}'],
])('ids %j are written as %s, and read again', (ids, text) => {
  expect(rangesOf(ids)).toBe(text)
  expect(idsIn(text)).toEqual(ids)
})

test('a forged range names nobody', () => {
  expect(idsIn('{[1,9000000000)}')).toBeNull()
})
