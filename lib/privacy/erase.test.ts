import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { readArchive, verifyArchive } from '@/db/backup/archive'
import { dump } from '@/db/backup/dump'
import { listPersonalColumns } from '@/db/personal'
import { onDatabase } from '@/db/test-cluster'
import { keepPacks } from '@/lib/readiness/build-pack'
import { sealEntries } from '@/lib/trail/seal'
import { verifyChain } from '@/lib/trail/verify'
import { eraseWaiting } from './erase'
import { createWithEverything, words } from './everything.fixtures'
import { holdings } from './holdings'
import { privacyProcedures as privacy } from './procedures'
import { replayErasures } from './replay'

const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-erase-'))
const ledger = path.join(folder, 'backups', 'erasures.log')
let org: Awaited<ReturnType<typeof createWithEverything>>
let root: Client
beforeEach(async () => {
  org = await createWithEverything()
  root = new Client({ connectionString: onDatabase(inject('cluster').superUrl, org.test.name) })
  await root.connect()
})
afterEach(async () => {
  await root.end()
  await org.drop()
  rmSync(ledger, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

const ask = (employeeId: string, reason: 'left' | 'request' = 'left') =>
  call(privacy.erase, { employeeId, reason }, org.as('hr'))
const work = () => eraseWaiting(org.test.database, null, ledger)

/** Table and word of everything in the database that still speaks of the person. */
async function hits(): Promise<string[]> {
  const { rows: found } = await root.query<{ name: string; bytes: string[] }>(
    `select c.oid::regclass::text as name, array(select quote_ident(attname) from pg_attribute
        where attrelid = c.oid and atttypid = 'bytea'::regtype and not attisdropped)::text[] as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where relkind = 'r' and nspname in ('public', 'authz', 'drizzle')`,
  )
  const lines: string[] = []
  for (const { name, bytes } of found) {
    for (const word of Object.values(words)) {
      const inBytes = bytes.map((column) => ` or position(convert_to($1, 'UTF8') in ${column}) > 0`).join('')
      const { rowCount } = await root.query(
        `select from ${name} t where position(lower($1) in lower(t::text)) > 0${inBytes}`,
        [word],
      )
      if (rowCount) lines.push(`${name}: ${word}`)
    }
  }
  return lines.sort()
}

/** All that a backup holds, as bytes. */
async function unpacked(file: string): Promise<Buffer> {
  const { bytes } = await verifyArchive(file)
  const rows: Buffer[] = []
  for await (const piece of readArchive(file, bytes)) if (piece.kind === 'rows') rows.push(piece.value)
  return Buffer.concat(rows)
}

describe('the registry', () => {
  test('says of every table with a personal class what becomes of it', () => {
    const personal = listPersonalColumns().filter((one) => one.class !== 'none')
    const named = new Set(personal.map(({ column }) => column.slice(0, column.lastIndexOf('.'))))
    expect(holdings.map(({ table }) => table).sort()).toEqual([...named].sort())
  })

  test('empties every personal column of the row that stays', async () => {
    const personal = listPersonalColumns().flatMap(({ column, class: kind }) =>
      column.startsWith('person.') && kind !== 'none' && column !== 'person.id' ? [column.slice(7)] : [],
    )
    expect(personal.length).toBeGreaterThan(15)
    const read = async () =>
      (await root.query(`select to_jsonb(p) as row from person p where id = ${org.id}`)).rows[0].row
    const before = await read()
    await ask(words.employeeId)
    await work()
    const after = await read()
    expect(personal.filter((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]))).toEqual([])
  })
})

describe('erasing somebody', () => {
  test('leaves no word of them anywhere, and the audit whole', async () => {
    expect(await hits()).toHaveLength(34)
    await sealEntries(org.test.database, { looks: 400, between: 25 })
    const asked = await ask(words.employeeId)
    expect(asked).toMatchObject({ state: 'waiting', reason: 'left', askedBy: 'Hana Rights', doneAt: null, rows: null })
    await work()
    expect(await hits()).toEqual([])
    const { file } = await dump(org.test.ownerUrl, () => path.join(folder, 'backup'))
    const dumped = (await unpacked(file)).toString('utf8')
    expect(dumped).toContain('Hana Rights')
    expect(Object.values(words).filter((word) => dumped.includes(word))).toEqual([])
    const done = await call(privacy.erasure, { id: asked.id }, org.as('hr'))
    expect(done).toMatchObject({ state: 'done', doneAt: expect.any(String) })
    expect(done.rows).toBeGreaterThan(12)
    expect((await call(privacy.erasures, {}, org.as('hr'))).erasures).toEqual([done])
    expect(readFileSync(ledger, 'utf8')).not.toMatch(/zoe|Quark|Q-77/i)
    const { rows: kept } = await root.query(
      'select actor, action, subject_id from audit_entry order by id desc limit 2',
    )
    expect(kept).toEqual([
      { actor: 'privacy', action: 'person.erased', subject_id: String(org.id) },
      { actor: 'person', action: 'erasure.asked', subject_id: String(org.id) },
    ])
    await sealEntries(org.test.database, { looks: 400, between: 25 })
    expect((await org.test.database.asJob('seal', (db) => verifyChain(db))).fault).toBeNull()
    expect((await root.query('select * from authz.flaw')).rows).toEqual([])
  })

  test('leaves others what is theirs: their answers, their results, the counts', async () => {
    const counts = () => root.query('select * from cell order by unit_id, criterion_id, result_id')
    const before = (await counts()).rows
    await ask(words.employeeId)
    await work()
    expect((await counts()).rows).toEqual(before)
    const given = await root.query(
      `select p.name, r.level from rating r join person p on p.id = r.rater_id where r.rater_id = ${org.id}`,
    )
    expect(given.rows).toEqual([{ name: 'Someone who has left', level: 5 }])
    const said = await root.query(
      `select k.level, k.comment, a.status from answer k join assessment a on a.id = k.assessment_id where k.rater_id = ${org.id}`,
    )
    const comment = 'As Someone who has left and Someone who has left would.'
    expect(said.rows).toEqual([{ level: 3, comment, status: 'submitted' }])
    const about = await root.query(`select reason, objection from agreement where agreed_by = ${org.id}`)
    expect(about.rows).toEqual([
      { reason: 'Someone who has left said so.', objection: 'Not what Someone who has left said.' },
    ])
    expect((await root.query(`select title from evidence where owner_id = ${org.id}`)).rows).toEqual([
      { title: 'Seen by Someone who has left' },
    ])
    for (const table of ['assessment', 'agreement', 'conversation', 'evidence', 'participant'])
      expect((await root.query(`select from ${table} where subject_id = ${org.id}`)).rowCount, table).toBe(0)
    expect((await root.query("select population -> 'people' as people from cycle_plan")).rows).toEqual([
      { people: ['E5'] },
    ])
    expect((await root.query('select person_id from message')).rows).toEqual([{ person_id: org.keys.person('E5') }])
    expect((await root.query(`select from rating where subject_id = ${org.id}`)).rowCount).toBe(0)
    expect((await root.query('select from result_person')).rowCount).toBeGreaterThan(0)
  })

  test('throws packed results away in which they are, and packs them again without', async () => {
    const packed = async () => {
      const { rows } = await root.query<{ people: number; has: boolean }>(
        `select octet_length(person_ids) / 8 as people, position(int8send(${org.id}) in person_ids) > 0 as has from result_pack`,
      )
      return rows
    }
    expect(await packed()).toEqual([{ people: 6, has: true }])
    await ask(words.employeeId)
    await work()
    expect(await packed()).toEqual([])
    await keepPacks(org.test.database)
    expect(await packed()).toEqual([{ people: 5, has: false }])
  })

  test('asked twice is asked once, and done twice is done once', async () => {
    const [first, second] = await Promise.all([ask(words.employeeId), ask(words.employeeId)])
    expect(first.id).toBe(second.id)
    await Promise.all([work(), work()])
    await work()
    expect((await root.query("select from audit_entry where action = 'person.erased'")).rowCount).toBe(1)
    await expect(ask(words.employeeId)).rejects.toMatchObject({ status: 404 })
  })

  test('is not done when the ledger cannot be written: it waits', async () => {
    await ask(words.employeeId)
    writeFileSync(path.join(folder, 'file'), '')
    const wrong = path.join(folder, 'file', 'erasures.log')
    await expect(eraseWaiting(org.test.database, null, wrong)).rejects.toThrow()
    expect(await hits()).toHaveLength(34)
    await work()
    expect(await hits()).toEqual([])
  })

  test('needs another reason than leaving for somebody employed, and nothing that hangs on them', async () => {
    const preview = (employeeId: string) => call(privacy.preview, { employeeId }, org.as('hr'))
    await expect(ask('E2', 'request')).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('themselves'),
    })
    await expect(ask('E1', 'request')).rejects.toMatchObject({ status: 409, message: expect.stringContaining('heads') })
    await expect(ask('E4', 'request')).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('2 people report'),
    })
    await expect(ask('E5', 'left')).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('employed today'),
    })
    await expect(ask('E404')).rejects.toMatchObject({ status: 404 })
    expect(await preview('E5')).toMatchObject({ isEmployed: true, lastDay: null, obstacle: null, answersAbout: 1 })
    expect(await preview(words.employeeId)).toEqual({
      ...{ employeeId: words.employeeId, name: words.name, isEmployed: false, lastDay: '2026-09-30' },
      ...{ answersGiven: 2, answersAbout: 4, results: 1, obstacle: null },
    })
    await ask('E5', 'request')
    await work()
    await expect(preview('E5')).rejects.toMatchObject({ status: 404 })
    expect((await root.query('select from authz.picture')).rowCount).toBe(7)
  })

  test('is not for whoever may not, even past the check of roles', async () => {
    const around = { mayInstead: () => true }
    for (const caller of ['head', 'manager', 'administrator'] as const) {
      const asked = call(privacy.erase, { employeeId: words.employeeId, reason: 'left' }, org.as(caller, around))
      await expect(asked, caller).rejects.toMatchObject({ status: caller === 'manager' ? 404 : 403 })
    }
    expect((await root.query('select from erasure')).rowCount).toBe(0)
  })
})

