import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { migrate } from '../migrate'
import { refreshStatistics } from '../statistics'
import { type Loaded, load } from './load'

const inUse = '55006'

/** Restores an archive into a database made for it and dropped again; the living one is not touched. `then` looks inside. */
export async function drill(
  ownerUrl: string,
  authSecret: string,
  file: string,
  then: (scratchUrl: string) => Promise<void> = async () => {},
): Promise<Loaded> {
  const name = `gravitas_drill_${randomBytes(6).toString('hex')}`
  const scratchUrl = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`create database ${name}`).catch(explain)
    try {
      await migrate(scratchUrl, authSecret)
      const loaded = await load(scratchUrl, file)
      await refreshStatistics(scratchUrl)
      await then(scratchUrl)
      return loaded
    } finally {
      await dropOnceQuiet(client, name)
    }
  } finally {
    await client.end()
  }
}

/** A connection just ended may still be going, and only its own role or a superuser could hurry it. */
async function dropOnceQuiet(client: Client, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query(`drop database if exists ${name}`)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== inUse || tries >= 100) throw error
      await setTimeout(100)
    }
  }
}

function explain(error: { code?: string }): never {
  if (error.code !== '42501') throw error
  throw new Error(
    'The owner may not create a database, so there is nowhere to try the backup: grant CREATEDB for the drill, or restore into an empty database of your own.',
  )
}
