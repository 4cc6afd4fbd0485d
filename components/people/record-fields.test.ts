import { describe, expect, it } from 'vitest'
import { changedFields, textsOf } from './record-fields'

const kept = {
  ...{ name: 'Ada Byron', email: 'ada@example.org', jobTitle: 'PMO lead', grade: 'X1', location: '' },
  ...{ hiredOn: '2020-02-29', pmoType: null, priorBusinessMonths: 0, priorDeliveryMonths: null },
  ...{ isAssessed: true, targetProfile: null, credentials: ['PMP', 'MSP'] },
}
const before = textsOf(kept)

describe('a corrected record', () => {
  it('sends nothing while nothing differs', () => expect(changedFields({ ...before }, before)).toEqual({}))

  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['a text', { name: ' Ada Lovelace ' }, { name: 'Ada Lovelace' }],
    ['an emptied text stays a text', { grade: '' }, { grade: '' }],
    ['an emptied e-mail is none', { email: ' ' }, { email: null }],
    ['an emptied day is none', { hiredOn: '' }, { hiredOn: null }],
    ['no months', { priorBusinessMonths: '' }, { priorBusinessMonths: null }],
    ['months where there were none', { priorDeliveryMonths: '12' }, { priorDeliveryMonths: 12 }],
    ['not assessed any more', { isAssessed: 'false' }, { isAssessed: false }],
    ['a target', { targetProfile: 'portfolio' }, { targetProfile: 'portfolio' }],
    ['credentials by line', { credentials: 'PMP\n\n PgMP ' }, { credentials: ['PMP', 'PgMP'] }],
  ])('%s', (_, texts, expected) => expect(changedFields({ ...before, ...texts }, before)).toEqual(expected))
})
