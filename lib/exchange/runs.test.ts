import { beforeEach, describe, expect, test } from 'vitest'
import { smallTables } from './files.fixtures'
import { put } from './problem-cases.fixtures'
import { administratorId, createHouse, filesOf, type House, hrId } from './runs.fixtures'

let house: House
beforeEach(async () => {
  house = await createHouse()
  return () => house.base.drop()
})

const effective = '2026-11-01'
const people = () => {
  const { units, people: rows } = smallTables()
  return { units, people: rows }
}
const counts = async () => {
  const [row] = await house.read<{ units: number; people: number; ratings: number; results: number }>(
    `select (select count(*) from unit) as units, (select count(*) from person where employee_id is not null) as people,
      (select count(*) from rating) as ratings, (select count(*) from result) as results`,
  )
  return row!
}

describe('from files to an organisation', () => {
  test('an administrator brings units and people: a dry run first, then the commit, and who did it is noted', async () => {
    const checked = await house.administrator.bring({ files: filesOf(people()), effective })
    expect(checked).toMatchObject({ status: 'checked', kinds: ['units', 'people'], problem: null, progress: null })
    expect(checked.report).toMatchObject({
      ...{
        errors: 0,
        rows: { units: 4, people: 6 },
        changes: { units: { added: 4 }, people: { added: 6 } },
        effective,
      },
    })
    expect(checked.may).toEqual({ map: true, check: true, commit: true, undo: false, discard: true })
    expect(await counts()).toMatchObject({ units: 0, people: 0 })
    const kept = await house.administrator.commit(checked)
    expect(kept).toMatchObject({ status: 'committed', isOwn: true, requestedBy: { name: 'administrator' } })
    expect(kept.report?.changes).toEqual(checked.report?.changes)
    expect(await counts()).toMatchObject({ units: 4, people: 6 })
    const { rows } = await house.base.database.asViewer(
      { personId: administratorId, persona: 'p_admin', readOnly: true },
      (db) => db.$client.query('select actor, actor_id as "actorId", action from audit_entry order by id'),
    )
    const mine = { actor: 'person', actorId: administratorId }
    expect(rows.slice(-2)).toEqual([
      { ...mine, action: 'import.uploaded' },
      { ...mine, action: 'organisation.imported' },
    ])
  })

  test('HR brings ratings with their cycle; the same files again change nothing and leave nothing to undo', async () => {
    await house.administrator.commit(await house.administrator.bring({ files: filesOf(people()), effective }))
    const { ratings } = smallTables()
    const first = await house.hr.bring({ files: filesOf({ ratings }), cycle: '2026-H2', effective })
    expect(first).toMatchObject({ status: 'checked', report: { changes: { ratings: { added: 6 } } } })
    await house.hr.commit(first)
    expect(await counts()).toMatchObject({ ratings: 6, results: 1 })
    const again = await house.hr.commit(
      await house.hr.bring({ files: filesOf({ ratings }), cycle: '2026-H2', effective }),
    )
    expect(again).toMatchObject({ status: 'committed', may: { undo: false } })
    expect(await counts()).toMatchObject({ ratings: 6, results: 1 })
  })

  test('with `commit` a script needs one call', async () => {
    const kept = await house.hr.bring({
      files: filesOf(smallTables()).slice(0, 3),
      cycle: '2026-H2',
      effective,
      commit: true,
    })
    expect(kept).toMatchObject({ status: 'committed', commits: true })
    expect(await counts()).toEqual({ units: 4, people: 6, ratings: 6, results: 1 })
  })
})

