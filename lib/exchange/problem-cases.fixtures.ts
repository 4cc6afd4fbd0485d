import type { ImportOptions } from './commands'
import type { FileKind } from './files'
import type { smallTables } from './files.fixtures'
import type { ProblemKind } from './problems'

type Small = ReturnType<typeof smallTables>
export type Found = [kind: ProblemKind, file: FileKind, row: number | null, says?: string]
export type Case = {
  name: string
  spoil?: (tables: Small) => unknown
  spoilFile?: (files: Record<string, string>) => unknown
  options?: Partial<ImportOptions>
  found: Found[]
}

/** Puts a value into the column of a row as a spreadsheet counts: row 2 is the first below the header. */
export const put = (table: string[][], row: number, column: string, value: string) => {
  table[row - 1]![table[0]!.indexOf(column)] = value
}
export const dropColumn = (table: string[][], column: string) => {
  const at = table[0]!.indexOf(column)
  for (const row of table) row.splice(at, 1)
}

/** Rows and columns that belong together, or do not. */
export const relationCases: Case[] = [
  {
    name: 'a unit twice',
    spoil: ({ units }) => units.push([...units[2]!]),
    found: [['repeated', 'units', 6, 'row 3']],
  },
  {
    name: 'a person twice',
    spoil: ({ people }) => people.push(people[4]!.map((cell) => (cell === 'ann@x.org' ? '' : cell))),
    found: [['repeated', 'people', 8, 'row 5']],
  },
  {
    name: 'a rating twice',
    spoil: ({ ratings }) => ratings.push([...ratings[1]!]),
    found: [['repeated', 'ratings', 8, 'row 2']],
  },
  {
    name: 'a grant twice',
    spoil: ({ grants }) => grants.push([...grants[1]!]),
    found: [['repeated', 'grants', 4, 'row 2']],
  },
  {
    name: 'one address for two',
    spoil: ({ people }) => put(people, 7, 'email', 'ANN@x.org'),
    found: [
      ['repeated-email', 'people', 5],
      ['repeated-email', 'people', 7],
    ],
  },
  {
    name: 'a parent unit that is nowhere',
    spoil: ({ units }) => put(units, 4, 'parent_unit_id', 'Z'),
    found: [['unknown-unit', 'units', 4, '"Z"']],
  },
  {
    name: 'a unit that is nowhere',
    spoil: ({ people }) => put(people, 4, 'unit_id', 'Z'),
    found: [['unknown-unit', 'people', 4, '"Z"']],
  },
  {
    name: 'a rater that is nowhere',
    spoil: ({ ratings }) => put(ratings, 2, 'rater_id', '999'),
    found: [['unknown-person', 'ratings', 2, '"999"']],
  },
  {
    name: 'a rated person that is nowhere',
    spoil: ({ ratings }) => put(ratings, 6, 'employee_id', '999'),
    found: [['unknown-person', 'ratings', 6, '"999"']],
  },
  {
    name: 'a grant to nobody',
    spoil: ({ grants }) => put(grants, 2, 'employee_id', '3'),
    found: [['unknown-person', 'grants', 2, '"3"']],
  },
  {
    name: 'a manager that is nowhere',
    spoil: ({ people }) => put(people, 5, 'manager_id', '2'),
    found: [
      ['unknown-manager', 'people', 5, '"2"'],
      ['manager-then-unknown', 'ratings', 2],
    ],
  },
  {
    name: 'a criterion of another framework',
    spoil: ({ ratings }) => put(ratings, 2, 'criterion', 'juggling'),
    found: [['unknown-criterion', 'ratings', 2, 'juggling']],
  },
  {
    name: 'a profile of another framework',
    spoil: ({ people }) => put(people, 5, 'target_profile', 'juggler'),
    found: [['unknown-profile', 'people', 5, 'juggler']],
  },
  {
    name: 'two units at the top',
    spoil: ({ units }) => put(units, 5, 'parent_unit_id', ''),
    found: [
      ['two-roots', 'units', 2, 'B'],
      ['two-roots', 'units', 5, 'G'],
    ],
  },
  {
    name: 'no unit at the top',
    spoil: ({ units }) => put(units, 2, 'parent_unit_id', 'A1'),
    found: [
      ['no-root', 'units', null],
      ['unit-loop', 'units', 2, 'G → A1 → A → G'],
    ],
  },
  {
    name: 'a unit inside itself',
    spoil: ({ units }) => put(units, 3, 'parent_unit_id', 'A1'),
    found: [['unit-loop', 'units', 3, 'A → A1 → A']],
  },
  {
    name: 'two heads',
    spoil: ({ people }) => put(people, 4, 'manager_id', ''),
    found: [
      ['two-heads', 'people', 2, '003'],
      ['two-heads', 'people', 4, '001'],
    ],
  },
  {
    name: 'no head, hence a loop',
    spoil: ({ people }) => put(people, 2, 'manager_id', '010'),
    found: [
      ['no-head', 'people', null],
      ['manager-loop', 'people', 2, '001 → 010 → 002 → 001'],
    ],
  },
  {
    name: 'one’s own manager',
    spoil: ({ people }) => put(people, 4, 'manager_id', '003'),
    found: [['manager-loop', 'people', 4, '003 → 003']],
  },
  {
    name: 'somebody to come',
    spoil: ({ people }) => put(people, 6, 'hire_date', '2199-01-01'),
    found: [['hired-later', 'people', 6]],
  },
  {
    name: 'a head to be assessed',
    spoil: ({ people }) => put(people, 2, 'assessed', 'yes'),
    found: [['head-assessed', 'people', 2]],
  },
  {
    name: 'a head from a later day on',
    options: { effective: '2199-01-01' },
    found: [['head-changes-today', 'people', 2, 'still to come']],
  },
  {
    name: 'somebody hired after the day of reckoning',
    spoil: ({ people }) => put(people, 5, 'hire_date', '2026-10-20'),
    found: [['no-post-then', 'ratings', 2, '010']],
  },
  {
    name: 'a rater who is not the manager in the file that holds already',
    spoil: ({ ratings }) => put(ratings, 7, 'rater_id', '002'),
    options: { effective: '2026-10-01' },
    found: [['not-the-manager-then', 'ratings', 7, '002']],
  },
  {
    name: 'a self rating by someone else',
    spoil: ({ ratings }) => put(ratings, 4, 'rater_id', '002'),
    found: [
      ['repeated', 'ratings', 4],
      ['self-by-other', 'ratings', 4],
    ],
  },
  {
    name: 'rating oneself as a peer',
    spoil: ({ ratings }) => put(ratings, 6, 'rater_id', '011'),
    found: [['rates-self', 'ratings', 6]],
  },
  {
    name: 'a rating of somebody not assessed',
    spoil: ({ people }) => put(people, 7, 'assessed', 'no'),
    found: [['not-assessed', 'ratings', 7, '012']],
  },
  {
    name: 'a rating of the head',
    spoil: ({ ratings }) => {
      put(ratings, 7, 'employee_id', '001')
      put(ratings, 7, 'rater_type', 'peer')
    },
    found: [['rates-head', 'ratings', 7, '001']],
  },
  {
    name: 'a rater who is not the manager',
    spoil: ({ ratings }) => put(ratings, 7, 'rater_id', '002'),
    found: [['manager-then-unknown', 'ratings', 7, '002']],
  },
  {
    name: 'a rating after the day of reckoning',
    options: { asOf: '2026-10-01' },
    found: [['rated-later', 'ratings', 7, '2026-10-01']],
  },
  {
    name: 'a rating to come',
    spoil: ({ ratings }) => put(ratings, 7, 'rated_on', '2199-01-01'),
    found: [['rated-later', 'ratings', 7]],
  },
  {
    name: 'a director of nothing',
    spoil: ({ grants }) => put(grants, 3, 'unit_id', ''),
    found: [['unit-needed', 'grants', 3]],
  },
  {
    name: 'hr of a unit',
    spoil: ({ grants }) => put(grants, 2, 'unit_id', 'A'),
    found: [['unit-unasked', 'grants', 2]],
  },
  {
    name: 'a grant over a unit that is nowhere',
    spoil: ({ grants }) => put(grants, 3, 'unit_id', 'Z'),
    found: [['unknown-unit', 'grants', 3]],
  },
]
