/**
 * An integrator's script, written from /api/docs alone, with nothing but `fetch`: reads people, their levels and the gap map,
 * then pushes files, looks at the dry run, commits and waits for the end.
 * GRAVITAS_URL and GRAVITAS_TOKEN in the environment; `node integrator.mjs read`, or `push units.csv people.csv`, or
 * `push --cycle 2026-H2 ratings.csv`.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'

const { GRAVITAS_URL, GRAVITAS_TOKEN } = process.env

/** One request. Waits as long as Retry-After says; any other refusal ends the script with the sentence of the answer. */
async function ask(method, address, { query = {}, body } = {}) {
  const url = new URL(`/api/v1${address}`, GRAVITAS_URL)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
  const headers = { authorization: `Bearer ${GRAVITAS_TOKEN}` }
  if (method !== 'GET') headers['idempotency-key'] = randomUUID()
  const isForm = body instanceof FormData
  if (body && !isForm) headers['content-type'] = 'application/json'
  const answer = await fetch(url, { method, headers, body: !body || isForm ? body : JSON.stringify(body) })
  if (answer.status === 429 || answer.status === 503) {
    await seconds(Number(answer.headers.get('retry-after') ?? 5))
    return ask(method, address, { query, body })
  }
  const said = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${said.message}`)
  return said
}

const seconds = (count) => new Promise((resolve) => setTimeout(resolve, count * 1_000))

/** Every row of a list, page after page. */
async function all(address, rows, query = {}) {
  const found = []
  let after = null
  do {
    const page = await ask('GET', address, { query: { ...query, after } })
    found.push(...page[rows])
    after = page.next
  } while (after)
  return found
}

async function read() {
  const me = await ask('GET', '/me')
  const people = await all('/people', 'people', { limit: '200' })
  const assessed = people.find(({ isAssessed }) => isAssessed)
  const { levels } = await ask('GET', `/people/${encodeURIComponent(assessed.employeeId)}/levels`)
  const cells = await all('/gap-map', 'cells')
  const [widest] = cells.filter(({ meanGap }) => meanGap !== null).sort((a, b) => b.meanGap - a.meanGap)
  return {
    me: me.name,
    people: people.length,
    person: assessed.employeeId,
    levels: Object.fromEntries(levels.map(({ criterion, level }) => [criterion, level])),
    cells: cells.length,
    widest: { unit: widest.unit, criterion: widest.criterion, gap: widest.meanGap },
  }
}

async function push(files, cycle) {
  const form = new FormData()
  if (cycle) form.set('cycle', cycle)
  for (const file of files) form.append('files', new Blob([await readFile(file)]), path.basename(file))
  let run = await rested((await ask('POST', '/imports', { body: form })).id)
  const tried = run.report?.changes ?? null
  while (run.status === 'checked') {
    await ask('POST', `/imports/${run.id}/commit`, { body: { version: run.version } })
    run = await rested(run.id)
  }
  const { status, problem, report } = run
  return { status, problem, tried, done: report?.changes ?? null, findings: await findings(run) }
}

/** Asks once a second until the import waits for somebody, or has come to its end. */
async function rested(id) {
  for (;;) {
    const run = await ask('GET', `/imports/${id}`)
    if (['mapping', 'checked', 'refused', 'committed', 'failed'].includes(run.status)) return run
    await seconds(1)
  }
}

const findings = async ({ id }) =>
  (await all(`/imports/${id}/findings`, 'findings', { severity: 'error' })).map(
    ({ file, row, problem, remedy }) => `${file}, row ${row}: ${problem} ${remedy}`,
  )

const { positionals, values } = parseArgs({ allowPositionals: true, options: { cycle: { type: 'string' } } })
const [deed, ...files] = positionals
console.log(JSON.stringify(deed === 'push' ? await push(files, values.cycle) : await read()))
