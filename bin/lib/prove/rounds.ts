import { cookieFor } from '../../../lib/api/matrix-cells'
import { employeeIdOf } from '../../../lib/api/matrix-organisation'

/** Whom an opening names to everybody. */
export const answersForPlace = 'otherManager'
const cycle = 'Autumn round'
const people = (['employee', 'other'] as const).map(employeeIdOf)

/**
 * What pages of rounds and placements speak of, brought about by HR through the doors of the running server: a launched cycle
 * about two people, an opening, a placement of the employee there, and a scenario. Answers what their addresses are made of.
 */
export async function startRounds(home: string): Promise<Record<string, string[]>> {
  const cookie = await cookieFor('hr')
  async function ask<T>(procedure: string, input: object): Promise<T> {
    const headers = {
      ...cookie,
      origin: home,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    }
    const body = JSON.stringify({ json: input })
    const answer = await fetch(`${home}/rpc/${procedure}`, { method: 'POST', headers, body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${text}`)
    return (JSON.parse(text) as { json: T }).json
  }
  const deadlines = { self: '2026-12-04T17:00', manager: '2026-12-11T17:00', agree: '2026-12-18T17:00' }
  const draft = { name: cycle, population: { people }, deadlines, timeZone: 'Europe/London', evidenceRule: 'ask' }
  const { version } = await ask<{ version: number }>('cycles/draft', draft)
  await ask('cycles/launch', { name: cycle, version })
  const days = { earliestStart: '2027-01-01', latestEnd: '2027-12-31', isFixed: false, minDays: 90, maxDays: 300 }
  const opening = await ask<{ openingId: string; version: number }>('openings/offer', {
    ...{
      title: 'Depot lead',
      routeKey: 'mentoring-coaching',
      hostUnitId: 'B',
      sponsorId: employeeIdOf(answersForPlace),
      supervisorId: null,
    },
    ...{ ...days, location: '', seats: 1, share: 100, paidBy: 'home', clearance: null, languages: [], applyBy: null },
    ...{ notes: '', entry: [], criteria: [{ criterion: 'c1', exposure: 100 }] },
  })
  await ask('openings/move', { openingId: opening.openingId, version: opening.version, to: 'published' })
  const { id } = await ask<{ id: string }>('secondments/propose', {
    ...{ employeeId: employeeIdOf('employee'), openingId: opening.openingId, from: '2027-02-01', to: '2027-07-31' },
  })
  const scenario = await ask<{ id: string }>('planner/compose', {
    name: 'Widest gap',
    inputs: {
      ...{ gaps: [], population: [], horizon: { from: '2027-01-01', to: '2027-12-31' }, per: 'month' },
      ...{ budget: null, pins: [], forbids: [], dates: [], sliders: { gaps: 1, wishes: 1, disruption: 1 } },
      rules: { awayPerUnit: null, awayPerManager: null, staysInPlace: false, switches: {} },
    },
  })
  return {
    ...{ cycleId: [cycle, 'none such'], personId: people, openingId: [opening.openingId, 'OP-none'] },
    ...{ secondmentId: [id, crypto.randomUUID()], scenarioId: [scenario.id, crypto.randomUUID()] },
  }
}
