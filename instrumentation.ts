/** Runs once when the server starts, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('@/lib/access/start')
  const { startJobs } = await import('@/lib/jobs/start')
  const { answerRpc } = await import('@/lib/api/rpc')
  await start(startJobs, answerRpc)
}
