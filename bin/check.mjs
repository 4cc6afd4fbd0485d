import { checks, runChecks } from './lib/checks.mjs'
import { Problem } from './lib/errors.mjs'
import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'

/** `npm run check` looks at everything, `npm run check -- biome tsc` at what is named. */
await command(async (life) => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !checks.some((check) => check.name === name))
  if (unknown) {
    throw new Problem(`There is no check ${unknown}: they are ${checks.map(({ name }) => name).join(', ')}.`)
  }
  await install(life)
  const { failed } = await runChecks(life, names.length ? checks.filter(({ name }) => names.includes(name)) : checks)
  await life.end(failed ? 1 : 0)
})