describe('after a restore', () => {
  const replay = () => replayErasures(org.test.database, ledger)
  /** The rows as a backup from before the erasure would bring them back. */
  const bringBack = async (email: string | null = words.email, employeeId = words.employeeId) => {
    await root.query(
      "update person set name = $1, email = $2, employee_id = $3, employed = '[2020-01-01,2026-10-01)' where id = $4",
      [...[words.name, email, employeeId, org.id]],
    )
    await root.query('delete from erasure')
  }

  test('whoever was erased is erased again, once', async () => {
    expect(await replay()).toEqual({ replayed: 0, already: 0, unknown: 0 })
    await ask(words.employeeId)
    await work()
    expect(await replay()).toEqual({ replayed: 0, already: 1, unknown: 0 })
    await bringBack()
    expect((await hits()).length).toBeGreaterThan(0)
    expect(await replay()).toEqual({ replayed: 1, already: 0, unknown: 0 })
    expect(await hits()).toEqual([])
    expect((await root.query("select from erasure where state = 'done'")).rowCount).toBe(1)
  })

  test('a person whose address changed is still the one; another under the same key is left alone', async () => {
    await ask(words.employeeId)
    await work()
    await bringBack(null, 'E-other')
    expect(await replay()).toEqual({ replayed: 0, already: 0, unknown: 1 })
    await bringBack('new@example.com')
    expect(await replay()).toEqual({ replayed: 1, already: 0, unknown: 0 })
  })

  test('a line cut short at the end is passed over; a broken one within is not', async () => {
    await ask(words.employeeId)
    await work()
    const whole = readFileSync(ledger, 'utf8')
    writeFileSync(ledger, `${whole}{"personId":1`)
    expect(await replay()).toEqual({ replayed: 0, already: 1, unknown: 0 })
    writeFileSync(ledger, `nonsense\n${whole}`)
    await expect(replay()).rejects.toThrow(/Line 1 of .* is no erasure/)
  })
})

test('somebody who heads and manages in a restored picture is erased all the same', async () => {
  await org.test.database.asJob('privacy', (db) =>
    db.execute(sql`insert into erasure (public_id, person_id, reason)
      values (gen_random_uuid(), ${org.keys.person('E1')}, 'order')`),
  )
  await work()
  expect((await root.query('select head_id from organisation')).rows).toEqual([{ head_id: null }])
  expect((await root.query("select from erasure where state = 'done'")).rowCount).toBe(1)
})
