import { theDatabase } from '@/lib/access/database'
import { workImports } from './run-job'

/** A worker in a process of its own, for tests that end it in the middle. */
await workImports(theDatabase(), null)
