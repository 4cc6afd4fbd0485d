import type { Database } from '@/db/client'
import { openHost, startRefusal, trustedProxies } from './address'
import { watchCallers } from './callers'
import { closeDatabase, theDatabase } from './database'
import { sqlState } from './errors'
import { lookAtInstallation } from './gate'
import { oidcSettings } from './oidc'
import { openShortWay } from './short-way'

/** Starts what runs behind the requests; what it answers stops that within so many milliseconds. */
type StartJobs = (ownerUrl: string, database: Database) => Promise<(most: number) => Promise<void>>
/** Answers what comes by the short way. */
type AnswerRpc = (request: Request, database: Database) => Promise<Response>

/** A rolling restart waits this long for requests under way, in milliseconds. */
const patience = 20_000
const minute = 60_000

/** Opens the pool, refuses unsafe addresses, notes callers' addresses, starts the jobs, keeps the day and drains on a signal. */
export async function start(startJobs: StartJobs, answerRpc: AnswerRpc): Promise<void> {
  const proxies = orStop(() => trustedProxies(process.env.TRUSTED_PROXY))
  // In development the framework alone knows what has just been changed.
  const isShort = process.env.NODE_ENV === 'production'
  const callers = watchCallers(proxies, (server) => {
    if (isShort) openShortWay(server, (request) => answerRpc(request, theDatabase()))
  })
  orStop(oidcSettings)
  const hasSample = openHost() !== null && (await lookAtInstallation(theDatabase())).isSample
  const refusal = startRefusal(process.env, hasSample)
  if (refusal) refuseToStart(refusal)
  const clock = setInterval(keepDay, minute)
  clock.unref()
  const stopJobs = await jobsOrNone(startJobs)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    clearInterval(clock)
    await Promise.all([callers.drain(patience), stopJobs(patience)])
    await closeDatabase()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** The queue lives with the owner's address; an instance without it serves pages and leaves the jobs to the others. */
async function jobsOrNone(startJobs: StartJobs): ReturnType<StartJobs> {
  const { DATABASE_URL } = process.env
  if (DATABASE_URL) return startJobs(DATABASE_URL, theDatabase())
  console.error('DATABASE_URL is not set: this instance runs no jobs. Imports and the like wait for one that does.')
  return async () => {}
}

function orStop<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    return refuseToStart(error instanceof Error ? error.message : String(error))
  }
}

function refuseToStart(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

/** Opening any scope brings the closures to a new day; at night nobody else may. */
async function keepDay(): Promise<void> {
  try {
    await theDatabase().asGate(async () => {})
  } catch (error) {
    console.error(`The day could not be kept: ${sqlState(error) ?? 'unknown error'}`)
  }
}
