import { Client } from 'pg'

/** Tells the planner how the tables look now; after a large import its plans are many times slower until then. */
export async function refreshStatistics(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
