import { type Cell, cells, feignedHr, hr } from './cell'
import { as, planted, said, step, working } from './secondments'

const refusedRow = planted("update secondment set state = 'refused' where id in (6, 7)")
const objection = (id: number) =>
  `insert into appeal (secondment_id, reason, asked_on, due_on) values (${id}, 'Why', '2026-11-23', '2026-12-07')`
const opened = planted(
  "update secondment set state = 'refused' where id in (6, 7)",
  "update appeal set state = 'open', decided_by = null, decided_on = null where secondment_id in (6, 7)",
)
const refusedByHr = planted(
  "update secondment set state = 'refused' where id = 6",
  "update appeal set state = 'open', decided_by = null, decided_on = null where secondment_id = 6",
  step('refuse', 'release', 'refused', 7, said),
)
const decide = (by: number, id = 6) =>
  `update appeal set state = 'upheld', decision = 'Yes', decided_by = ${by}, decided_on = '2026-11-23' where secondment_id = ${id}`
export const appealCells: Cell[] = [
  ...working.flatMap((role) =>
    cells('appeal', 'insert', [
      ['1', as(6, role), objection(6), refusedRow],
      ['refused', as(6, role), objection(6)],
      ['refused', as(5, role), objection(6), refusedRow],
    ]),
  ),
  ...cells('appeal', 'update', [
    ['1', hr, decide(7), opened],
    ['refused', hr, decide(3), opened],
    ['0', hr, decide(7, 7), opened],
    ['0', hr, decide(7), refusedByHr],
    ['0', hr, decide(7)],
    ['0', feignedHr, decide(3), opened],
  ]),
  ...cells('secondment_event', 'insert', [
    ['GV409', hr, step('uphold', 'refused', 'release', 7, said), refusedRow],
    ['GV409', hr, step('drop', 'refused', 'dropped', 7), opened],
    [
      '1',
      hr,
      step('uphold', 'refused', 'release', 7, said),
      planted(
        "update secondment set state = 'refused', state_since = '2026-11-20' where id = 6",
        "update appeal set state = 'upheld', asked_on = '2026-11-20', decided_on = '2026-11-23' where secondment_id = 6",
      ),
    ],
  ]),
]
