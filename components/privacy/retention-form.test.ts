import { describe, expect, it } from 'vitest'
import type { Retention } from '@/lib/privacy/shapes'
import { changesIn, type Form, wrongIn } from './retention-form'

const rules: Retention['records'] = [
  { kind: 'sessions', days: 90, usual: 90, least: 1, mayKeep: false, lastRun: null },
  { kind: 'access-log', days: 730, usual: 730, least: 30, mayKeep: true, lastRun: null },
  { kind: 'audit', days: null, usual: null, least: 365, mayKeep: true, lastRun: null },
]
const days = (text: string) => ({ days: text, isKept: false })

describe('what is written', () => {
  it.each<[string, Form, object, string[]]>([
    ['nothing', {}, {}, []],
    ['what stands already', { sessions: days('90'), audit: { days: '', isKept: true } }, {}, []],
    ['another number', { sessions: days(' 30 ') }, { sessions: 30 }, []],
    ['for ever', { 'access-log': { days: '730', isKept: true } }, { 'access-log': null }, []],
    ['an end to for ever', { audit: days('3650') }, { audit: 3650 }, []],
    ['for ever where that may not be', { sessions: { days: '90', isKept: true } }, {}, ['sessions']],
    ['too few days', { 'access-log': days('29'), sessions: days('1') }, { sessions: 1 }, ['access-log']],
    ['no number', { sessions: days('a while'), audit: days('') }, {}, ['sessions', 'audit']],
    [
      'half a day, minus and much too long',
      { sessions: days('1.5'), 'access-log': days('-40'), audit: days('99999') },
      {},
      ['sessions', 'access-log', 'audit'],
    ],
  ])('%s', (_, form, changes, wrong) => {
    expect(changesIn(form, rules)).toEqual(changes)
    expect(wrongIn(form, rules)).toEqual(wrong)
  })
})
