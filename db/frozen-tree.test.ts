import { expect, test } from 'vitest'
import { migrate } from './migrate'
import journal from './migrations/meta/_journal.json' with { type: 'json' }
import { plantSmallOrganisation } from './small-organisation'
import { testSecret } from './test-cluster'
import { asOwner, createTestDatabase } from './test-database'

const frozenTree = journal.entries.find(({ tag }) => tag === '0004_frozen_tree')!

test('results kept before the tree was frozen with them get the tree of today', async () => {
  const base = await createTestDatabase()
  try {
    await plantSmallOrganisation(base)
    await asOwner(base.ownerUrl, async (owner) => {
      await owner.query('alter table result_person drop column unit_path')
      await owner.query('delete from drizzle.__drizzle_migrations where created_at = $1', [frozenTree.when])
    })
    const told: string[] = []
    await migrate(base.ownerUrl, testSecret, (line) => told.push(line))
    expect(told).toEqual(['Applied 0004_frozen_tree'])
    const { rows } = await base.database.asJob('import', (db) =>
      db.$client.query('select distinct unit_id, unit_path::text from result_person order by 1'),
    )
    expect(rows.map(({ unit_id, unit_path }) => [unit_id, unit_path])).toEqual([
      [1, '{1}'],
      [2, '{2,1}'],
      [3, '{3,1}'],
      [4, '{4,2,1}'],
    ])
    const { rows: flaws } = await asOwner(base.ownerUrl, (owner) => owner.query('select * from authz.flaw'))
    expect(flaws).toEqual([])
  } finally {
    await base.drop()
  }
})
