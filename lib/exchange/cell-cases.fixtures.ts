import { appendFileSync, writeFileSync } from 'node:fs'
import { type Case, dropColumn, put } from './problem-cases.fixtures'

/** Files and cells that cannot be read. */
export const cellCases: Case[] = [
  {
    name: 'a header alone',
    spoil: ({ units }) => units.splice(1),
    found: [
      ['empty-file', 'units', null],
      ['unknown-unit', 'people', 2, '"G"'],
      ['unknown-unit', 'grants', 3],
    ],
  },
  {
    name: 'a file of no byte',
    spoilFile: ({ ratings }) => writeFileSync(ratings!, ''),
    found: [['empty-file', 'ratings', null]],
  },
  {
    name: 'a column missing',
    spoil: ({ people }) => dropColumn(people, 'manager_id'),
    found: [['missing-column', 'people', 1, 'manager_id']],
  },
  {
    name: 'a column twice',
    spoil: ({ units }) => put(units, 1, 'kind', 'name'),
    found: [['repeated-column', 'units', 1, 'name']],
  },
  {
    name: 'a column that is not ours',
    spoil: ({ people }) => put(people, 1, 'job_title', 'shoe_size'),
    found: [['unknown-column', 'people', 1, 'shoe_size']],
  },
  {
    name: 'text that is not UTF-8',
    spoilFile: ({ units }) => appendFileSync(units!, Buffer.from('C,Caf\xe9,G,area\n', 'latin1')),
    found: [['not-utf8', 'units', 6]],
  },
  {
    name: 'a NUL',
    spoilFile: ({ units }) => appendFileSync(units!, 'C,Ca\0fe,G,area\n'),
    found: [['nul', 'units', 6]],
  },
  {
    name: 'a quote in the middle',
    spoilFile: ({ units }) => appendFileSync(units!, 'C,Ca"fe,G,area\nD,Delta,Q,area\n'),
    found: [
      ['broken-quotes', 'units', 6],
      ['unknown-unit', 'units', 7, '"Q"'],
    ],
  },
  {
    name: 'a quote never closed',
    spoilFile: ({ units }) => appendFileSync(units!, 'C,"Cafe,G,area\nD,Delta,G,area\n'),
    found: [['broken-quotes', 'units', 6]],
  },
  {
    name: 'a very long text',
    spoil: ({ units }) => put(units, 2, 'name', 'x'.repeat(201)),
    found: [['too-long', 'units', 2, 'name is longer than 200']],
  },
  {
    name: 'a very, very long key',
    spoil: ({ people }) => put(people, 3, 'manager_id', '東'.repeat(100_000)),
    found: [['too-long', 'people', 3]],
  },
  {
    name: 'keys that nobody could look up by',
    spoil: ({ units, people, ratings }) => {
      const long = 'k'.repeat(65)
      put(units, 5, 'unit_id', long)
      put(people, 4, 'unit_id', long)
      put(people, 7, 'unit_id', long)
      put(people, 4, 'employee_id', long)
      put(people, 7, 'manager_id', long)
      put(ratings, 7, 'rater_id', long)
      put(ratings, 7, 'criterion', long)
      put(people, 5, 'job_title', 'x'.repeat(201))
    },
    found: [
      ['too-long', 'units', 5, 'unit_id is longer than 64'],
      ['too-long', 'people', 4, 'employee_id'],
      ['too-long', 'people', 5, 'job_title is longer than 200'],
      ['too-long', 'people', 7],
      ['too-long', 'ratings', 7],
    ],
  },
  {
    name: 'more cells than columns',
    spoil: ({ units }) => units[2]!.push('more'),
    found: [['too-many-cells', 'units', 3, 'more']],
  },
  {
    name: 'an empty name',
    spoil: ({ people }) => put(people, 3, 'name', ''),
    found: [['empty-cell', 'people', 3, 'name']],
  },
  {
    name: 'a day that never was',
    spoil: ({ people }) => put(people, 3, 'hire_date', '2026-02-30'),
    found: [['not-a-day', 'people', 3, '2026-02-30']],
  },
  {
    name: 'an absence that ends and never began',
    spoil: ({ people }) => {
      people[0]!.push('leave_from', 'leave_to')
      for (const [at, row] of people.entries()) if (at > 0) row.push('', at === 2 ? '2026-12-01' : '')
    },
    found: [['leave-without-start', 'people', 3, '2026-12-01']],
  },
  {
    name: 'a day that may be two',
    spoil: ({ people }) => put(people, 3, 'hire_date', '03/04/2012'),
    found: [['ambiguous-day', 'people', 3, '03/04/2012']],
  },
  {
    name: 'a state that says nothing',
    spoil: ({ people }) => {
      put(people, 1, 'credentials', 'status')
      put(people, 3, 'status', 'sabbatical')
      put(people, 5, 'status', '')
    },
    found: [['not-a-state', 'people', 3, 'sabbatical']],
  },
  {
    name: 'months in words',
    spoil: ({ people }) => {
      put(people, 1, 'credentials', 'prior_business_months')
      put(people, 5, 'prior_business_months', 'ten')
    },
    found: [['not-a-number', 'people', 5, 'ten']],
  },
  {
    name: 'perhaps assessed',
    spoil: ({ people }) => put(people, 4, 'assessed', 'perhaps'),
    found: [['not-yes-or-no', 'people', 4]],
  },
  {
    name: 'an address without @',
    spoil: ({ people }) => put(people, 4, 'email', 'noor.x.org'),
    found: [['not-an-email', 'people', 4]],
  },
  {
    name: 'an aunt as rater',
    spoil: ({ ratings }) => put(ratings, 2, 'rater_type', 'aunt'),
    found: [['not-a-rater-type', 'ratings', 2]],
  },
  {
    name: 'a status of one’s own',
    spoil: ({ ratings }) => put(ratings, 3, 'status', 'done'),
    found: [['not-a-status', 'ratings', 3]],
  },
  {
    name: 'half a level',
    spoil: ({ ratings }) => put(ratings, 2, 'level', '2.5'),
    found: [['not-a-level', 'ratings', 2]],
  },
  {
    name: 'a role nobody grants',
    spoil: ({ grants }) => put(grants, 2, 'role', 'king'),
    found: [['not-a-role', 'grants', 2]],
  },
  {
    name: 'rated without a level',
    spoil: ({ ratings }) => put(ratings, 2, 'level', ''),
    found: [['level-missing', 'ratings', 2]],
  },
  {
    name: 'a level that nobody observed',
    spoil: ({ ratings }) => put(ratings, 5, 'level', '2'),
    found: [['level-unasked', 'ratings', 5]],
  },
  {
    name: 'a level off the scale',
    spoil: ({ ratings }) => put(ratings, 2, 'level', '6'),
    found: [['level-off-scale', 'ratings', 2, '6']],
  },
  {
    name: 'another cycle',
    spoil: ({ ratings }) => {
      for (const row of ratings) row.push('2026-H2')
      ratings[0]![7] = 'cycle'
      ratings[3]![7] = '2026-H1'
    },
    found: [['other-cycle', 'ratings', 4, '2026-H1']],
  },
]
