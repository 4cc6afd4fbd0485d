import { call, type ORPCError } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreementProcedures, conversationProcedures } from '@/lib/agreements/procedures'
import { createRound, cycle, type Round } from '@/lib/agreements/round.fixtures'
import { assessmentProcedures } from '@/lib/assessments/form-procedures'
import { draftOf, few } from '@/lib/cycles/cycles.fixtures'
import { runProcedures } from '@/lib/cycles/procedures'
import { evidenceProcedures } from '@/lib/evidence/procedures'
import { seeded } from './fuzz.fixtures'
import { allAtOnce } from './together.fixtures'

process.env.AUTH_SECRET = 'a secret for tests only'

/** Conflicting writes over all kinds of record; CONFLICT_WRITES for more. */
const writes = Number(process.env.CONFLICT_WRITES ?? 200)
const kindCount = 5

type Stored = { version: number; word: string }
type Context = ReturnType<Round['as']>
/** A kind of record that two windows have open: how its words are read, and written upon the version that was seen. */
interface Kind {
  caller: Parameters<Round['as']>[0]
  read: (as: Context) => Promise<Stored>
  write: (as: Context, saw: number, word: string) => Promise<Stored>
  /** Of what a refusal carries: the word in one of the two versions. */
  wordIn: (version: Record<string, unknown>) => unknown
}

let round: Round
let evidenceId: string
beforeAll(async () => {
  round = await createRound()
  await round.fillBoth('E5', [4, 3, 5], [2, 2, null])
  await call(runProcedures.draft, draftOf('Contested'), round.as('hr'))
  await round.fill('E4', 'E4', [1, 1, 1], { isSubmitted: false })
  const piece = { employeeId: 'E4', title: 'Word 0', datedOn: '2026-03-12' }
  evidenceId = (await call(evidenceProcedures.add, piece, round.as('manager'))).id
})
afterAll(() => round.drop())

const E4 = { cycle, employeeId: 'E4' }
const E5 = { cycle, employeeId: 'E5' }
const nothing = { version: 0, comment: '', reason: '', notes: '' }

const kinds: Record<string, Kind> = {
  answer: {
    caller: 'manager',
    read: async (as) => {
      const { answers } = await call(assessmentProcedures.get, E4, as)
      const { version, comment } = answers.find(({ criterion }) => criterion === 'x') ?? nothing
      return { version, word: comment }
    },
    write: async (as, version, comment) => {
      const answer = { ...E4, criterion: 'x', kind: 'rated', level: 1, comment, version } as const
      const kept = await call(assessmentProcedures.answer, answer, as)
      return { version: kept.version, word: kept.comment }
    },
    wordIn: ({ comment }) => comment,
  },
  agreement: {
    caller: 'manager',
    read: async (as) => {
      const { criteria } = await call(agreementProcedures.get, E5, as)
      const { version, reason } = criteria.find(({ criterion }) => criterion === 'x')?.agreement ?? nothing
      return { version, word: reason }
    },
    write: async (as, version, reason) => {
      const draft = { ...E5, criterion: 'x', level: 3, reason, version }
      const { levels } = await call(agreementProcedures.keep, draft, as)
      return { version: levels[0]!.version, word: levels[0]!.reason }
    },
    wordIn: ({ reason }) => reason,
  },
  conversation: {
    caller: 'manager',
    read: async (as) => {
      const { version, notes } = (await call(agreementProcedures.get, E5, as)).conversation ?? nothing
      return { version, word: notes }
    },
    write: async (as, version, notes) => {
      const kept = await call(conversationProcedures.keep, { ...E5, meetsAt: null, notes, version }, as)
      return { version: kept.version, word: kept.notes }
    },
    wordIn: ({ notes }) => notes,
  },
  'cycle plan': {
    caller: 'hr',
    read: async (as) => {
      const { version, population } = await call(runProcedures.plan, { name: 'Contested' }, as)
      return { version, word: population.jobTitles.join() }
    },
    write: async (as, version, word) => {
      const change = { name: 'Contested', version, population: { ...few, jobTitles: [word] } }
      const kept = await call(runProcedures.setPlan, change, as)
      return { version: kept.version, word: kept.population.jobTitles.join() }
    },
    wordIn: ({ population }) => (population as typeof few).jobTitles.join(),
  },
  evidence: {
    caller: 'manager',
    read: async (as) => {
      const { evidence } = await call(evidenceProcedures.list, { employeeId: 'E4' }, as)
      const { version, title } = evidence.find(({ id }) => id === evidenceId)!
      return { version, word: title }
    },
    write: async (as, version, title) => {
      const change = { id: evidenceId, version, title, note: '', datedOn: '2026-03-12' }
      const kept = await call(evidenceProcedures.change, change, as)
      return { version: kept.version, word: kept.title }
    },
    wordIn: ({ title }) => title,
  },
}

