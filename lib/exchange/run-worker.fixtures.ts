import { createDatabase } from '@/db/client'
import { workImports } from './run-job'

/** A worker in a process of its own, for tests that end it in the middle. */
await workImports(createDatabase(process.argv[2]!), null)
