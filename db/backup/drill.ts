import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { migrate } from '../migrate'
import { refreshStatistics } from '../statistics'
import { type Loaded, load } from './load'

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
      await client.query(`drop database if exists ${name} with (force)`)
    }
  } finally {
    await client.end()
  }
}

function explain(error: { code?: string }): never {
  if (error.code !== '42501') throw error
  throw new Error(
    'The owner may not create a database, so there is nowhere to try the backup: grant CREATEDB for the drill, or restore into an empty database of your own.',
  )
}
