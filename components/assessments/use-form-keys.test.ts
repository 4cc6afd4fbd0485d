import { describe, expect, it } from 'vitest'
import type { Content } from '@/lib/assessments/form-rules'
import { chosenBy } from './use-form-keys'

const levels = [0, 1, 2, 3, 4, 5]
const on = (level: number): Content => ({ kind: 'rated', level, comment: '', basis: null })
const none: Content = { kind: null, level: null, comment: '', basis: null }
const unseen: Content = { ...none, kind: 'not-observed' }

describe('a key on the ladder', () => {
  it.each([
    ['0', none, { kind: 'rated', level: 0 }],
    ['5', on(1), { kind: 'rated', level: 5 }],
    ['6', none, undefined],
    ['n', none, { kind: 'not-observed', level: null }],
    ['N', on(3), { kind: 'not-observed', level: null }],
    ['ArrowDown', none, { kind: 'rated', level: 0 }],
    ['ArrowUp', none, { kind: 'not-observed', level: null }],
    ['ArrowDown', on(3), { kind: 'rated', level: 4 }],
    ['ArrowUp', on(3), { kind: 'rated', level: 2 }],
    ['ArrowDown', on(5), { kind: 'not-observed', level: null }],
    ['ArrowUp', on(0), { kind: 'rated', level: 0 }],
    ['ArrowDown', unseen, { kind: 'not-observed', level: null }],
    ['ArrowUp', unseen, { kind: 'rated', level: 5 }],
    ['x', on(0), undefined],
    ['Tab', on(0), undefined],
  ])('%s on %o', (key, now, chosen) => expect(chosenBy(key, levels, now)).toEqual(chosen))
})
