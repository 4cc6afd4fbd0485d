import { closeDatabase, theDatabase } from '@/lib/access/database'
import { loadFramework, loadSample } from './sample'

/** Run by `npm start` on an empty embedded database; does nothing and says nothing when the database is not empty. */
const isFrameworkOnly = process.argv.includes('--framework-only')
try {
  const database = theDatabase()
  if (await loadFramework(database)) console.log('The framework is loaded.')
  if (!isFrameworkOnly && (await loadSample(database))) console.log('The sample organisation is loaded.')
} finally {
  await closeDatabase()
}
