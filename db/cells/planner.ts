import { who } from '../small-organisation'
import { type As, type Cell, cells, feignedHr, hr, superuser } from './cell'

const head: As = { role: 'p_all', person: who.rootDirector }
const feignedHead: As = { role: 'p_all', person: who.employee }

const compose = (by: number | undefined) =>
  `insert into scenario (name, inputs, created_by) values ('New', '{}', ${by})`
const rename = "update scenario set name = 'X'"
const scenarioCells = [
  ...cells('scenario', 'insert', [
    ['1', hr, compose(hr.person)],
    ['refused', hr, compose(5)],
    ['refused', feignedHr, compose(feignedHr.person)],
  ]),
  ...cells('scenario', 'update', [
    ['1', hr, rename],
    ['0', feignedHr, rename],
  ]),
  ...cells('scenario', 'delete', [
    ['1', hr, 'delete from scenario'],
    ['0', feignedHr, 'delete from scenario'],
  ]),
]

const ask = (
  by: number | undefined,
) => `insert into plan_run (scenario_id, inputs, facts, facts_digest, policy_version, planned_on, asked_by)
  values (1, '{}', '{}', 'x', 1, '2026-11-23', ${by})`
const giveUp = "update plan_run set status = 'given-up'"
const publish = (
  by: number | undefined,
) => `update plan_run set status = 'published', approved_by = ${by}, approved_at = now(),
  approval_reason = 'Planted'`
const planned = {
  given: `set local session_replication_role = replica; update plan_run set status = 'planned', outcome = '{}';
    set local session_replication_role = origin`,
}
const running = { given: "update plan_run set status = 'running'" }
const runCells = [
  ...cells('plan_run', 'insert', [
    ['1', hr, ask(hr.person)],
    ['refused', hr, ask(5)],
    ['refused', feignedHr, ask(feignedHr.person)],
  ]),
  ...cells('plan_run', 'update', [
    ['1', hr, giveUp],
    ['1', hr, giveUp, running],
    ['0', hr, giveUp, planned],
    ['refused', hr, "update plan_run set status = 'running'"],
    ['0', feignedHr, giveUp],
    ['1', head, publish(head.person), planned],
    ['refused', head, publish(5), planned],
    ['refused', head, 'update plan_run set version = 2', planned],
    ['refused', head, publish(head.person).replace("status = 'published', ", ''), planned],
    ['0', head, publish(head.person)],
    ['0', feignedHead, publish(feignedHead.person), planned],
    ['GV409', superuser, "update plan_run set status = 'planned', outcome = '{}'"],
    ['23514', superuser, "update plan_run set status = 'planned'", running],
    ['23514', superuser, `${publish(1)}, outcome = null`, planned],
    ['23514', superuser, publish(1).replace('Planted', ''), planned],
    ['23514', superuser, "update plan_run set status = 'published'", planned],
  ]),
]

const wonder = "insert into plan_answer (plan_run_id, question_digest, question) values (1, 'y', '{}')"
const answerCells = [
  ...cells('plan_answer', 'insert', [
    ['1', hr, wonder],
    ['refused', feignedHr, wonder],
    ['23505', hr, wonder.replace("'y'", "'x'")],
  ]),
  ...cells('plan_answer', 'update', [['23514', superuser, "update plan_answer set status = 'answered'"]]),
]

export const plannerCells: Cell[] = [...scenarioCells, ...runCells, ...answerCells]
