import { lookInside, program } from './database.mjs'
import { step } from './progress.mjs'
import { refuseOpenSample } from './sample.mjs'

const LOADER = 'lib/exchange/load-sample.ts'

/**
 * Gives a database what it needs to be used: the sample when it is embedded and nobody began there, the framework when
 * there is none, the first administrator when nobody has an account. Answers `{ isSample, invitation }`; the invitation is the
 * first administrator's one-time link, or nothing.
 */
export async function fill(life, settings, database) {
  const before = await lookInside(database)
  if (before?.isSample) refuseOpenSample(settings)
  if (before?.isEmpty && !before.hasAccount && settings.sample) {
    refuseOpenSample(settings)
    await step('Loading the sample organisation', () => program(life, database, LOADER))
  } else if (!before?.hasFramework) {
    await step('Loading the framework', () => program(life, database, LOADER, ['--framework-only']))
  }
  const after = await lookInside(database)
  if (after?.hasAccount) return { isSample: after.isSample, invitation: '' }
  const invitation = await step('Looking for an administrator', () =>
    program(life, database, 'lib/access/first-administrator.ts'),
  )
  return { isSample: after?.isSample ?? false, invitation }
}