describe('what is wrong', () => {
  test('stands by row with its file; nothing is written; mended files are checked anew', async () => {
    const tables = people()
    put(tables.people, 5, 'manager_id', '77')
    put(tables.people, 6, 'email', 'nobody')
    const refused = await house.administrator.bring({ files: filesOf(tables), effective })
    expect(refused).toMatchObject({ status: 'refused', report: { errors: 2, changes: null }, may: { commit: false } })
    expect(refused.report?.groups.map(({ kind, count }) => [kind, count])).toEqual([
      ['not-an-email', 1],
      ['unknown-manager', 1],
    ])
    const { findings, total } = await house.administrator.imports.findings({ id: refused.id, limit: 1 })
    expect([total, findings]).toMatchObject([
      2,
      [{ file: 'people', name: 'people.csv', row: 5, kind: 'unknown-manager' }],
    ])
    const csv = await house.administrator.imports.findingsCsv({ id: refused.id })
    expect((await csv.text()).split('\n').slice(0, 2)).toEqual([
      'file,row,column,severity,problem,remedy',
      expect.stringMatching(/^people,5,manager_id,error,/),
    ])
    expect(await counts()).toMatchObject({ people: 0 })
  })

  test('a file that cannot be read is refused in words', async () => {
    const run = await house.administrator.bring({ files: [new File(['\u0000\u0001\u0002'], 'people.csv')] })
    expect(run.status).toBe('refused')
    expect(run.problem).toMatch(/^people\.csv: .{10,}/)
  })

  test('a stale version, a second commit and a commit of what was not checked are conflicts', async () => {
    const checked = await house.administrator.bring({ files: filesOf(people()), effective })
    const { imports } = house.administrator
    await expect(imports.commit({ id: checked.id, version: checked.version - 1 })).rejects.toMatchObject({
      ...{ status: 409, data: { yours: checked.version - 1, current: checked.version } },
    })
    const both = [1, 2].map(() => imports.commit({ id: checked.id, version: checked.version }))
    const ended = await Promise.allSettled(both)
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await house.work()
    const kept = await imports.get({ id: checked.id })
    await expect(imports.commit({ id: kept.id, version: kept.version })).rejects.toMatchObject({ status: 409 })
    expect(await counts()).toMatchObject({ people: 6 })
  })

  test('what would change otherwise than the dry run said is not kept', async () => {
    const checked = await house.administrator.bring({ files: filesOf(people()), effective })
    await house.hr.bring({ files: filesOf(people()), effective, commit: true })
    const again = await house.administrator.commit(checked)
    expect(again).toMatchObject({ status: 'checked', report: { changes: { people: { added: 0 } } } })
    expect(again.problem).toMatch(/changed since the dry run/)
  })
})

describe('mapping', () => {
  const foreign = () => {
    const { people: rows, units } = smallTables()
    rows[0] = ['Personnel No', 'Full Name', 'Mail', 'Org Unit', 'Boss', ...rows[0]!.slice(5)]
    return { units, people: rows }
  }
  const columns = Object.fromEntries(
    [
      ['employee_id', 'Personnel No'],
      ['name', 'Full Name'],
      ['email', 'Mail'],
      ['unit_id', 'Org Unit'],
      ['manager_id', 'Boss'],
      ['assessed', 'assessed'],
    ].map(([ours, header]) => [ours, { header: header! }]),
  )

  test('is asked for where headers are not ours, and remembered for the source’s next files', async () => {
    const { imports, bring, check } = house.administrator
    const waiting = await bring({ files: filesOf(foreign()), effective })
    expect(waiting.status).toBe('mapping')
    const { sheets } = await imports.get({ id: waiting.id })
    const seq = sheets.find(({ file }) => file === 'people.csv')!.seq
    expect(sheets[seq]).toMatchObject({ rows: 6, headerRow: 1, headers: expect.arrayContaining(['Boss']) })
    const mapped = await imports.map({
      ...{ id: waiting.id, version: waiting.version, source: 'SAP', options: { effective } },
      sheets: [{ seq, kind: 'people', mapping: { columns } }],
    })
    expect(mapped.status).toBe('mapping')
    const checked = await check(mapped)
    expect(checked).toMatchObject({ status: 'checked', report: { changes: { people: { added: 6 } } } })
    const { sources } = await imports.sources()
    expect(sources).toMatchObject([{ name: 'SAP', kinds: ['people', 'units'] }])
    const next = await bring({ files: filesOf(foreign()), source: 'SAP', effective })
    expect(next.status).toBe('checked')
  })

  test('that lacks a column is not checked', async () => {
    const { imports, bring } = house.administrator
    const waiting = await bring({ files: filesOf(foreign()), effective })
    const { sheets } = await imports.get({ id: waiting.id })
    const { manager_id: _, ...fewer } = columns
    const seq = sheets.find(({ file }) => file === 'people.csv')!.seq
    const mapped = await imports.map({
      ...{ id: waiting.id, version: waiting.version, options: {} },
      sheets: [{ seq, kind: 'people', mapping: { columns: fewer } }],
    })
    await expect(imports.check({ id: mapped.id, version: mapped.version })).rejects.toMatchObject({ status: 400 })
  })
})

