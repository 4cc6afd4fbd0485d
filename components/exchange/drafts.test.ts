import { describe, expect, it } from 'vitest'
import type { Source } from '@/lib/exchange/mapping-shapes'
import type { ImportSheet } from '@/lib/exchange/shapes'
import {
  columnsOf,
  type Draft,
  examplesOf,
  makesUnits,
  missingIn,
  sourceFor,
  wayOf,
  withKind,
  withSource,
} from './drafts'

const headers = ['USERID', 'FIRSTNAME', 'LASTNAME', 'MANAGER', 'TITLE', '']
const sheet = {
  headers,
  sample: [
    ['7', 'Ada', 'Obi', 'NO_MANAGER', 'PMO Lead', 'x'],
    ['8', 'Bo', '', '7', 'Clerk', ''],
    ['9', 'Ada', 'Obi', '7', 'PMO Lead', ''],
  ],
} as unknown as ImportSheet
const people = withKind({ seq: 0, kind: null, mapping: { columns: {} } }, 'people', sheet)

describe('a draft of a mapping', () => {
  it('starts with what the headers say, and leaves nothing of another kind behind', () => {
    expect(people.mapping.columns).toMatchObject({
      employee_id: { header: 'USERID' },
      manager_id: { header: 'MANAGER' },
    })
    expect(missingIn(people, sheet)).toEqual([])
    expect(withKind(people, 'ratings', sheet).mapping.columns.manager_id).toBeUndefined()
    expect(withKind(people, null, sheet)).toEqual({ seq: 0, kind: null, mapping: { columns: {} } })
  })

  it.each<[string, Draft, string[]]>([
    ['a needed column emptied', withSource(people, 'manager_id', null), ['manager_id']],
    ['a constant without words', withSource(people, 'location', { constant: ' ' }), ['location']],
    [
      'words to look for left out',
      withSource(people, 'assessed', { contains: { header: 'TITLE', text: '' } }),
      ['assessed'],
    ],
    ['a header the file lacks', withSource(people, 'name', { header: 'Name' }), ['name']],
    ['a file that is left out', { ...people, kind: null }, []],
  ])('lacks something with %s', (_, draft, missing) => expect(missingIn(draft, sheet)).toEqual(missing))

  it('asks for what is needed first, and names what is kept out', () => {
    const { columns, out } = columnsOf(withSource(people, 'name', { header: 'LASTNAME' }), sheet)
    expect(columns.slice(0, 4).map(({ name, isNeeded }) => `${name} ${isNeeded}`)).toEqual([
      'employee_id true',
      'name true',
      'email false',
      'manager_id true',
    ])
    expect(out).toEqual(['FIRSTNAME'])
  })
})

it.each<[string, Source | undefined, string[]]>([
  ['a header', { header: 'USERID' }, ['7', '8', '9']],
  ['two headers', { headers: ['FIRSTNAME', 'LASTNAME'], join: ' ' }, ['Ada Obi', 'Bo']],
  ['the same for all', { constant: 'Leeds' }, ['Leeds']],
  ['words in a title', { contains: { header: 'TITLE', text: 'pmo' } }, ['yes', 'no']],
  ['a header that is gone', { header: 'Other' }, []],
  ['nothing', undefined, []],
])('the examples of %s', (_, source, expected) => expect(examplesOf(source, sheet)).toEqual(expected))

it('a column is filled in another way from the header it had', () => {
  const was: Source = { header: 'TITLE' }
  expect(wayOf(sourceFor('contains', headers, was) ?? undefined)).toBe('contains')
  expect(sourceFor('contains', headers, was)).toEqual({ contains: { header: 'TITLE', text: '' } })
  expect(sourceFor('headers', headers, was)).toEqual({ headers: ['TITLE', 'USERID'], join: ' ' })
  expect(sourceFor('constant', [], undefined)).toEqual({ constant: '' })
  expect(sourceFor('header', [], undefined)).toBeNull()
  expect(sourceFor('none', headers, was)).toBeNull()
})

it('departments make units only where neither a file nor a column names them', () => {
  const units: Draft = { seq: 1, kind: 'units', mapping: { columns: {} } }
  expect(makesUnits([people])).toBe(true)
  expect(makesUnits([people, units])).toBe(false)
  expect(makesUnits([withSource(people, 'unit_id', { header: 'TITLE' })])).toBe(false)
})
