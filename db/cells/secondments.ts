import { who } from '../small-organisation'
import { type As, asJob, type Cell, cells, feignedHr, hr, superuser } from './cell'

/**
 * Everybody was asked for the planted opening, whose sponsor is manager A; each placement has its person's number. Person 6
 * reports to manager B, so that home and host are two people.
 */
export const working = ['p_member', 'p_pmo', 'p_all', 'p_hr'] as const
export const as = (person: number, role: As['role'] = 'p_member'): As => ({ role, person })
const secondee = as(who.employeeB)
const home = as(who.managerB)
const host = as(who.managerA, 'p_host')
const otherHost = as(who.managerB, 'p_host')
const head = as(who.rootDirector, 'p_all')
const feignedHead = as(who.employee, 'p_all')

export const planted = (...statements: string[]) => ({
  given: `set local session_replication_role = replica; ${statements.join('; ')}; set local session_replication_role = origin`,
})
const inState = (state: string, more = '') => `update secondment set state = '${state}'${more} where id = 6`
const selected = planted(inState('selection'))
const here = ", during = '[2026-11-01,2027-05-01)'"
const active = planted(inState('active', here))
const over = planted(inState('ending', ", during = '[2026-05-01,2026-11-23)'"))
const lastDay = planted(inState('ending', ", during = '[2026-05-01,2026-11-24)'"))
const draft = planted(inState('draft'))
const all = 'select id from secondment'
const of6 = 'select secondment_id from secondment_target where secondment_id = 6'

const hostedCells = [
  ...cells('secondment', 'select', [
    ['6', host, all, selected],
    ['', otherHost, all, selected],
    ['6', host, all, active],
    ['6', host, all, lastDay],
    ['', host, all, over],
    ['', host, all, planted(inState('release'))],
    ['', host, all, planted(inState('returned', here))],
    ['6', host, all, planted(inState('ending-early', `${here}, asked_end = '2026-11-23'`))],
    ['', host, all, planted(inState('ending-early', `${here}, asked_end = '2026-11-22'`))],
    ['', host, all, planted("update secondment set state = 'selection' where id = 2")],
  ]),
  ...cells('secondment_target', 'select', [
    ['', host, of6, selected],
    ['', host, of6, planted(inState('confirmed'))],
    ['6', host, of6, active],
    ['6', host, of6, planted(inState('confirmed', here))],
    ['', host, of6, over],
    ['', otherHost, of6, active],
  ]),
  ...cells('person', 'select', [
    ['6', host, 'select id from person', selected],
    ['', host, 'select id from person', over],
    ['', otherHost, 'select id from person', selected],
  ]),
]

const draftCells = cells('secondment', 'select', [
  ['6', hr, 'select id from secondment where id = 6', draft],
  ['', secondee, all, draft],
  ['', as(who.managerB, 'p_pmo'), 'select id from secondment where id = 6', draft],
  ['', head, 'select id from secondment where id = 6', draft],
])

const gone = planted('delete from secondment where id in (4, 7, 8)')
const noted = planted(
  'delete from secondment where id = 4',
  'update standing set is_under_process = true where person_id = 4',
)
const propose = (person: number, state: string, origin: string) =>
  `insert into secondment (public_id, seat_no, person_id, opening_id, during, state, origin, state_since, plan_run)
  values (gen_random_uuid(), 15, ${person}, 1, '[2027-03-01,2027-09-01)', '${state}', '${origin}', '2026-11-23',
    ${origin === 'plan' ? 'gen_random_uuid()' : 'null'})`
