import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchTestCycle } from '@/lib/assessments/cycles.fixtures'
import { assessmentProcedures } from '@/lib/assessments/form-procedures'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { evidenceProcedures } from './procedures'

const { list, add, change, remove, tag, file } = evidenceProcedures
let org: Organisation
let cycle: string
let round = 0
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())
beforeEach(async () => {
  cycle = `Round ${++round}`
  await launchTestCycle(org.test, { name: cycle, people: [org.keys.person('E5')] })
})

const note = { employeeId: 'E5', title: 'Closure report', datedOn: '2026-03-12' }
const mine = () => org.as('employee')
const titles = async (as = mine()) => (await call(list, { employeeId: 'E5' }, as)).evidence.map(({ title }) => title)
const fileOf = (bytes: Buffer | string, name: string) => new File([new Uint8Array(Buffer.from(bytes))], name)
const picture = (width: number) => sharp({ create: { width, height: 8, channels: 3, background: '#0e5e5b' } }).jpeg()

describe('evidence', () => {
  it('is its owner’s alone until a form that uses it is open to both', async () => {
    await call(add, { ...note, title: 'Mine alone' }, mine())
    expect(await titles()).toContain('Mine alone')
    for (const caller of ['manager', 'hr', 'director'] as const) {
      expect(await titles(org.as(caller)), caller).not.toContain('Mine alone')
    }
  })

  it('is attached once and tagged to many criteria of an own draft', async () => {
    const { id } = await call(add, { ...note, title: 'Tagged' }, mine())
    const form = { id, cycle, employeeId: 'E5' }
    await call(assessmentProcedures.begin, { cycle, employeeId: 'E5' }, mine())
    const { uses } = await call(tag, { ...form, criteria: ['x', 'y'] }, mine())
    expect(uses.map(({ criterion }) => criterion)).toEqual(['x', 'y'])
    const fewer = await call(tag, { ...form, criteria: ['y'] }, mine())
    expect(fewer.uses).toEqual([{ cycle, criterion: 'y', isMine: true }])
    await expect(call(tag, { ...form, criteria: ['x'] }, org.as('manager'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('changes by its version, and both are told', async () => {
    const { id, version } = await call(add, note, mine())
    const changed = await call(change, { id, version, title: 'New', note: '', datedOn: '2026-03-13' }, mine())
    expect(changed).toMatchObject({ title: 'New', version: version + 1 })
    const stale = call(change, { id, version, title: 'Old', note: '', datedOn: '2026-03-13' }, mine())
    await expect(stale).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { yours: { title: 'Old', version }, stored: { title: 'New', version: version + 1 } },
    })
  })

  it('of somebody else is not there, whatever is tried', async () => {
    const { id, version } = await call(add, note, mine())
    const other = org.as('hr')
    const tries = [
      () => call(change, { id, version, title: 'Theirs', note: '', datedOn: '2026-03-13' }, other),
      () => call(remove, { id }, other),
      () => call(file, { id }, other),
    ]
    for (const one of tries) await expect(one()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is for oneself and for people whom one assesses', async () => {
    await expect(call(add, note, org.as('hr'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(call(add, note, org.as('manager'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await call(assessmentProcedures.begin, { cycle, employeeId: 'E5' }, org.as('manager'))
    await expect(call(add, note, org.as('manager'))).resolves.toMatchObject({ isOwn: true })
  })

  it.each([
    ['a day to come', { datedOn: '2027-01-01' }],
    ['no title', { title: ' ' }],
    ['a link that is no address of the web', { url: 'javascript:alert(1)' }],
    ['a file of another kind', { file: fileOf(Buffer.from([0x7f, 0x45, 0]), 'x.pdf') }],
    ['a picture that is none', { file: fileOf(Buffer.from('89504e470d0a1a0a00', 'hex'), 'x.png') }],
  ])('refuses %s and keeps nothing', async (_, wrong) => {
    const before = await titles()
    await expect(call(add, { ...note, ...wrong }, mine())).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await titles()).toEqual(before)
  })
})

describe('a file', () => {
  it('comes back byte for byte, as an attachment that runs nowhere', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_500_000, 'x')])
    const { id, file: kept } = await call(add, { ...note, file: fileOf(bytes, 'Report.html') }, mine())
    expect(kept).toEqual({ name: 'Report.pdf', type: 'application/pdf', bytes: bytes.length })
    const { headers, body } = await call(file, { id }, mine())
    expect(Buffer.from(await body.arrayBuffer()).equals(bytes)).toBe(true)
    expect(headers).toEqual({
      'content-disposition': "attachment; filename*=UTF-8''Report.pdf",
      'content-security-policy': "sandbox; default-src 'none'",
    })
  })

  it('that is a picture is drawn anew, without what was hidden in it', async () => {
    const secret = 'Made in Leeds by Samuel'
    const given = await picture(20)
      .withExif({ IFD0: { Copyright: secret } })
      .toBuffer()
    expect(given.includes(secret)).toBe(true)
    const { id } = await call(add, { ...note, file: fileOf(given, 'photo.jpg') }, mine())
    const { body } = await call(file, { id }, mine())
    const kept = Buffer.from(await body.arrayBuffer())
    expect(kept.includes(secret)).toBe(false)
    expect(await sharp(kept).metadata()).toMatchObject({ width: 20, height: 8, format: 'jpeg' })
  })

  it('goes with its piece', async () => {
    const { id } = await call(add, { ...note, file: fileOf('plain words', 'a.txt') }, mine())
    const chunks = () =>
      org.test.database.asJob('privacy', async (db) => {
        const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from evidence_chunk`)
        return rows[0]!.n
      })
    const before = await chunks()
    await call(remove, { id }, mine())
    expect(await chunks()).toBe(before - 1)
  })
})
