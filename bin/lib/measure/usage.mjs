import { writeFileSync } from 'node:fs'

/** Imported before a program that is measured: leaves at its end what the whole process used. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1024) }
  writeFileSync(process.env.MEASURE_USAGE, JSON.stringify(used))
})