const move = "update secondment set during = '[2027-04-01,2027-09-01)' where id = 6"
const proposalCells = [
  ...cells('secondment', 'insert', [
    ['1', hr, propose(4, 'draft', 'hand'), gone],
    ['1', hr, propose(4, 'interest', 'plan'), gone],
    ['refused', hr, propose(4, 'interest', 'volunteered'), gone],
    ['GV409', hr, propose(4, 'release', 'hand'), gone],
    ['refused', hr, propose(7, 'interest', 'hand'), gone],
    ['refused', feignedHr, propose(4, 'interest', 'hand'), gone],
    [
      'refused',
      hr,
      propose(4, 'release', 'hand'),
      planted('delete from secondment where id = 4', unguarded('guard_secondment')),
    ],
    ['1', head, propose(4, 'interest', 'plan'), gone],
    ['refused', head, propose(4, 'draft', 'plan'), gone],
    ['refused', head, propose(4, 'interest', 'hand'), gone],
    ['refused', feignedHead, propose(4, 'interest', 'plan'), gone],
    ['refused', as(8, 'p_all'), propose(8, 'interest', 'plan'), gone],
    ['GV409', hr, propose(4, 'draft', 'hand').replace(', 15, ', ', 21, ')],
  ]),
  ...cells('secondment', 'insert', [
    [
      'refused',
      head,
      propose(who.rootDirector, 'interest', 'plan'),
      planted(`delete from secondment where id = ${who.rootDirector}`),
    ],
  ]),
  ...working.flatMap((role) =>
    cells('secondment', 'insert', [
      ['1', as(4, role), propose(4, 'interest', 'volunteered'), gone],
      ['refused', as(4, role), propose(8, 'interest', 'volunteered'), gone],
      ['refused', as(4, role), propose(4, 'draft', 'volunteered'), gone],
      ['refused', as(4, role), propose(4, 'interest', 'hand'), gone],
      ['GV409', as(4, role), propose(4, 'interest', 'volunteered'), noted],
    ]),
  ),
  ...cells('secondment', 'update', [
    ['1', hr, move],
    ['0', feignedHr, move],
    ['0', hr, move.replace('id = 6', 'id = 7')],
    ['GV409', hr, move, selected],
    ['refused', hr, "update secondment set state = 'active' where id = 6"],
    ['GV409', asJob('secondment'), "update secondment set state = 'active' where id = 6"],
    ['GV409', superuser, 'update secondment set person_id = 5 where id = 6'],
    ['GV409', asJob('secondment'), 'update secondment set share = 50 where id = 6', selected],
    ['GV409', hr, 'update secondment set seat_no = 21 where id = 6'],
    ['1', hr, 'update secondment set share = 50 where id = 6'],
    [
      'GV409',
      hr,
      'update secondment set share = 50 where id = 6',
      planted(
        `insert into secondment (id, person_id, opening_id, seat_no, share, during, state, origin, state_since)
        values (90, 6, 1, 15, 60, '[2027-08-01,2027-12-01)', 'release', 'hand', '2026-11-23')`,
      ),
    ],
    ['23P01', hr, 'update secondment set seat_no = 5 where id = 6'],
    // Without a condition to read by, only the right to move counts.
    ['0', feignedHr, "update secondment set due_on = '2027-01-01'"],
  ]),
]

function unguarded(trigger: string) {
  return `alter table secondment disable trigger ${trigger}`
}

const unwritten = planted('delete from secondment_event', 'delete from secondment_target')
const aim = (id: number) => `insert into secondment_target values (${id}, 'd', 1000, 2000)`
const targetCells = [
  ...cells('secondment_target', 'insert', [
    ['1', hr, aim(6), unwritten],
    ['refused', hr, aim(6)],
    ['refused', hr, aim(7), unwritten],
    ['refused', feignedHr, aim(6), unwritten],
    ['refused', head, aim(6), unwritten],
    [
      '1',
      head,
      aim(6),
      planted('delete from secondment_event', "update secondment set origin = 'plan', plan_run = gen_random_uuid()"),
    ],
    ['refused', home, aim(6), unwritten],
    ['refused', as(3, 'p_pmo'), aim(6), unwritten],
  ]),
  ...working.flatMap((role) =>
    cells('secondment_target', 'insert', [
      [
        '1',
        as(3, role),
        aim(3),
        planted('delete from secondment_event', "update secondment set origin = 'volunteered'"),
      ],
      ['refused', as(3, role), aim(3), unwritten],
    ]),
  ),
]

export const step = (deed: string, from: string, to: string, by: number | null, more = "'', ''") =>
  `insert into secondment_event (secondment_id, deed, from_state, to_state, of_version, by_id, on_day, reason, alternative)
  values (6, '${deed}', '${from}', '${to}', 1, ${by}, '2026-11-23', ${more})`
