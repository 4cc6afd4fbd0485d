import { createServer } from 'node:net'
import path from 'node:path'
import { serverFile } from './build.mjs'
import { startChild } from './child.mjs'
import { explain, Problem } from './errors.mjs'
import { root, tool } from './paths.mjs'
import { until } from './processes.mjs'
import { step } from './progress.mjs'
import { localUrl } from './settings.mjs'

/** Finds out before anything long begins whether the port is ours to take. */
export function checkPort({ host, port }) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(new Problem(explain(error, { doing: 'listen', host, port }))))
    probe.listen({ host, port, exclusive: true }, () => probe.close(resolve))
  })
}

/** Starts the program that serves the pages, of another build when `file` names it; `tell` hears what it says. */
export function startServer(life, settings, database, { dev = false, tell, file = serverFile } = {}) {
  const { host, port, publicUrl } = settings
  const env = {
    ...database.env,
    NODE_ENV: dev ? 'development' : 'production',
    HOSTNAME: host,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: publicUrl,
    NEXTAUTH_SECRET: database.env.AUTH_SECRET,
    NEXT_MANUAL_SIG_HANDLE: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
    // Longer than proxies keep a line (60 s), and than any stall: a line closed while a question travels on it loses it.
    KEEP_ALIVE_TIMEOUT: '75000',
  }
  const next = [tool('next', 'dist', 'bin', 'next'), 'dev', '--hostname', host, '--port', String(port)]
  const args = dev ? next : [file]
  return startChild(life, process.execPath, args, { env, cwd: dev ? root : path.dirname(file), onOutput: tell })
}

/** Starts the pages and waits until they answer. The server's own words are shown once it runs, or when it fails. */
export async function serve(life, settings, database, { dev }) {
  const { host, port } = settings
  let isUp = false
  const tell = (text, isError) => {
    if (isUp) (isError ? process.stderr : process.stdout).write(text)
  }
  const server = startServer(life, settings, database, { dev, tell })
  let code = null
  server.ended.then((ended) => {
    code = ended
  })
  await step('Starting the pages', () =>
    until(async () => code !== null || life.isEnding || (await answers(settings)), 120_000, 100),
  )
  if (life.isEnding) return server
  if (code !== null) throw new Problem(explain(new Error(server.output()), { doing: 'starting the pages', host, port }))
  if (!(await answers(settings))) {
    throw new Problem(`The pages do not answer at ${localUrl(settings)}/healthz: ${server.output().slice(-500)}`)
  }
  isUp = true
  return server
}

/** Whether the pages answer. */
export async function answers(settings) {
  try {
    const answer = await fetch(`${localUrl(settings)}/healthz`, { signal: AbortSignal.timeout(30_000) })
    return answer.ok
  } catch {
    return false
  }
}
