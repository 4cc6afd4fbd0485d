import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changeLimit, limitsFor } from '@/lib/access/limits'
import { passwordProblem } from '@/lib/access/passwords'
import { sessionSeconds } from '@/lib/access/session-cookie'
import { windowMinutes } from '@/lib/access/sign-in-words'
import { mostTokenDays } from '@/lib/access/tokens'
import { limits } from '@/lib/exchange/workbook/limits.mjs'
import { retention } from '@/lib/privacy/rules'
import { bodyLimit, uploadLimit } from './answers'

const page = readFileSync('docs/security.md', 'utf8')
/** What the page says in bold, by the words before it. */
const said = Object.fromEntries(
  [...page.matchAll(/^\| ([^|]+) \| \*\*(\d+)\*\*/gm)].map(([, what, number]) => [what, Number(number)]),
)

const failures = (knownDevice: string | null) => [
  ...limitsFor({ target: { accountId: 1 }, address: '192.0.2.1', knownDevice }).values(),
]
/** The lengths of passwords that are taken, from the shortest to the longest. */
const taken = Array.from({ length: 300 }, (_, length) => length).filter(
  (length) => passwordProblem('wxyzv'.repeat(60).slice(0, length)) === null,
)

test('the limits that docs/security.md names are those of the code', () => {
  const [ofPair, ofAddress, ofAccount] = failures(null)
  expect(said).toEqual({
    'body of a request': bodyLimit,
    'body of an upload, with what carries the file': uploadLimit,
    'one uploaded file': limits.bytes,
    'the same unpacked': limits.unpackedBytes,
    'rows of an upload': limits.rows,
    'parts of a workbook': limits.parts,
    'reading a workbook, in a program of its own without secrets': limits.milliseconds,
    'failed sign-ins of an account from one address': ofPair,
    'failed sign-ins from one address': ofAddress,
    'failed sign-ins of an account from devices that never signed in to it': ofAccount,
    'wrong current passwords while signed in': changeLimit.most,
    'failures are forgotten after': windowMinutes,
    'shortest password': taken[0],
    'longest password': taken.at(-1),
    'session, whatever happens': sessionSeconds / 3600,
    token: mostTokenDays,
    'sessions kept after their end': retention.sessions.usual,
    'access log kept': retention['access-log'].usual,
  })
})
