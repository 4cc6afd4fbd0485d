import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbedded } from './embedded.mjs'
import { findServer } from './postgres.mjs'
import { isRunning, signal, until } from './processes.mjs'

const dataDir = mkdtempSync(path.join(tmpdir(), 'gravitas embedded '))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function ask(connectionString: string, query: string) {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

test('a first start makes a plain owner, private secrets and a server of this machine only', async () => {
  const database = await startEmbedded({ dataDir })
  expect(database.adopted).toBe(false)
  const [owner] = await ask(database.url, 'select * from pg_roles where rolname = current_user')
  expect(owner).toMatchObject({ rolname: 'gravitas_owner', rolsuper: false, rolcreaterole: true, rolcreatedb: true })
  expect(owner.rolbypassrls).toBe(false)
  await ask(database.url, 'create extension btree_gist; create extension pg_trgm; create table kept (n int)')
  await ask(database.url, 'insert into kept values (42)')
  expect((await ask(database.url, 'show listen_addresses'))[0].listen_addresses).toBe('127.0.0.1')
  expect((await ask(database.url, 'show server_version'))[0].server_version).toMatch(/^18/)
  expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  await database.stop()
  expect(isRunning(database.pid)).toBe(false)
})

test('a second user adopts the server; it ends with the last one', async () => {
  const first = await startEmbedded({ dataDir })
  expect(first.adopted).toBe(false)
  const second = await startEmbedded({ dataDir })
  expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url })
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 42 }])
  await second.stop() // the same process holds one claim, so this is the last one
  expect(isRunning(first.pid)).toBe(false)
})

test('a server whose claimants are dead is owned again, unless it shall be left as found', async () => {
  const abandoned = await startEmbedded({ dataDir })
  writeFileSync(path.join(dataDir, 'users', String(process.pid)), `${process.pid} 0`) // an earlier process of our number
  const guest = await startEmbedded({ dataDir, leaveFound: true })
  await guest.stop()
  expect(isRunning(abandoned.pid)).toBe(true)
  const heir = await startEmbedded({ dataDir })
  expect(heir).toMatchObject({ adopted: true, pid: abandoned.pid })
  await heir.stop()
  expect(isRunning(abandoned.pid)).toBe(false)
})

test('after kill -9 it starts again with every row', async () => {
  const killed = await startEmbedded({ dataDir })
  await ask(killed.url, 'insert into kept values (43)')
  signal(killed.pid, 'SIGKILL')
  const next = await startEmbedded({ dataDir })
  expect(next.pid).not.toBe(killed.pid)
  expect(await ask(next.url, 'select n from kept order by n')).toEqual([{ n: 42 }, { n: 43 }])
  await next.stop()
})

test('a server that dies while in use comes back on its port', async () => {
  const database = await startEmbedded({ dataDir })
  const [port, dead] = [database.port, database.pid]
  const told = new Promise((resolve) => database.keepRunning(resolve))
  signal(dead, 'SIGKILL')
  expect(await told).toBeNull()
  expect(database.pid).not.toBe(dead)
  expect(await ask(database.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }])
  expect(new URL(database.url).port).toBe(String(port))
  await database.stop()
  expect(await until(() => findServer(dataDir) === null, 1000)).toBe(true)
})

test('a lock file with the number of a stranger does not stop it', async () => {
  const file = path.join(dataDir, 'pg18', 'postmaster.pid')
  writeFileSync(file, `${process.pid}\n${path.join(dataDir, 'pg18')}\n0\n5432\n\n127.0.0.1\n\nready\n`)
  expect(findServer(dataDir)).toBeNull()
  const database = await startEmbedded({ dataDir })
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String(database.pid))
  await database.stop()
})

test('two starts at once share one server', async () => {
  const [one, two] = await Promise.all([startEmbedded({ dataDir }), startEmbedded({ dataDir })])
  expect(one.pid).toBe(two.pid)
  expect([one.adopted, two.adopted].sort()).toEqual([false, true])
  await Promise.all([one.stop(), two.stop()])
  expect(findServer(dataDir)).toBeNull()
})