/** A form’s answer, written over whatever is there: what every kind above must never do. */
const unchecked: Kind = {
  ...kinds.answer!,
  write: async (as, _, word) => {
    const { personId, persona } = (await as.context.who())!
    const { rows } = await as.context.database.asViewer({ personId, persona, readOnly: false }, (db) =>
      db.execute<{ version: number }>(sql`update answer set comment = ${word}, version = answer.version + 1
        where assessment_id = any (array(select authz.my_draft_ids())) and rater_id = ${personId}
        and criterion_id = (select id from criterion where key = 'x') returning version`),
    )
    return { version: rows[0]!.version, word }
  },
}

/**
 * Two windows write one record, over and over: upon the same version at the same moment, one after the other, or one of
 * them upon a version of long ago. Counts who won, who was refused with both versions, and what was lost without a word.
 */
async function contest({ caller, read, write, wordIn }: Kind, rounds: number) {
  const random = seeded(rounds)
  const won = new Map<number, string>()
  const found = { won: 0, refused: 0, lost: [] as string[], odd: [] as string[] }
  let old = await read(round.as(caller))
  const first = old.version
  for (let turn = 0; turn < rounds; turn++) {
    const seen = await read(round.as(caller))
    const way = random()
    const saw = [seen.version, way < 0.2 ? old.version : seen.version]
    const database = way < 0.7 ? allAtOnce(round.test.database, 2) : round.test.database
    const as = round.as(caller, { database })
    const tries = saw.map((version, window) => ({ version, word: `Word ${turn} of window ${window}` }))
    const attempt = (one: (typeof tries)[number]) =>
      write(as, one.version, one.word).then(
        (kept) => ({ ...one, kept, error: null }),
        (error: ORPCError<string, Record<'yours' | 'stored', Record<string, unknown>>>) => ({
          ...one,
          kept: null,
          error,
        }),
      )
    const results =
      way < 0.7 ? await Promise.all(tries.map(attempt)) : [await attempt(tries[0]!), await attempt(tries[1]!)]
    for (const { version, word, kept } of results) {
      if (!kept) continue
      found.won += 1
      if (kept.version !== version + 1 || kept.word !== word || won.has(kept.version)) {
        found.lost.push(`${word}: kept as ${kept.version}, though ${version} was seen`)
      }
      won.set(kept.version, word)
    }
    for (const { word, error } of results) {
      if (!error) continue
      const { yours, stored } = error.data ?? {}
      const isTold = error.status === 409 && yours && stored && wordIn(yours) === word
      const isTheirs = stored && wordIn(stored) === won.get(Number(stored.version))
      if (isTold && isTheirs) found.refused += 1
      else found.odd.push(`${word}: ${error.status} ${error.message} ${JSON.stringify(error.data)}`)
    }
    const now = await read(round.as(caller))
    const newest = Math.max(first, ...won.keys())
    if (newest > first && (now.version !== newest || now.word !== won.get(newest))) {
      found.lost.push(`${won.get(newest)}: ${now.word} stands as ${now.version} instead`)
    }
    if (way > 0.5) old = seen
  }
  return found
}

describe('two windows write the same record', () => {
  const rounds = writes / kindCount / 2

  test('the writes are as many as was said', () => {
    expect(Object.keys(kinds)).toHaveLength(kindCount)
    expect(rounds * 2 * kindCount).toBe(writes)
  })

  test.each(Object.entries(kinds))(
    '%s: each write wins visibly or is refused with both',
    async (_, kind) => {
      const { won, refused, lost, odd } = await contest(kind, rounds)
      expect(odd).toEqual([])
      expect(lost).toEqual([])
      expect(won + refused).toBe(rounds * 2)
      expect(won).toBe(rounds)
    },
    600_000,
  )

  test('the control: without the version check, words are lost', async () => {
    const { won, lost } = await contest(unchecked, 10)
    expect(won).toBe(20)
    expect(lost.length).toBeGreaterThanOrEqual(10)
  })
})