const state = (expected: string) => [expected, { seen: 'select state from secondment where id = 6' }] as const
const released = planted(inState('release'))
export const said = "'Because', 'Shadowing'"
const [gotThere, look] = state('release')
const stepCells = [
  ...cells('secondment_event', 'insert', [
    [gotThere, secondee, step('consent', 'interest', 'release', 6), look],
    ['refused', secondee, step('consent', 'interest', 'release', 5)],
    ['GV409', secondee, step('consent', 'interest', 'release', 6), planted('update secondment set version = 2')],
    ['GV409', secondee, step('consent', 'interest', 'release', 6).replace(', 1, ', ', null, ')],
    ['GV403', home, step('consent', 'interest', 'release', 5)],
    ['GV403', hr, step('consent', 'interest', 'release', 7)],
    ['GV403', as(3), step('consent', 'interest', 'release', 3)],
    ['GV409', secondee, step('consent', 'release', 'selection', 6)],
    ['GV409', secondee, step('consent', 'interest', 'selection', 6)],
    ['1', home, step('release', 'release', 'selection', 5), released],
    ['1', as(who.head), step('release', 'release', 'selection', 1), released],
    ['GV403', secondee, step('release', 'release', 'selection', 6), released],
    [
      'GV409',
      home,
      step('release', 'release', 'selection', 5),
      planted(inState('release'), 'delete from secondment_cover'),
    ],
    [
      'GV409',
      home,
      step('release', 'release', 'selection', 5),
      planted(inState('release'), "update secondment_cover set during = '[2027-03-01,2027-08-31)'"),
    ],
    ['1', home, step('refuse', 'release', 'refused', 5, said), released],
    ['GV400', home, step('refuse', 'release', 'refused', 5, "'', 'Shadowing'"), released],
    ['GV400', home, step('refuse', 'release', 'refused', 5, "'Because', ''"), released],
    ['1', hr, step('withdraw', 'interest', 'withdrawn', 7)],
    ['GV403', feignedHr, step('withdraw', 'interest', 'withdrawn', 3)],
    ['GV400', secondee, step('consent', 'interest', 'release', 6).replace('2026-11-23', '2026-11-22')],
    [
      'GV409',
      secondee,
      step('propose', 'interest', 'interest', 6).replace("'interest', 'interest'", "null, 'interest'"),
    ],
    ['GV409', asJob('secondment'), step('begin', 'confirmed', 'active', null), planted(inState('confirmed'))],
    ['1', asJob('secondment'), step('begin', 'confirmed', 'active', null), planted(inState('confirmed', here))],
    ['GV403', hr, step('begin', 'confirmed', 'active', 7), planted(inState('confirmed', here))],
    ['1', asJob('secondment'), step('end', 'ending', 'returned', null), over],
    ['GV409', asJob('secondment'), step('end', 'ending', 'returned', null), lastDay],
  ]),
  ...cells('secondment_event', 'insert', [
    ['confirmed', host, step('accept', 'selection', 'confirmed', 2), { ...selected, ...look }],
    ['1', host, step('decline', 'selection', 'not-selected', 2, said), selected],
    ['refused', host, step('accept', 'selection', 'confirmed', 5), selected],
    ['GV403', otherHost, step('accept', 'selection', 'confirmed', 5), selected],
    ['refused', otherHost, step('release', 'release', 'selection', 5), released],
    ['refused', as(who.managerA), step('accept', 'selection', 'confirmed', 2), selected],
  ]),
  ...(['p_pmo', 'p_all'] as const).flatMap((role) =>
    cells('secondment_event', 'insert', [
      ['1', as(who.head, role), step('release', 'release', 'selection', 1), released],
    ]),
  ),
]

const arrange = (id: number, place = 2) =>
  `insert into secondment_cover values (${id}, ${place}, 'recruit', null, '[2027-03-01,2027-09-01)')`
const rearrange = (id: number) => `delete from secondment_cover where secondment_id = ${id}`
const coverCells = [
  ...cells('secondment_cover', 'insert', [
    ['1', home, arrange(6)],
    ['refused', home, arrange(5)],
    ['refused', secondee, arrange(6)],
    ['refused', home, arrange(6), planted(inState('closed'))],
    ['refused', home, arrange(6), draft],
    ['1', hr, arrange(6), draft],
    ['refused', hr, arrange(7)],
    ['refused', feignedHr, arrange(6)],
    ['1', as(who.head, 'p_all'), arrange(6)],
    ['1', as(who.head, 'p_pmo'), arrange(6)],
    ['23514', home, arrange(6).replace('recruit', 'acting')],
  ]),
  ...cells('secondment_cover', 'delete', [
    ['1', home, rearrange(6)],
    ['0', home, rearrange(5)],
    ['0', secondee, rearrange(6)],
    ['1', hr, rearrange(6)],
    ['0', feignedHr, rearrange(3)],
    ['1', as(who.head, 'p_all'), rearrange(6)],
    ['1', as(who.head, 'p_pmo'), rearrange(6)],
  ]),
]

/** Of a placement only whoever belongs to it hears, from whoever belongs to it or has moved it. */
const named = "public_id = '00000000-0000-4000-8000-000000000066'"
const tell = (person: number, about: object = { secondment: '00000000-0000-4000-8000-000000000066' }) =>
  `insert into message (public_id, person_id, kind, about)
  values ('00000000-0000-4000-8000-00000000000f', ${person}, 'secondment-moved', '${JSON.stringify(about)}')`
const chosen = planted(inState('selection', `, ${named}`))
const toldCells = cells('message', 'insert', [
  ['1', host, tell(who.employeeB), chosen],
  ['refused', host, tell(who.employee), chosen],
  ['refused', host, tell(who.employeeB, {}), chosen],
  ['refused', as(who.employee, 'p_host'), tell(who.employeeB), chosen],
  ['1', secondee, tell(who.managerB), chosen],
  ['refused', secondee, tell(who.employee), chosen],
  ['refused', as(who.employee), tell(who.employeeB), chosen],
  ['1', hr, tell(who.employeeB), chosen],
  ['refused', feignedHr, tell(who.employeeB), chosen],
])

export const secondmentCells: Cell[] = [
  ...toldCells,
  ...hostedCells,
  ...draftCells,
  ...proposalCells,
  ...targetCells,
  ...stepCells,
  ...coverCells,
]
