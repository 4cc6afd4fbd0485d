import { describe, expect, it } from 'vitest'
import { readAuditAddress } from './address'

const read = (address: string) => {
  const params = new URLSearchParams(address)
  return readAuditAddress((key) => params.get(key) ?? undefined)
}
const given = (filters: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))

describe('the address of the audit', () => {
  it.each<[string, 'deeds' | 'looks', Record<string, string>, Record<string, string>]>([
    ['', 'deeds', {}, {}],
    ['view=looks&person=E7&viewer=E1', 'looks', {}, { person: 'E7', viewer: 'E1' }],
    ['view=nonsense&actor=+E1+&action=person.', 'deeds', { actor: 'E1', action: 'person.' }, {}],
    ['from=2026-11-01&to=2026-13-01', 'deeds', { from: '2026-11-01' }, { from: '2026-11-01' }],
    ['from=yesterday&subject=person&subjectId=7', 'deeds', { subject: 'person', subjectId: '7' }, {}],
  ])('%s', (address, view, deeds, looks) => {
    const found = read(address)
    expect([found.view, given(found.deeds), given(found.looks)]).toEqual([view, deeds, looks])
  })

  it('keeps no more of a word than the question takes', () => {
    expect(read(`action=${'x'.repeat(300)}`).deeds.action).toHaveLength(100)
  })
})
