import { who } from '../small-organisation'
import { type As, type Cell, cells, feignedHr, hr } from './cell'
import { planted } from './forms'

/**
 * Everybody has wished for the planted opening, and person 3 was told by HR that somebody else is proposed. The sponsor of the
 * opening is manager A.
 */
const working = ['p_member', 'p_pmo', 'p_all'] as const
const as = (person: number, role: As['role'] = 'p_member'): As => ({ role, person })
const head = as(who.rootDirector, 'p_all')
const feignedHead = as(who.employee, 'p_all')

const note = (person: number, way: string, more = '') =>
  `insert into not_chosen (person_id, opening_id, way, decision, reason)
  values (${person}, 1, '${way}', '00000000-0000-4000-8000-000000000078', 'others')${more}`
const unwished = planted(`delete from preference where person_id = ${who.employeeB}`)
const noting = cells('not_chosen', 'insert', [
  ['1', hr, note(6, 'hand')],
  ['refused', hr, note(6, 'plan')],
  ['refused', hr, note(6, 'hand'), unwished],
  ['refused', hr, note(who.hr, 'hand')],
  ['refused', feignedHr, note(6, 'hand')],
  ['0', hr, note(3, 'hand', ' on conflict do nothing').replace('78', '77')],
  ['1', head, note(6, 'plan')],
  ['refused', head, note(6, 'hand')],
  ['refused', head, note(6, 'plan'), unwished],
  ['refused', head, note(who.rootDirector, 'plan')],
  ['refused', feignedHead, note(6, 'plan')],
  ['refused', as(who.managerA), note(6, 'hand')],
])

const ask = (day = '2026-11-23') =>
  `update not_chosen set appeal = 'open', appeal_reason = 'Why', asked_on = '${day}', due_on = '2026-12-07' where person_id = 3`
const open = planted(ask())
const decided = (state: string) =>
  planted(
    `${ask()}; update not_chosen set appeal = '${state}', answer = 'x', answered_by = 7, answered_on = '2026-11-23'`,
  )
const ofHr = planted('update not_chosen set person_id = 7', ask().replace('person_id = 3', 'person_id = 7'))
const answer = (by: number, state = 'upheld') =>
  `update not_chosen set appeal = '${state}', answer = 'Yes', answered_by = ${by}, answered_on = '2026-11-23' where id = 1`
const appealing = [
  ...working.flatMap((role) =>
    cells('not_chosen', 'update', [
      ['1', as(3, role), ask()],
      ['0', as(4, role), ask()],
      ['GV400', as(3, role), ask('2026-11-22')],
      ['1', as(3, role), ask(), planted("update not_chosen set decided_on = '2026-11-09'")],
      ['0', as(3, role), ask(), planted("update not_chosen set decided_on = '2026-11-08'")],
      ['0', as(3, role), ask(), open],
      ['0', as(3, role), ask(), decided('rejected')],
    ]),
  ),
  ...cells('not_chosen', 'update', [
    ['1', hr, ask().replace('= 3', '= 7'), planted('update not_chosen set person_id = 7')],
    ['0', hr, ask()],
    ['0', feignedHr, ask()],
    [
      'refused',
      as(3),
      "update not_chosen set appeal = 'upheld', appeal_reason = 'x', asked_on = '2026-11-23', due_on = '2026-12-07'",
    ],
    ['refused', as(3), answer(3), open],
    ['refused', as(3), 'update not_chosen set facts = default'],
    ['1', hr, answer(7), open],
    ['refused', hr, answer(3), open],
    ['0', hr, answer(7), decided('upheld')],
    ['0', hr, answer(7), ofHr],
    ['0', feignedHr, answer(3), open],
    // Without a row to look for, no right to read stands before it.
    ['0', feignedHr, answer(3).replace(' where id = 1', ''), planted(ask(), 'update not_chosen set person_id = 4')],
    ['GV409', hr, answer(7).replace('set ', "set appeal_reason = 'Never mind', "), open],
    ['23514', hr, answer(7).replace("'Yes'", "''"), open],
  ]),
  ...cells('not_chosen', 'update', [
    [
      'refused',
      as(7, 'p_hr'),
      "update not_chosen set appeal = 'rejected', appeal_reason = 'x', asked_on = '2026-11-23', due_on = '2026-12-07', answer = 'x', answered_by = 7, answered_on = '2026-11-23'",
      planted('update not_chosen set person_id = 7'),
    ],
  ]),
]

const key = (given = 'OP') => ({ openingId: given })
const tell = (person: number, kind: string, about: object) =>
  `insert into message (public_id, person_id, kind, about)
  values ('00000000-0000-4000-8000-00000000000f', ${person}, '${kind}', '${JSON.stringify(about)}')`
const named = "update opening set opening_id = 'OP'"
const now = planted(named, 'update not_chosen set created_at = now()')
const before = planted(named, "update not_chosen set created_at = now() - interval '1 second'")
const byHost = planted(named, "update not_chosen set created_at = now(), way = 'declined'")
const asked = planted(named, ask())
const answered = planted(named, ask(), answer(7))
const telling = cells('message', 'insert', [
  ['1', hr, tell(3, 'not-chosen', key()), now],
  ['refused', hr, tell(3, 'not-chosen', key()), before],
  ['refused', hr, tell(3, 'not-chosen', key()), byHost],
  ['refused', hr, tell(4, 'not-chosen', key()), now],
  ['refused', hr, tell(3, 'not-chosen', key('other')), now],
  ['refused', hr, tell(3, 'look-answered', key()), now],
  ['1', as(3), tell(who.hr, 'look-asked', key()), asked],
  ['refused', as(3), tell(who.hr, 'look-asked', key()), now],
  ['refused', as(4), tell(who.hr, 'look-asked', key()), asked],
  ['refused', as(3), tell(who.managerA, 'look-asked', key()), asked],
  ['1', hr, tell(3, 'look-answered', key()), answered],
  ['refused', hr, tell(4, 'look-answered', key()), answered],
  ['refused', as(who.head, 'p_all'), tell(3, 'look-answered', key()), answered],
])

export const notChosenCells: Cell[] = [...noting, ...appealing, ...telling]
