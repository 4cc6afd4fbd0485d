import 'server-only'
import { createRouterClient } from '@orpc/server'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type { RequestContext } from '@/lib/access/allow'
import { sessionCookie } from '@/lib/access/cookies'
import { theDatabase } from '@/lib/access/database'
import { viewerOfSession } from '@/lib/access/who'
import { router } from './router'

/** Who is looking at this page: looked up once a request, null for nobody. */
export const currentViewer = cache(async () => {
  const jar = await cookies()
  return viewerOfSession(theDatabase(), jar.get(sessionCookie().name)?.value)
})

const context = (): RequestContext => ({
  database: theDatabase(),
  who: currentViewer,
  idempotencyKey: null,
  needsKey: false,
})

/** The procedures for pages, in process: `orpc.gapMap.get.queryOptions({ input })`. */
export const orpc = createTanstackQueryUtils(createRouterClient(router, { context }))
