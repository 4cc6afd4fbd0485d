import { exponent } from './numbers.mjs'

const dig = (found, path) => path.reduce((value, key) => value?.[key], found) ?? null
const ratio = (found, path, base) => {
  const [over, under] = [dig(found, path), base(found)]
  return over === null || !under ? null : over / under
}
/** CPU here and in PostgreSQL together, of what was asked in process. */
const cpu = (figure) => figure && figure.cpuMs + figure.postgresMs

const GROWTH = 1.1
/** Questions by HR that any filter may narrow. */
const BY_FILTER = ['people of the largest cell, HR', 'the same, filtered by source, day and target']

/** Rows that every size has in the same words; the team is named by how many reports it has. */
const names = (sizes, part) => [...new Set(sizes.flatMap((found) => Object.keys(found[part] ?? {})))]

/**
 * What the table says: each line a name, a unit and its value at a size; `bar` is the most it may be (`least` the least) at
 * 100,000 people, `grows: false` keeps its growth from being judged.
 */
export function linesOf(sizes) {
  const line = (name, unit, of, rest = {}) => ({ name, unit, of, ...rest })
  const at =
    (...path) =>
    (found) =>
      dig(found, path)
  const bestPeer = (found) => {
    const tuned = Object.entries(found.peers ?? {}).filter(([name]) => name.endsWith('hand-tuned'))
    return tuned.length ? Math.min(...tuned.map(([, { cpuMs }]) => cpuMs ?? Number.POSITIVE_INFINITY)) : null
  }
  const map = (key) => (found) => cpu(found.wholeMap?.[key]) ?? null
  return [
    line('import and publish', 's', at('import', 'seconds')),
    line('– CPU of the command', 's', at('import', 'cpuSeconds')),
    line('– CPU of PostgreSQL', 's', at('import', 'postgresSeconds')),
    line('– memory of the command', 'MB', at('import', 'megabytes')),
    line('publish alone', 's', at('import', 'publish', 'seconds')),
    line(
      '– CPU of both',
      's',
      ({ import: { publish } = {} }) => (publish ? publish.cpuSeconds + publish.postgresSeconds : null),
      { bar: 60 },
    ),
    ...names(sizes, 'questions').flatMap((name) => {
      const of = (key) => at('questions', name, key)
      const isTeam = name === 'team page'
      return [
        line(`${name}: statements`, '', of('statements'), isTeam ? { bar: 6 } : {}),
        line('– begin, scope and commit', '', of('frame')),
        line('– waited for PostgreSQL', 'ms', of('sqlMs')),
        line('– CPU of PostgreSQL', 'ms', of('postgresMs'), isTeam ? { bar: 10 } : {}),
        line(
          '– CPU, PostgreSQL’s included',
          'ms',
          (found) => cpu(found.questions?.[name]) ?? null,
          BY_FILTER.includes(name) ? { bar: 25 } : {},
        ),
        line('– answer', 'KB', (found) => (of('bytes')(found) ?? Number.NaN) / 1024),
      ]
    }),
    line('reports on that team page', '', at('reports'), { grows: false }),
    line('whole gap map: cells', '', at('wholeMap', 'cells')),
    line('– from the pack to typed arrays, CPU', 'ms', map('packed'), { bar: 15 }),
    line('– its encoding as JSON', 'ms', map('encoding')),
    line('– row by row, as without a pack', 'ms', map('rowsAndNumbers')),
    line('the top unit and its children from the pack: units', '', at('wholeMap', 'top'), { grows: false }),
    line('– CPU', 'ms', map('topPacked'), { bar: 1, grows: false }),
    line('the unit with most children and these: units', '', at('wholeMap', 'widest'), { grows: false }),
    line('– CPU', 'ms', map('widestPacked'), { bar: 1, grows: false }),
    line('cold load of the pack, CPU of both', 'ms', map('load'), { bar: 1_000 }),
    line('– by the clock', 'ms', at('wholeMap', 'load', 'ms')),
    line('– its weight in memory', 'MB', at('wholeMap', 'packMegabytes')),
    ...names(sizes, 'peers').map((name) => line(`${name}, 1-core CPU`, 'ms', at('peers', name, 'cpuMs'))),
    line(
      'best hand-tuned peer over our stored cells in SQL',
      '×',
      (found) =>
        ratio({ best: bestPeer(found) }, ['best'], () => dig(found, ['peers', 'our stored cells, SQL', 'cpuMs'])),
      { grows: false },
    ),
    line(
      'best hand-tuned peer over our whole gap map',
      '×',
      (found) => ratio({ best: bestPeer(found) }, ['best'], () => map('packed')(found)),
      { least: 100, grows: false },
    ),
    line('50 requests a second: p50', 'ms', at('endpoint', 'p50')),
    line('– p95', 'ms', at('endpoint', 'p95'), { bar: 100 }),
    line('– p99', 'ms', at('endpoint', 'p99')),
    line('– errors', '', at('endpoint', 'errors'), { bar: 0 }),
    line('– CPU of the server a request', 'ms', at('endpoint', 'serverCpuMs')),
    line('– CPU of PostgreSQL a request', 'ms', at('endpoint', 'postgresCpuMs')),
    ...names(sizes, 'pages').flatMap((name) => [
      line(`page ${name}: JavaScript before charts`, 'KB', at('pages', name, 'jsKb'), { bar: 230 }),
      line('– all together', 'KB', at('pages', name, 'totalKb')),
      line('– requests', '', at('pages', name, 'requests')),
      line('– questions after the document', '', at('pages', name, 'asked'), { bar: 0 }),
      line('– largest contentful paint', 'ms', at('pages', name, 'lcp'), { bar: 1_500 }),
      line('– layout shift', '', at('pages', name, 'shift'), { bar: 0 }),
    ]),
    line('load average of the machine before', '', at('load', 'before'), { grows: false }),
  ]
}

function printed(value) {
  if (value === null || Number.isNaN(value)) return '–'
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toPrecision(Math.abs(value) < 1 ? 2 : 3)
}

function judge({ bar, least, grows }, last, power) {
  if (bar === undefined && least === undefined) return ''
  if (last === null) return 'not measured'
  const isMet = bar === undefined ? last >= least : last <= bar
  const told = `${isMet ? 'met' : 'MISSED'}: ${bar === undefined ? `≥ ${least}` : `≤ ${bar.toLocaleString('en')}`}`
  return power !== null && power > GROWTH && grows !== false ? `${told}, GROWS` : told
}

/** The figures as a table in Markdown, sizes ascending. */
export function tableOf(sizes) {
  const rows = linesOf(sizes).map(({ name, unit, of, ...rest }) => {
    const values = sizes.map((found) => of(found))
    const points = sizes.map(({ people }, at) => [people, values[at]])
    const power = rest.grows === false ? null : exponent(points)
    const cells = values.map((value) => (unit && value !== null ? `${printed(value)} ${unit}` : printed(value)))
    return [name, ...cells, power === null ? '' : power.toFixed(2), judge(rest, values.at(-1), power)]
  })
  const head = [
    'what',
    ...sizes.map(({ people }) => `${people.toLocaleString('en')} people`),
    'growth',
    `bar for 100,000, judged at ${sizes.at(-1).people.toLocaleString('en')}`,
  ]
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
