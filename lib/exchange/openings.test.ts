import { beforeEach, expect, test } from 'vitest'
import { smallTables } from './files.fixtures'
import { openingTable } from './opening-cases.fixtures'
import { put } from './problem-cases.fixtures'
import { administratorId, clientOf, createHouse, filesOf, type House } from './runs.fixtures'

let house: House
beforeEach(async () => {
  house = await createHouse()
  return () => house.base.drop()
})

const effective = '2026-11-01'
const people = () => {
  const { units, people: table } = smallTables()
  return { units, people: table }
}
const stands = () =>
  house.read(`select o.opening_id, o.is_fixed, o.min_days, o.max_days, o.seats, o.share, o.status, o.paid_by, o.version,
      s.employee_id as sponsor, (select string_agg(e.criterion || ' ' || e.level, ', ' order by e.criterion)
        from opening_entry e where e.opening_id = o.id) as entry,
      (select string_agg(c.criterion || ' ' || c.exposure, ', ' order by c.position)
        from opening_criterion c where c.opening_id = o.id) as develops
    from opening o left join person s on s.id = o.sponsor_id order by o.opening_id`)

const first = {
  ...{ opening_id: 'P1', is_fixed: true, min_days: 271, max_days: 271, seats: 2, share: 100, status: 'published' },
  ...{ paid_by: 'host', version: 1, sponsor: '003', entry: 'leading-others 3, managerial-style 2' },
  develops: 'business-role-experience 100, business-model 50',
}
const second = {
  ...{ opening_id: 'P2', is_fixed: false, min_days: 92, max_days: 184, seats: 1, share: 60, status: 'draft' },
  ...{ paid_by: 'home', version: 1, sponsor: null, entry: null, develops: null },
}
const bring = (openings: string[][]) => house.hr.bring({ files: filesOf({ openings }), effective, commit: true })

test('openings come in with units and people, the same again changes nothing, and what is named changes', async () => {
  const all = await house.hr.bring({
    files: filesOf({ ...people(), openings: openingTable() }),
    effective,
    commit: true,
  })
  expect(all).toMatchObject({ status: 'committed', report: { changes: { openings: { added: 2, changed: 0 } } } })
  expect(await stands()).toEqual([first, second])
  const again = await bring(openingTable())
  expect(again).toMatchObject({ status: 'committed', report: { changes: { openings: { added: 0, changed: 0 } } } })
  const next = openingTable()
  put(next, 2, 'criteria_developed', 'business-model=50;business-role-experience')
  put(next, 3, 'fte', '0.8')
  const changed = await bring(next)
  expect(changed).toMatchObject({ report: { changes: { openings: { added: 0, changed: 2 } } } })
  expect(await stands()).toEqual([
    { ...first, develops: 'business-model 50, business-role-experience 100', version: 2 },
    { ...second, share: 80, version: 2 },
  ])
})

test('what is filled stays filled while a file calls it open; what is closed does not open again', async () => {
  await house.hr.bring({ files: filesOf({ ...people(), openings: openingTable() }), effective, commit: true })
  await house.base.database.asJob('import', (db) =>
    db.$client.query("update opening set status = 'filled' where opening_id = 'P1'"),
  )
  expect(await bring(openingTable())).toMatchObject({ report: { changes: { openings: { changed: 0 } } } })
  await house.base.database.asJob('import', (db) =>
    db.$client.query("update opening set status = 'closed' where opening_id = 'P1'"),
  )
  const refused = await bring(openingTable())
  expect(refused).toMatchObject({
    status: 'refused',
    report: { groups: [{ file: 'openings', kind: 'opening-moved', count: 1 }] },
  })
})

test('an import of openings is taken back: new ones go, changed ones are as they were', async () => {
  const [one, , three] = openingTable()
  const old = [openingTable()[0]!, openingTable()[1]!]
  await house.hr.bring({ files: filesOf({ ...people(), openings: old }), effective, commit: true })
  const next = [one!, openingTable()[1]!, three!]
  put(next, 2, 'entry_requirements', 'leading-others>=4')
  const run = await bring(next)
  expect(run).toMatchObject({ report: { changes: { openings: { added: 1, changed: 1 } } } })
  expect(await house.hr.undo(run)).toMatchObject({ status: 'undone' })
  expect(await stands()).toEqual([{ ...first, version: 3 }])
})

test('nothing is taken back that somebody changed since', async () => {
  const run = await house.hr.bring({
    files: filesOf({ ...people(), openings: openingTable() }),
    effective,
    commit: true,
  })
  await house.base.database.asJob('import', (db) =>
    db.$client.query("update opening set notes = 'Other', version = version + 1 where opening_id = 'P1'"),
  )
  const kept = await house.hr.undo(run)
  expect(kept).toMatchObject({ status: 'committed', changedSince: ['Depot lead (P1)'] })
})

test('openings are HR’s: an administrator’s file of them is left out', async () => {
  const administrator = clientOf(house.base, administratorId, 'p_admin')
  const run = await administrator.bring({ files: filesOf({ ...people(), openings: openingTable() }), effective })
  expect(run).toMatchObject({ status: 'mapping', kinds: ['units', 'people'] })
  expect(run.problem).toMatch(/HR imports these/)
})

test('the headers of others are found', async () => {
  const [head, ...rows] = openingTable()
  const theirs: Record<string, string> = {
    ...{
      opportunity_id: 'Assignment ID',
      title: 'Opportunity title',
      route: 'Assignment type',
      host_unit_id: 'Host unit',
    },
    ...{ sponsor_id: 'Opportunity Owner', start_date: 'Earliest start', end_date: 'Latest end', fte: 'Share' },
    ...{ criteria_developed: 'Criteria exposure', paid_by: 'Funding', apply_by: 'Closing date', notes: 'Description' },
  }
  const openings = [head!.map((name) => theirs[name] ?? name), ...rows]
  const run = await house.hr.bring({ files: filesOf({ ...people(), openings }), effective })
  expect(run).toMatchObject({ status: 'mapping', kinds: ['units', 'people', 'openings'] })
  const { sheets } = await house.hr.imports.get({ id: run.id })
  const sheet = sheets.find(({ kind }) => kind === 'openings')!
  expect([sheet.missing, Object.keys(sheet.mapping!.columns)]).toEqual([[], expect.arrayContaining(head!)])
})
