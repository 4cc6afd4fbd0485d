import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'
import { playwright } from './lib/suites.mjs'

/** `npm run gallery`: every page, for the people who may open it, photographed into gallery/ against the sample. */
await command(async (life) => {
  await install(life)
  const { passed, failed } = await playwright(life, { E2E_GALLERY: '1' })
  process.stdout.write(`\n${passed} taken, ${failed} failed: gallery/\n`)
  await life.end(failed ? 1 : 0)
})
