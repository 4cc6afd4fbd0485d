import { theDatabase } from '@/lib/access/database'
import { readiness } from '@/lib/access/ready'

/** The database answers and knows this release's migrations: 200, else 503 with the reason. */
export async function GET() {
  const { isReady, reason } = await readiness(theDatabase())
  return new Response(reason, { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
