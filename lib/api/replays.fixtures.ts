import { createRouterClient } from '@orpc/server'
import { inject } from 'vitest'
import { onDatabase } from '@/db/test-cluster'
import { asOwner, type TestDatabase } from '@/db/test-database'
import type { RequestContext } from '@/lib/access/allow'
import type { Viewer } from '@/lib/access/viewer'
import { router } from './router'
import { allAtOnce } from './together.fixtures'

export const times = 10

type Procedure = (typeof router.account)['endSessions']
const listed = Object.entries(router).flatMap(([noun, procedures]) =>
  Object.entries(procedures as unknown as Record<string, Procedure>).map(
    ([verb, procedure]) => [`${noun}.${verb}`, procedure] as const,
  ),
)
/** Every procedure of the router that is no GET, by name. */
export const mutations = listed.flatMap(([name, procedure]) =>
  procedure['~orpc'].route.method === 'GET' ? [] : [name],
)

/** Of these nouns every deed has its turn in the life of a cycle. */
const ofCycles = 'assessments agreements conversations peers cycles deputies evidence messages calendar'.split(' ')
export const isOfCycles = (name: string) => ofCycles.includes(name.split('.')[0]!)

/** Written beside the deed, once for each request: who looked, and that a session is in use. */
const aside = '^(access_log|session|token)(_|$)'

/** How many transactions have left rows since a moment, and in which tables. */
export async function watchWrites({ name }: TestDatabase) {
  const url = onDatabase(inject('cluster').superUrl, name)
  return asOwner(url, async (superuser) => {
    const { rows: tables } = await superuser.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname !~ $1`,
      [aside],
    )
    const { rows } = await superuser.query<{ now: string }>('select pg_current_xact_id()::text as now')
    const each = tables.map(
      ({ name: table }) => `select '${table}' as t, xmin::text::bigint as x from public."${table}"`,
    )
    const asked = `select count(distinct x)::int as count, array_agg(distinct t) as tables
      from (${each.join(' union all ')}) w where x > ${rows[0]!.now}`
    return () =>
      asOwner(url, async (later) => {
        const { rows: found } = await later.query<{ count: number; tables: string[] | null }>(asked)
        return { count: found[0]!.count, tables: found[0]!.tables ?? [] }
      })
  })
}

/** Sends one request so many times at the same moment, under one key: what was answered, and how many of them wrote. */
export async function replay(
  test: TestDatabase,
  { name, viewer, input, keys }: { name: string; viewer: Viewer; input: unknown; keys?: () => string },
) {
  const written = await watchWrites(test)
  const database = allAtOnce(test.database, times)
  const oneKey = crypto.randomUUID()
  const [noun, verb] = name.split('.') as [string, string]
  const ask = () => {
    const idempotencyKey = keys?.() ?? oneKey
    const context: RequestContext = { database, who: async () => viewer, idempotencyKey, needsKey: true }
    const client = createRouterClient(router, { context }) as unknown as Record<
      string,
      Record<string, (given: unknown) => Promise<unknown>>
    >
    return client[noun]![verb]!(input)
  }
  const once = () =>
    ask().then(
      (answer) => ({ status: 200, answer: JSON.parse(JSON.stringify(answer)) as unknown }),
      ({ status, message }: { status: number; message: string }) => ({ status, answer: message as unknown }),
    )
  const answers = await Promise.all(Array.from({ length: times }, once))
  return { answers, ...(await written()) }
}
