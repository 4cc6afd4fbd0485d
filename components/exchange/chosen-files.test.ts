import { describe, expect, it } from 'vitest'
import { addFiles, mostBytes, whyNot } from './chosen-files'

const file = (name: string, size = 10) => ({ name, size })

describe('files chosen for an upload', () => {
  it('are kept when more are chosen, and a file of the same name takes the old place', () => {
    expect(addFiles([file('units.csv', 1), file('people.csv', 2)], [file('people.csv', 3), file('r.csv', 4)])).toEqual([
      file('units.csv', 1),
      file('people.csv', 3),
      file('r.csv', 4),
    ])
  })

  it.each<[string, { name: string; size: number }[], ReturnType<typeof whyNot>]>([
    ['three files of ours', [file('units.csv'), file('People.CSV'), file('r.xlsx')], null],
    ['exactly ten megabytes', [file('a.csv', mostBytes - 1), file('b.csv', 1)], null],
    ['a byte more', [file('a.csv', mostBytes), file('b.csv', 1)], { refusal: 'tooBig', name: '' }],
    ['five files', ['a', 'b', 'c', 'd', 'e'].map((each) => file(`${each}.csv`)), { refusal: 'tooMany', name: '' }],
    ['an old workbook', [file('a.csv'), file('people.xls')], { refusal: 'wrongKind', name: 'people.xls' }],
    ['a picture', [file('org.png')], { refusal: 'wrongKind', name: 'org.png' }],
    ['nothing in it', [file('a.csv', 0)], { refusal: 'empty', name: 'a.csv' }],
  ])('%s', (_, files, expected) => expect(whyNot(files)).toEqual(expected))
})
