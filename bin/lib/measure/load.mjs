import { cpuOf, cpuOfServer } from './cpu.mjs'
import { quantile } from './numbers.mjs'

const RATE = 50
const SECONDS = 30

/** What is asked, by whom and how often in twenty; no token comes near its limit of 20 a second. */
const mixOf = ({ manager, employee }) => [
  { times: 3, who: 'hr', path: '/gap-map' },
  { times: 3, who: 'director', path: '/gap-map?unit=00007' },
  { times: 3, who: 'hr', path: `/people/${employee.employeeId}` },
  { times: 3, who: 'manager', path: `/people/${employee.employeeId}/readiness` },
  { times: 3, who: 'manager', path: '/team' },
  { times: 2, who: 'hr', path: `/people/${manager.employeeId}/levels` },
  { times: 3, who: 'hr', path: `/search?q=${encodeURIComponent('üller')}` },
]

/**
 * Fifty requests a second for half a minute against the built pages, each at its own time whether or not the ones before
 * are answered; a wait counts from the moment it should have been sent.
 */
export async function measureLoad({ url, serverPid, databasePid, cast }) {
  const mix = mixOf(cast).flatMap((entry) => Array.from({ length: entry.times }, () => entry))
  const ask = async (at) => {
    const { who, path } = mix[(at * 7) % mix.length]
    const authorization = `Bearer ${cast.tokens[who][at % cast.tokens[who].length]}`
    const due = performance.now()
    try {
      const answer = await fetch(`${url}/api/v1${path}`, { headers: { authorization } })
      const bytes = (await answer.arrayBuffer()).byteLength
      return { name: `${who} ${path}`, status: answer.status, bytes, ms: performance.now() - due }
    } catch (error) {
      return { name: `${who} ${path}`, status: error.name, bytes: 0, ms: performance.now() - due }
    }
  }
  for (let at = 0; at < mix.length * 2; at++) await ask(at)
  const cpu = { server: cpuOf(serverPid), postgres: cpuOfServer(databasePid) }
  const answers = await arrive(ask)
  const spent = (now, before) => ((now - before) * 1000) / answers.length
  const times = answers.map(({ ms }) => ms)
  const names = [...new Set(answers.map(({ name }) => name))].sort()
  return {
    requests: answers.length,
    errors: answers.filter(({ status }) => status !== 200).length,
    ...{ p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) },
    serverCpuMs: spent(cpuOf(serverPid), cpu.server),
    postgresCpuMs: spent(cpuOfServer(databasePid), cpu.postgres),
    byPath: Object.fromEntries(names.map((name) => [name, summary(answers.filter((answer) => answer.name === name))])),
  }
}

function arrive(ask) {
  const count = RATE * SECONDS
  return new Promise((resolve) => {
    const under = []
    const began = performance.now()
    const clock = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * RATE) + 1)
      while (under.length < due) under.push(ask(under.length))
      if (under.length < count) return
      clearInterval(clock)
      resolve(Promise.all(under))
    }, 5)
  })
}

function summary(answers) {
  const times = answers.map(({ ms }) => ms)
  const failed = answers.filter(({ status }) => status !== 200).map(({ status }) => status)
  return {
    ...{ requests: answers.length, failed: [...new Set(failed)], bytes: answers[0].bytes },
    ...{ p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
  }
}
