import { startChild } from './lib/child.mjs'
import { migrate, openDatabase } from './lib/database.mjs'
import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'
import { publicAddress } from './lib/noted-address.mjs'
import { inRoot } from './lib/paths.mjs'
import { readSettings } from './lib/settings.mjs'

/** Runs one of our TypeScript programs beside a running Gravitas, or on its database alone, which it then stops again. */
await command(async (life) => {
  const [file, ...args] = process.argv.slice(2)
  const settings = readSettings(process.env)
  await install(life)
  const database = await openDatabase(life, settings, { leaveFound: true })
  await migrate(life, database)
  const program = startChild(life, process.execPath, ['--import', 'tsx', inRoot(file), ...args], {
    env: { ...database.env, PUBLIC_URL: publicAddress(settings, process.env) },
    inherit: true,
  })
  await life.end(await program.ended)
})
