import { randomBytes } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { createDatabase } from './client'
import { appDatabaseUrl } from './login'
import { migrate, tooOld } from './migrate'
import { onDatabase, testSecret } from './test-cluster'
import { asOwner } from './test-database'

/** An empty database of the plain owner, gone afterwards. */
async function withEmptyDatabase(work: (url: string) => Promise<void>) {
  const { ownerUrl, superUrl } = inject('cluster')
  const name = `empty_${randomBytes(6).toString('hex')}`
  await asOwner(ownerUrl, (owner) => owner.query(`create database ${name}`))
  try {
    await work(onDatabase(ownerUrl, name))
  } finally {
    // PostgreSQL's own cleaner may be at work in it, which only a superuser may end.
    await asOwner(superUrl, (superuser) => superuser.query(`drop database ${name} with (force)`))
  }
}
const countMigrations =
  'select count(*)::int as n, count(distinct created_at)::int as distinct from drizzle.__drizzle_migrations'

test('a fresh database is migrated once; a second run finds nothing to do', async () => {
  await withEmptyDatabase(async (url) => {
    const lines: string[] = []
    const applied = await migrate(url, testSecret, (line) => lines.push(line))
    expect(lines.slice(0, 2)).toEqual(['Applied 0000_roles_and_authz', 'Applied 0001_tables'])
    expect(lines).toHaveLength(applied)
    expect(await migrate(url, testSecret, (line) => lines.push(line))).toBe(0)
    expect(lines).toHaveLength(applied)
    await asOwner(url, async (owner) => {
      expect((await owner.query('select * from authz.flaw')).rows).toEqual([])
      expect((await owner.query(countMigrations)).rows).toEqual([{ n: applied, distinct: applied }])
    })
    const database = createDatabase(appDatabaseUrl(url, testSecret))
    expect(await database.asGate(async () => 'in')).toBe('in')
    await database.end()
  })
})

test('of two runners at once one migrates and the other waits', async () => {
  await withEmptyDatabase(async (url) => {
    const applied = await Promise.all([migrate(url, testSecret), migrate(url, testSecret)])
    expect(applied.sort()[0]).toBe(0)
    await asOwner(url, async (owner) => {
      expect((await owner.query(countMigrations)).rows).toEqual([{ n: applied[1], distinct: applied[1] }])
    })
  })
})

test('the access log has a partition for each month of the year to come, and one for the rest', async () => {
  await withEmptyDatabase(async (url) => {
    await migrate(url, testSecret)
    await asOwner(url, async (owner) => {
      const { rows } = await owner.query<{ name: string; policies: number; forced: boolean }>(
        `select c.relname as name, relforcerowsecurity as forced,
           (select count(*)::int from pg_policy where polrelid = c.oid) as policies
         from pg_inherits i join pg_class c on c.oid = inhrelid where inhparent = 'access_log'::regclass order by 1`,
      )
      expect(rows).toHaveLength(14)
      expect(rows.every(({ policies, forced }) => forced && policies === 1)).toBe(true)
      await owner.query(`drop table ${rows[0]?.name}`)
    })
    await migrate(url, testSecret)
    await asOwner(url, async (owner) => {
      const left = await owner.query("select from pg_inherits where inhparent = 'access_log'::regclass")
      expect(left.rowCount).toBe(14)
    })
  })
})

test('a superuser is let in with a warning', async () => {
  await withEmptyDatabase(async (url) => {
    await migrate(url, testSecret)
    const superUrl = onDatabase(inject('cluster').superUrl, new URL(url).pathname.slice(1))
    const lines: string[] = []
    await migrate(superUrl, testSecret, (line) => lines.push(line))
    expect(lines).toEqual([expect.stringMatching(/^Warning: .*superuser/)])
  })
})

test.each([
  [140012, /PostgreSQL 14; Gravitas needs 15 or newer/],
  [90624, /PostgreSQL 9; /],
  [149999, /PostgreSQL 14; /],
])('version %i is too old', (version, sentence) => expect(tooOld(version)).toMatch(sentence))
test.each([150000, 150018, 180004])('version %i will do', (version) => expect(tooOld(version)).toBeNull())

test('the backup’s role may lock and read every table and sequence, and reads every row', async () => {
  await withEmptyDatabase(async (url) => {
    await migrate(url, testSecret)
    await asOwner(url, async (owner) => {
      const { rows } = await owner.query<{ name: string; kind: string }>(
        `select oid::regclass::text as name, relkind as kind from pg_class
         where relnamespace::regnamespace::text in ('public', 'authz', 'drizzle') and relkind in ('r', 'p', 'S')`,
      )
      expect(rows.length).toBeGreaterThan(60)
      await owner.query('begin')
      await owner.query('set local role p_dump')
      for (const { name, kind } of rows) {
        if (kind !== 'S') await owner.query(`lock table ${name} in access share mode`)
        await owner.query(`select * from ${name}`)
      }
      expect((await owner.query('select from policy_setting')).rowCount).toBe(2)
      await owner.query('commit')
    })
  })
})
