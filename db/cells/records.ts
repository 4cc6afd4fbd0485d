import { personas } from '../values'
import { administrator, asJob, type Cell, cells, feignedAdministrator, feignedHr, hr, keepers } from './cell'

const looked = (viewer: number) => `insert into access_log (on_day, viewer_id, viewer_role, purpose, subject_ids)
  values ('2026-11-23', ${viewer}, 'employee', 'me', '{4}')`
const did = (actorId: number, actor: string) =>
  `insert into audit_entry (actor, actor_id, action, subject) values ('${actor}', ${actorId}, 'thing.made', 'thing')`
const keyed = (person: number) => `insert into idempotency_key (person_id, key, procedure, input_hash)
  values (${person}, '00000000-0000-4000-8000-000000000001', 'x', 'x')`

/** A viewer writes in the own name only. */
const ownNameCells = personas.flatMap((role) => {
  const me = { role, person: 4 }
  return [
    ...cells('access_log', 'insert', [
      ['1', me, looked(4)],
      ['refused', me, looked(3)],
    ]),
    ...cells('audit_entry', 'insert', [
      ['1', me, did(4, 'person')],
      ['refused', me, did(3, 'person')],
      ['refused', me, did(4, 'command')],
    ]),
    ...cells('idempotency_key', 'insert', [
      ['1', me, keyed(4)],
      ['refused', me, keyed(3)],
    ]),
  ]
})

const unguarded = { given: 'alter table audit_entry disable trigger append_only' }
/** Only the retention that HR set takes entries away, by its own job. */
const auditCells = cells('audit_entry', 'delete', [
  ['1', asJob('privacy'), "delete from audit_entry where action = 'person.added'"],
  ['0', asJob('import'), 'delete from audit_entry', unguarded],
])

const change = (person: number | undefined, by: number | undefined) =>
  `insert into access_change (person_id, kind, requested_by) values (${person}, 'email', ${by})`
const changeCells = [
  ...keepers.flatMap(({ me, feigned }) =>
    cells('access_change', 'insert', [
      ['1', me, change(3, me.person)],
      ['refused', me, change(me.person, me.person)],
      ['refused', me, change(3, 5)],
      ['refused', feigned, change(4, 3)],
    ]),
  ),
  ...cells('access_change', 'delete', [
    ['1', hr, 'delete from access_change where person_id = 1'],
    ['0', hr, 'delete from access_change where person_id = 7', { given: change(7, 9) }],
    ['0', feignedHr, 'delete from access_change'],
    ['1', administrator, 'delete from access_change where person_id = 1'],
    ['0', administrator, 'delete from access_change where person_id = 4', { given: change(4, 7) }],
    ['0', feignedAdministrator, 'delete from access_change', { given: change(4, 3) }],
  ]),
]

const erase = (by: number, state: string) => `insert into erasure (public_id, person_id, asked_by, reason, state)
  values ('00000000-0000-4000-8000-00000000000f', 4, ${by}, 'request', '${state}')`
const keep = (kind: string) => `insert into policy_setting (kind, version, value) values ('${kind}', 9, '{}')`
const privacyCells = [
  ...cells('erasure', 'insert', [
    ['1', hr, erase(7, 'waiting')],
    ['refused', hr, erase(3, 'waiting')],
    ['refused', hr, erase(7, 'done')],
    ['refused', feignedHr, erase(3, 'waiting')],
  ]),
  ...cells('policy_setting', 'insert', [
    ['1', hr, keep('retention')],
    ['refused', hr, keep('readiness')],
    ['refused', feignedHr, keep('retention')],
  ]),
]

const provision = (person: number, by: number) =>
  `insert into scim_user (person_id, user_name, kept_by) values (${person}, 'new', ${by})`
const directoryCells = [
  ...cells('scim_user', 'insert', [
    ['1', administrator, provision(4, 9)],
    ['refused', administrator, provision(9, 9)],
    ['refused', administrator, provision(4, 7)],
    ['refused', feignedAdministrator, provision(4, 3)],
  ]),
  ...cells('scim_user', 'update', [
    ['1', administrator, 'update scim_user set kept_by = 9 where person_id = 3'],
    ['refused', administrator, 'update scim_user set kept_by = 7 where person_id = 3'],
    ['refused', administrator, 'update scim_user set person_id = 9, kept_by = 9 where person_id = 3'],
    ['0', administrator, 'update scim_user set kept_by = 9 where person_id = 9', { given: provision(9, 7) }],
    ['0', feignedAdministrator, 'update scim_user set kept_by = 3', { given: provision(4, 9) }],
  ]),
]

const hook = (by: number | undefined) => `insert into webhook (public_id, url, secret, events, created_by)
  values ('00000000-0000-4000-8000-00000000000f', 'https://example.com', 's', '{person.added}', ${by})`
const webhookCells = keepers.flatMap(({ me, feigned }) => [
  ...cells('webhook', 'insert', [
    ['1', me, hook(me.person)],
    ['refused', me, hook(5)],
    ['refused', feigned, hook(3)],
  ]),
  ...cells('webhook', 'update', [
    ['1', me, "update webhook set url = 'https://example.org' where id = 1"],
    ['0', feigned, "update webhook set url = 'https://example.org'"],
  ]),
  ...cells('webhook', 'delete', [
    ['1', me, 'delete from webhook where id = 1'],
    ['0', feigned, 'delete from webhook'],
  ]),
  ...cells('webhook_delivery', 'update', [
    ['1', me, 'update webhook_delivery set attempts = 1 where webhook_id = 1'],
    ['0', feigned, 'update webhook_delivery set attempts = 1'],
  ]),
])

const waits = "insert into webhook_delivery (webhook_id, event, subject) values (1, 'person.added', 'person')"
const jobCells = [
  ...cells('webhook_delivery', 'delete', [
    ['2', asJob('webhook'), 'delete from webhook_delivery', { given: waits }],
    ['0', asJob('import'), 'delete from webhook_delivery', { given: waits }],
  ]),
  ...cells('access_log', 'delete', [
    ['0', asJob('import'), 'delete from access_log'],
    ['1', asJob('privacy'), 'delete from access_log where viewer_id = 3'],
  ]),
]

export const recordCells: Cell[] = [
  ...ownNameCells,
  ...auditCells,
  ...changeCells,
  ...privacyCells,
  ...directoryCells,
  ...webhookCells,
  ...jobCells,
]
