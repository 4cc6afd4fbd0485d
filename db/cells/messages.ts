import { messageKinds } from '../values'
import { type As, type Cell, cells, feignedHr, hr } from './cell'
import { form, planted, revealed } from './forms'

/**
 * Who may tell whom what: a deed's own word to whom it concerns, in the name of its cycle. Cycle 2 is called 2027; person 2
 * manages 3 and 4, person 1 agreed all levels.
 */
const working = ['p_member', 'p_pmo', 'p_all', 'p_hr'] as const
const tell = (person: number, kind: string, about: object = { cycle: '2027' }) =>
  `insert into message (public_id, person_id, kind, about)
  values ('00000000-0000-4000-8000-00000000000f', ${person}, '${kind}', '${JSON.stringify(about)}')`

const asked = planted('update cycle_plan set asks_peers = true', form(4, 3, 'peer', 90))
const agreedByManager = planted(...revealed, 'update agreement set agreed_by = 2 where participant_id = 3')
const disputed = planted("update agreement set status = 'disputed', objection = 'x' where participant_id = 3")
const handedOver = planted(form(5, 3, 'manager', 92), "update assessment set hand_over_note = 'x' where id = 92")
const named = {
  given: `insert into deputy (public_id, manager_id, deputy_id, valid, named_by)
    values ('00000000-0000-4000-8000-00000000000e', 3, 4, '[2027-01-01,2027-02-01)', 3)`,
}

const deeds = working.flatMap((role) => {
  const me: As = { role, person: 3 }
  const manager: As = { role, person: 2 }
  const other: As = { role, person: 5 }
  return cells('message', 'insert', [
    ['1', manager, tell(4, 'peer-asked'), asked],
    ['refused', manager, tell(4, 'peer-asked', { cycle: '2026' }), asked],
    ['refused', manager, tell(4, 'chased'), asked],
    ['refused', manager, tell(6, 'peer-asked'), asked],
    ['refused', manager, tell(4, 'peer-asked')],
    ['refused', other, tell(4, 'peer-asked'), asked],
    ['1', manager, tell(3, 'level-agreed'), agreedByManager],
    ['refused', manager, tell(3, 'level-agreed')],
    ['refused', other, tell(3, 'level-agreed'), agreedByManager],
    ['1', me, tell(1, 'level-disputed'), disputed],
    ['refused', me, tell(2, 'level-disputed'), disputed],
    ['refused', me, tell(1, 'level-disputed')],
    ['1', other, tell(2, 'rater-changed'), handedOver],
    ['refused', other, tell(3, 'rater-changed'), handedOver],
    ['refused', me, tell(2, 'rater-changed'), handedOver],
    ['1', me, tell(4, 'deputy-named', {}), named],
    ['refused', me, tell(5, 'deputy-named', {}), named],
    ['refused', manager, tell(4, 'deputy-named', {}), named],
    ['refused', me, tell(5, 'cycle-launched', {})],
  ])
})

const ofHr = [
  ...['cycle-launched', 'cycle-paused', 'cycle-resumed', 'deadline-moved', 'chased', 'rater-changed', 'deputy-named'],
]
const hrTells = messageKinds.flatMap((kind) =>
  cells('message', 'insert', [
    [ofHr.includes(kind) ? '1' : 'refused', hr, tell(5, kind)],
    ['refused', feignedHr, tell(5, kind)],
  ]),
)

export const messageCells: Cell[] = [
  ...deeds,
  ...hrTells,
  ...cells('message', 'insert', [
    ['refused', { role: 'p_admin', person: 9 }, tell(5, 'cycle-launched')],
    ['23514', hr, tell(5, 'chased', { cycle: '2027', name: 'Person 5' })],
    ['23514', hr, tell(5, 'chased', { cycle: 'x'.repeat(1000) })],
  ]),
]
