import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Imported before a server that is measured: on SIGUSR2 it writes how long its event loop kept others waiting since it was
 * asked last, in milliseconds, and what it used. A sample a millisecond; without any delay it reads about one.
 */
const delay = monitorEventLoopDelay({ resolution: 1 })
const milliseconds = (nanoseconds) => Math.round(nanoseconds / 1e4) / 100
let cpu = process.cpuUsage()
delay.enable()

process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage(cpu)
  const told = {
    ...{ p50: milliseconds(delay.percentile(50)), p99: milliseconds(delay.percentile(99)) },
    ...{ most: milliseconds(delay.max), samples: delay.count, cpuSeconds: (user + system) / 1e6 },
  }
  cpu = process.cpuUsage()
  delay.reset()
  writeFileSync(process.env.MEASURE_LOOP, JSON.stringify(told))
})
