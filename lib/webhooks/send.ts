import { request as requestPlain } from 'node:http'
import { request as requestSafe } from 'node:https'
import type { BlockList } from 'node:net'
import type { DeliveryProblem } from '@/db/values'
import { resolveOpen, Unreachable } from './networks'

const patience = 10_000
/** Bytes of an answer that are read before the line is cut: only its status counts. */
const mostAnswer = 64_000

export interface Outcome {
  status: number | null
  problem: DeliveryProblem | null
}

/** Posts one message; never follows a redirect, never throws. */
export async function post(url: URL, headers: Record<string, string>, body: string, own: BlockList): Promise<Outcome> {
  try {
    const { address, family } = await resolveOpen(url, own)
    const status = await send(url, { address, family }, headers, body)
    const isGood = status >= 200 && status < 300
    return { status, problem: isGood ? null : 'answered' }
  } catch (error) {
    if (error instanceof Unreachable) return { status: null, problem: error.problem }
    const isSlow = error instanceof Error && error.name === 'AbortError'
    return { status: null, problem: isSlow ? 'slow' : 'unreachable' }
  }
}

function send(
  url: URL,
  to: { address: string; family: number },
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestSafe : requestPlain
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal: AbortSignal.timeout(patience),
        lookup: (_, options, done) => {
          if (options.all) done(null, [to])
          else done(null, to.address, to.family)
        },
      },
      (answer) => {
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > mostAnswer) answer.destroy()
        })
        answer.on('error', () => {})
        answer.on('close', () => resolve(answer.statusCode ?? 0))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
