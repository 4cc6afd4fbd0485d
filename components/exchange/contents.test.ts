import { describe, expect, it } from 'vitest'
import type { ImportItem, ImportReport } from '@/lib/exchange/shapes'
import { changesIn, commitAmount, mainAmount } from './contents'

type Changes = NonNullable<ImportReport['changes']>
type Part = {
  units?: Partial<Changes['units']>
  people?: Partial<Changes['people']>
  ratings?: Partial<Changes['ratings']>
  openings?: Partial<Changes['openings']>
}

const changes = ({ units, people, ratings, openings }: Part = {}): Changes => ({
  units: { added: 0, changed: 0, ...units },
  people: { added: 0, changed: 0, moved: 0, reassigned: 0, left: 0, ...people },
  ratings: { added: 0, changed: 0, ...ratings },
  openings: { added: 0, changed: 0, ...openings },
})
const read = (rows: ImportReport['rows']) => ({ report: { rows } }) as unknown as ImportItem

describe('what an import is about', () => {
  it.each<[string, ImportReport['rows'], ReturnType<typeof mainAmount>]>([
    ['people before all', { units: 12, people: 1_000, ratings: 26_000 }, { kind: 'people', count: 1_000 }],
    ['ratings without people', { units: 12, ratings: 26_000 }, { kind: 'ratings', count: 26_000 }],
    ['openings without either', { units: 12, openings: 3 }, { kind: 'openings', count: 3 }],
    ['units alone', { units: 12 }, { kind: 'units', count: 12 }],
    ['no rows at all', { people: 0 }, null],
  ])('%s', (_, rows, expected) => expect(mainAmount(read(rows))).toEqual(expected))

  it('is known from the sheets before there is a report', () => {
    const sheet = (kind: string | null, rows: number) => ({ kind, rows })
    const run = { report: null, sheets: [sheet('people', 3), sheet(null, 9), sheet('people', 4)] }
    expect(mainAmount(run as unknown as ImportItem)).toEqual({ kind: 'people', count: 7 })
  })
})

describe('what a commit does', () => {
  it.each<[string, Changes, ReturnType<typeof commitAmount>]>([
    ['adds people', changes({ units: { added: 3 }, people: { added: 9 } }), { kind: 'people', count: 9, isNew: true }],
    [
      'changes people',
      changes({ people: { added: 2, moved: 1, left: 1 } }),
      { kind: 'people', count: 4, isNew: false },
    ],
    ['adds ratings', changes({ ratings: { added: 26 } }), { kind: 'ratings', count: 26, isNew: true }],
    ['renames a unit', changes({ units: { changed: 1 } }), { kind: 'units', count: 1, isNew: false }],
    ['nothing', changes(), null],
  ])('%s', (_, given, expected) => expect(commitAmount(given)).toEqual(expected))

  it('counts every kind of change', () => {
    expect(changesIn(changes({ units: { added: 1 }, people: { reassigned: 2 }, ratings: { changed: 3 } }))).toBe(6)
  })
})
