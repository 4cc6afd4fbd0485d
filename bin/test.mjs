import { explain, Problem } from './lib/errors.mjs'
import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'
import { suites } from './lib/suites.mjs'

/** `npm test` runs every suite, `npm test -- vitest` the named ones; the last line counts all of them. */
await command(async (life) => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name))
  if (unknown) {
    throw new Problem(`There is no suite ${unknown}: they are ${suites.map(({ name }) => name).join(', ')}.`)
  }
  await install(life)
  const rows = []
  for (const { name, suite } of suites.filter((one) => names.length === 0 || names.includes(one.name))) {
    const began = performance.now()
    const { passed, failed } = await counted(suite, life)
    if (life.isEnding) return
    rows.push({ name, passed, failed, seconds: ((performance.now() - began) / 1000).toFixed(1) })
  }
  const say = ({ name, passed, failed, seconds }) => `${name}: ${passed} passed, ${failed} failed, ${seconds} s`
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0)
  const failed = sum('failed')
  process.stdout.write(`\n${rows.map(say).join('\n')}\n${sum('passed')} passed, ${failed} failed\n`)
  await life.end(failed ? 1 : 0)
})

async function counted(suite, life) {
  try {
    return await suite(life)
  } catch (error) {
    if (!life.isEnding) process.stderr.write(`${explain(error)}\n${error.stack}\n`)
    return { passed: 0, failed: 1 }
  }
}
