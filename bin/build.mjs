import { build } from './lib/build.mjs'
import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'

/** `npm run build`: what a start would build first, for images that are made elsewhere. */
await command(async (life) => {
  await install(life)
  await build(life)
  await life.end(0)
})
