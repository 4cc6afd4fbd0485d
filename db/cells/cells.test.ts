import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { plantSmallOrganisation } from '../small-organisation'
import { onDatabase } from '../test-cluster'
import { createTestDatabase, type TestDatabase } from '../test-database'
import { prepareCells } from '.'
import { findWrong } from './ask'
import { type Cell, nameOf } from './cell'
import { findUnasked } from './mutants'

let base: TestDatabase
let superuser: pg.Client
let cells: Cell[]
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
  superuser = new pg.Client({ connectionString: onDatabase(inject('cluster').superUrl, base.name) })
  await superuser.connect()
  cells = await prepareCells(superuser)
})
afterAll(async () => {
  await superuser.end()
  await base.drop()
})

test('every cell of rights is as declared', async () => {
  const wrong = await findWrong(superuser, cells)
  expect(wrong.map(({ cell, got }) => `${nameOf(cell)} → ${got}, not ${cell.expected}`)).toEqual([])
  expect(cells.length).toBeGreaterThanOrEqual(5_000)
})

test('no policy lets anybody do what no cell asks for', async () => {
  expect(await findUnasked(superuser, cells)).toEqual([])
  const [asked, sentence] = [
    cells.filter(({ table }) => table !== 'erasure'),
    /^No cell asks what "ask" on erasure lets p_hr do: /,
  ]
  const unasked = await findUnasked(superuser, asked)
  expect(unasked).toHaveLength(5)
  expect(unasked[0]).toMatch(sentence)
})