describe('ratings are HR’s', () => {
  test('an administrator’s ratings are left out unread, and HR’s are closed to administrators', async () => {
    await house.administrator.commit(await house.administrator.bring({ files: filesOf(people()), effective }))
    const { ratings } = smallTables()
    put(ratings, 2, 'criterion', 'juggling')
    const mine = await house.administrator.bring({ files: filesOf({ ratings }), cycle: '2026-H2' })
    expect(mine.problem).toMatch(/HR imports these/)
    const shown = await house.administrator.imports.get({ id: mine.id })
    expect(shown.sheets).toMatchObject([{ kind: null, sample: [] }])
    const asRatings = { options: { cycle: '2026-H2' }, sheets: [{ seq: 0, kind: 'ratings' as const, mapping: null }] }
    await expect(
      house.administrator.imports.map({ id: mine.id, version: mine.version, ...asRatings }),
    ).rejects.toMatchObject({ status: 403 })

    const theirs = await house.hr.bring({ files: filesOf({ ratings }), cycle: '2026-H2', effective })
    expect(theirs).toMatchObject({ status: 'refused', report: { errors: 1 } })
    expect((await house.hr.imports.findings({ id: theirs.id })).total).toBe(1)
    const seen = await house.administrator.imports.get({ id: theirs.id })
    expect(seen).toMatchObject({ sheets: [], report: { errors: 1, groups: [] }, may: { discard: false } })
    expect((await house.administrator.imports.findings({ id: theirs.id })).total).toBe(0)
    const deed = { id: theirs.id, version: theirs.version }
    await expect(house.administrator.imports.discard(deed)).rejects.toMatchObject({ status: 403 })
  })
})

test('a discarded import loses its files and what was found in them', async () => {
  const checked = await house.administrator.bring({ files: filesOf(people()), effective })
  expect(await house.administrator.discard(checked)).toMatchObject({ status: 'discarded', may: { check: false } })
  const [left] = await house.read<object>(
    `select (select count(*) from import_chunk) as chunks, (select count(*) from import_finding) as findings,
      (select count(*) from import_file where sheets <> '[]') as sheets`,
  )
  expect(left).toEqual({ chunks: 0, findings: 0, sheets: 0 })
})

test('who lost the right between asking and the work gets nothing done', async () => {
  const checked = await house.hr.bring({ files: filesOf(people()), effective })
  await house.hr.imports.commit({ id: checked.id, version: checked.version })
  await house.base.database.asJob('import', (db) =>
    db.$client.query(`update role_grant set valid = '[2020-01-01,2021-01-01)' where person_id = $1`, [hrId]),
  )
  await house.work()
  expect(await house.administrator.imports.get({ id: checked.id })).toMatchObject({ status: 'failed' })
  expect(await counts()).toMatchObject({ people: 0 })
})

test('after 30 days files, findings and the journal are gone, and what waited is given up', async () => {
  const kept = await house.hr.commit(await house.hr.bring({ files: filesOf(people()), effective }))
  const { ratings } = smallTables()
  put(ratings, 2, 'criterion', 'juggling')
  const waiting = await house.hr.bring({ files: filesOf({ ratings }), cycle: '2026-H2' })
  const left = () =>
    house.read<object>(
      `select (select count(*) from import_chunk) > 0 as chunks, (select count(*) from import_finding) > 0 as findings,
        (select count(*) from import_change) > 0 as changes`,
    )
  await house.work()
  expect(await left()).toEqual([{ chunks: true, findings: true, changes: true }])
  await house.base.database.asJob('import', (db) =>
    db.$client.query(
      `update import_run set created_at = created_at - interval '31 days', committed_at = committed_at - interval '31 days',
        ended_at = ended_at - interval '31 days'`,
    ),
  )
  await house.work()
  expect(await left()).toEqual([{ chunks: false, findings: false, changes: false }])
  expect(await house.hr.imports.get({ id: kept.id })).toMatchObject({ status: 'committed', may: { undo: false } })
  expect(await house.hr.imports.get({ id: waiting.id })).toMatchObject({ status: 'discarded' })
})
