import { removeSample } from '@/db/sample-removal'

/** `npm run sample:remove`: empties the sample with its accounts, tokens and sessions; the framework stays. */
const url = process.env.DATABASE_URL
if (!url) throw new Error('Set DATABASE_URL to the database owner; `npm run sample:remove` does it for you.')
console.log(
  (await removeSample(url))
    ? 'The sample organisation is gone, with its sign-ins. Import your own: npm run import.'
    : 'This database holds no sample organisation: nothing was removed.',
)
