import { randomUUID } from 'node:crypto'
import { pause } from './processes.mjs'
import { wardsOf } from './prove-crash-house.mjs'

/** People whom one import brings, and ratings of each. */
export const brought = { people: 40, ratings: 2 }
const longestWait = 120_000
/** Between two deeds of a client, so that an import gets its share of two cores. */
const breath = 50

/**
 * The clients of an installation and what they hold for acknowledged: `deeds` with actor, action, subject and key; `wards`
 * with each person's last acknowledged state. Patient clients repeat a request with its key until it is answered.
 */
export function hire(house, firstImport = 1) {
  const ledger = { deeds: [], wards: new Map(), imports: [], repeated: 0, rested: 0, refused: [], drafted: null }
  let isOver = false
  const isAtWork = () => !isOver

  async function send(actor, method, address, body, key) {
    const headers = { authorization: `Bearer ${house.tokens[actor]}`, 'idempotency-key': key }
    if (body && !(body instanceof FormData)) headers['content-type'] = 'application/json'
    const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body)
    const answer = await fetch(`${house.url}${address}`, {
      ...{ method, headers, body: sent },
      signal: AbortSignal.timeout(30_000),
    })
    return { status: answer.status, body: await answer.json() }
  }

  /** The answer, after as many tries as it takes; null when it was refused. A refusal is a fault unless it may be. */
  async function ask(actor, method, address, body, { key = randomUUID(), mayRefuse = false } = {}) {
    const until = performance.now() + longestWait
    while (performance.now() < until) {
      const answer = await send(actor, method, address, body, key).catch(() => null)
      if (answer && answer.status < 400) return answer.body
      if (answer && answer.status < 500 && answer.status !== 429) {
        if (!mayRefuse) ledger.refused.push(`${actor} ${address}: ${answer.status} ${answer.body.message}`)
        return null
      }
      if (answer?.status === 500) ledger.refused.push(`${actor} ${address}: 500, ${house.said.slice(-3).join('; ')}`)
      if (method !== 'GET') ledger.repeated += 1
      await pause(100)
    }
    ledger.refused.push(`${actor} ${address}: no answer in ${longestWait / 1_000} s`)
    return null
  }

  async function deed(actor, { action, subject, method = 'POST', address, body }) {
    const key = randomUUID()
    const answer = await ask(actor, method, address, body, { key })
    if (answer) ledger.deeds.push({ actor, action, subject: subject ?? answer.id, key })
    return answer
  }

  const read = (actor, address) => ask(actor, 'GET', address)
  async function wardOf(actor, employeeId) {
    const known = ledger.wards.get(employeeId)
    if (known) return known
    const found = await read(actor, `/people/${employeeId}/record`)
    if (!found) return null
    const { version, jobTitle, unit, manager } = found
    const ward = { version, jobTitle, unitId: unit.unitId, managerId: manager.employeeId }
    ledger.wards.set(employeeId, ward)
    return ward
  }

  /** What to do next with somebody: a fact corrected, or a move to the other unit and manager. */
  function nextOf(employeeId, { version, jobTitle, unitId }, turn) {
    const address = (what) => `/people/${employeeId}/${what}`
    if (turn % 2 === 0) {
      const after = { jobTitle: `${jobTitle.split(' ')[0]} ${version}` }
      return { action: 'person.corrected', address: address('correct'), body: { version, ...after }, after }
    }
    const after = unitId === 'A' ? { unitId: 'B', managerId: 'head-b' } : { unitId: 'A', managerId: 'head-a' }
    const from = new Date().toISOString().slice(0, 10)
    return { action: 'person.moved', address: address('move'), body: { version, ...after, from }, after }
  }

  async function keep(actor) {
    const mine = wardsOf(actor)
    for (let turn = 0; isAtWork(); turn++) {
      const employeeId = mine[Math.floor(turn / 2) % mine.length]
      const ward = await wardOf(actor, employeeId)
      if (!ward) return
      const { after, ...next } = nextOf(employeeId, ward, turn)
      const answer = await deed(actor, { subject: employeeId, ...next })
      if (answer) Object.assign(ward, after, { version: answer.version })
      else ledger.wards.delete(employeeId)
      await pause(breath)
    }
  }

  /** The control: takes a deed for acknowledged as soon as the server has the request, and asks no second time. */
  async function hurry(actor) {
    const mine = wardsOf(actor)
    for (let turn = 0; isAtWork(); turn++) {
      const employeeId = mine[turn % mine.length]
      const known = await read(actor, `/people/${employeeId}/record`)
      if (!known) return
      const { action, address, body } = nextOf(employeeId, known, 0)
      const key = randomUUID()
      const answer = await send(actor, 'POST', address, body, key).catch((error) => error)
      if (answer?.cause?.code === 'ECONNREFUSED') continue
      ledger.deeds.push({ actor, action, subject: employeeId, key })
    }
  }

  async function grant() {
    const [employeeId] = wardsOf('propose')
    for (let turn = 0; isAtWork(); turn++) {
      const unitId = turn % 2 ? 'A' : 'B'
      const body = { employeeId, role: 'viewer', unitId }
      const subject = employeeId
      const made = await deed('propose', { action: 'grant.proposed', subject, address: '/grants', body })
      if (!made) return
      const on = (what, { version }) => ({ subject, address: `/grants/${made.grantId}/${what}`, body: { version } })
      if (turn % 3 === 2) {
        await deed('confirm', { action: 'grant.rejected', ...on('reject', made) })
        continue
      }
      const confirmed = await deed('confirm', { action: 'grant.confirmed', ...on('confirm', made) })
      if (!confirmed) return
      await deed('confirm', { action: 'grant.ended', ...on('end', confirmed) })
    }
  }

  async function draft() {
    await ask('frame', 'POST', '/framework/draft', {})
    const found = await read('frame', '/framework/draft')
    if (!found) return
    const { document, version } = found
    ledger.drafted ??= { version, basis: document.basis }
    const { version: edition, ratingGuidance } = document
    while (isAtWork()) {
      const { version: was, basis } = ledger.drafted
      const part = (text) => ({ version: edition, ratingGuidance, basis: text })
      const body = { part: 'about', before: part(basis), after: part(`Basis ${was}`) }
      const address = '/framework/draft'
      const answer = await deed('frame', {
        action: 'framework.changed',
        subject: 'draft',
        method: 'PATCH',
        address,
        body,
      })
      if (!answer) return
      Object.assign(ledger.drafted, { version: answer.version, basis: body.after.basis })
    }
  }

  /** Files of new people and their ratings, committed by themselves; every third import is taken back again. */
  async function bring() {
    while (isAtWork()) {
      const last = ledger.imports.at(-1)
      if (last && last.number % 3 === 0) await takeBack(last.id)
      const number = firstImport + ledger.imports.length
      const made = await deed('bring', { action: 'import.uploaded', address: '/imports', body: formOf(number) })
      if (!made) return
      ledger.imports.push({ id: made.id, number })
      await rest(made.id)
    }
  }

  async function takeBack(id) {
    const { status, version } = (await read('bring', `/imports/${id}`)) ?? {}
    if (status !== 'committed') return
    const asked = await ask('bring', 'POST', `/imports/${id}/undo`, { version }, { mayRefuse: true })
    if (asked) await rest(id)
  }

  /** The import once nobody works on it any more; null when the round ends before. */
  async function rest(id) {
    while (isAtWork()) {
      const run = await read('bring', `/imports/${id}`)
      if (run && !['reading', 'checking', 'committing', 'undoing'].includes(run.status)) {
        ledger.rested += 1
        return run
      }
      await pause(100)
    }
    return null
  }

  return {
    ledger,
    /** Lets all of them loose; the function answered has each finish its open deed. */
    start() {
      isOver = false
      const keepers = ['keep1', 'keep2', 'keep3', 'keep4'].map(keep)
      const all = Promise.all([...keepers, ...['hasty1', 'hasty2'].map(hurry), grant(), draft(), bring()])
      all.catch(() => {}) // told to whoever ends them
      return () => {
        isOver = true
        return all
      }
    },
  }
}

const lines = (rows) => rows.map((row) => `${row.join(',')}\n`).join('')
const today = () => new Date().toISOString().slice(0, 10)
const criteria = ['strategic-alignment', 'investment-appraisal']

function formOf(number) {
  const ids = Array.from({ length: brought.people }, (_, at) => `new-${number}-${at}`)
  const people = [
    ['employee_id', 'name', 'email', 'unit_id', 'manager_id', 'job_title', 'assessed'],
    ...ids.map((id) => [id, `New ${id}`, '', 'A', 'head-a', 'PMO', 'yes']),
  ]
  const ratings = [
    ['employee_id', 'rater_id', 'rater_type', 'criterion', 'status', 'level', 'rated_on'],
    ...ids.flatMap((id) =>
      criteria.slice(0, brought.ratings).map((key) => [id, 'head-a', 'manager', key, 'rated', '3', today()]),
    ),
  ]
  const form = new FormData()
  form.append('files', new File([lines(people)], 'people.csv'))
  form.append('files', new File([lines(ratings)], 'ratings.csv'))
  form.set('cycle', '2026-H2')
  form.set('commit', 'true')
  return form
}
