import { addressHeader } from '@/lib/access/address'
import { theDatabase } from '@/lib/access/database'
import { sqlState } from '@/lib/access/errors'
import { readCalendar, TooMany } from './feed'

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }
const say = (status: number, sentence: string, extra: Record<string, string> = {}) =>
  new Response(sentence, { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', ...extra } })

/** A calendar's question: its secret address is all it has, so a wrong one learns nothing. The address is never logged. */
export async function answerCalendar(request: Request, file: string): Promise<Response> {
  const address = request.headers.get(addressHeader) ?? 'unknown'
  try {
    const text = await readCalendar(theDatabase(), file.replace(/\.ics$/, ''), address)
    if (text === null) return say(404, 'There is no calendar at this address. Make a new one under Messages.')
    const disposition = { 'content-disposition': 'inline; filename="gravitas.ics"' }
    return new Response(text, {
      headers: { ...headers, ...disposition, 'content-type': 'text/calendar; charset=utf-8' },
    })
  } catch (error) {
    if (error instanceof TooMany) return say(429, 'That was too often. Try again in a minute.', { 'retry-after': '60' })
    console.error(`calendar failed: ${sqlState(error) ?? 'unknown error'}`)
    return say(503, 'The calendar cannot be read right now. Try again in a moment.', { 'retry-after': '60' })
  }
}
