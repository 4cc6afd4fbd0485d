import { expect, test } from 'vitest'
import { type GridKey, nextCell } from './grid-keys'

const size = { rows: 20, columns: 27, page: 8 }
const ctrl = (key: string): GridKey => ({ key, ctrlKey: true })

test.each<[string, GridKey, [number, number], [number, number]]>([
  ['down', { key: 'ArrowDown' }, [3, 4], [4, 4]],
  ['up', { key: 'ArrowUp' }, [3, 4], [2, 4]],
  ['right', { key: 'ArrowRight' }, [3, 4], [3, 5]],
  ['left', { key: 'ArrowLeft' }, [3, 4], [3, 3]],
  ['down stops at the last row', { key: 'ArrowDown' }, [19, 4], [19, 4]],
  ['up stops at the head', { key: 'ArrowUp' }, [0, 4], [0, 4]],
  ['right stops at the last column', { key: 'ArrowRight' }, [3, 26], [3, 26]],
  ['left stops at the row head', { key: 'ArrowLeft' }, [3, 0], [3, 0]],
  ['a page down', { key: 'PageDown' }, [3, 4], [11, 4]],
  ['a page down stops at the end', { key: 'PageDown' }, [15, 4], [19, 4]],
  ['a page up stops at the head', { key: 'PageUp' }, [3, 4], [0, 4]],
  ['home', { key: 'Home' }, [3, 4], [3, 0]],
  ['end', { key: 'End' }, [3, 4], [3, 26]],
  ['ctrl home', ctrl('Home'), [3, 4], [0, 0]],
  ['ctrl end', ctrl('End'), [3, 4], [19, 26]],
  ['ctrl down', ctrl('ArrowDown'), [3, 4], [19, 4]],
  ['cmd left', { key: 'ArrowLeft', metaKey: true }, [3, 4], [3, 0]],
])('%s', (_, press, [row, column], [toRow, toColumn]) => {
  expect(nextCell({ row, column }, press, size)).toEqual({ row: toRow, column: toColumn })
})

test('other keys are left to the browser', () => {
  for (const key of ['Enter', ' ', 'Tab', 'Escape', 'a'])
    expect(nextCell({ row: 1, column: 1 }, { key }, size)).toBeNull()
})

test('an empty grid has nowhere to go, and a shrunken one is entered at its edge', () => {
  expect(nextCell({ row: 0, column: 0 }, { key: 'ArrowDown' }, { rows: 0, columns: 3, page: 8 })).toBeNull()
  expect(nextCell({ row: 9, column: 9 }, { key: 'ArrowDown' }, { rows: 2, columns: 3, page: 8 })).toEqual({
    row: 1,
    column: 2,
  })
})
