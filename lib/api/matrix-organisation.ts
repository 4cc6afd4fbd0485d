import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import * as table from '@/db/schema'
import type { TestDatabase } from '@/db/test-database'
import { bands } from '@/db/values'

/** The day it is in the matrix's organisation. */
export const matrixDay = '2026-11-23'
const always = '[2020-01-01,)'
const until = `[2020-01-01,${matrixDay})`
const since = `[${matrixDay},)`

/**
 * One person for each relation that rights depend on. Units: R over A (over A1) and B. `former` reported to the manager
 * until yesterday. Key: internal id; manager and unit as of today.
 */
export const cast = {
  head: { id: 1, manager: null, unit: 'R' },
  hr: { id: 2, manager: 1, unit: 'R' },
  director: { id: 3, manager: 1, unit: 'R' },
  manager: { id: 4, manager: 1, unit: 'A' },
  employee: { id: 5, manager: 4, unit: 'A' },
  peer: { id: 6, manager: 4, unit: 'A' },
  lead: { id: 7, manager: 4, unit: 'A1' },
  indirect: { id: 8, manager: 7, unit: 'A1' },
  otherManager: { id: 9, manager: 1, unit: 'B' },
  former: { id: 10, manager: 9, unit: 'B' },
  other: { id: 11, manager: 9, unit: 'B' },
  disabled: { id: 12, manager: 4, unit: 'A' },
  leaver: { id: 13, manager: null, unit: 'A' },
} as const
export type Member = keyof typeof cast
export const administratorId = 20
/** An erasure that HR asked for: of the leaver. */
export const waitingErasure = '00000000-0000-4000-8000-00000000000e'

/** Ids as in the organisation's files; no id is part of another, so that a leak shows in any text. */
export const employeeIdOf = (member: Member) => `E-${member}-${String(cast[member].id).padStart(3, '0')}`
const units = { R: 1, A: 2, A1: 3, B: 4 } as const
/** Each unit with those above it. */
const paths = { R: [1], A: [2, 1], A1: [3, 2, 1], B: [4, 1] }
/** Their one level of record; nobody's is 0, so that a lost row shows. */
export const levelOfMember = (member: Member) => (cast[member].id % 5) + 1

const members = Object.keys(cast) as Member[]

export async function plantMatrix(planted: Pick<TestDatabase, 'database'>): Promise<void> {
  await planted.database.asJob('import', async (db) => {
    await db.update(table.organisation).set({ sampleToday: matrixDay, headId: cast.head.id })
    await plantUnits(db)
    await plantPeople(db)
    const frameworkVersionId = await plantFramework(db)
    await plantResult(db, frameworkVersionId)
    const grant = { valid: always, confirmedAt: sql`now()` }
    await plantImport(db)
    await db.insert(table.roleGrant).values([
      { ...grant, personId: cast.hr.id, role: 'hr' },
      { ...grant, personId: cast.director.id, role: 'director', unitId: units.A },
      { ...grant, personId: cast.peer.id, role: 'viewer', unitId: units.R },
      { ...grant, personId: administratorId, role: 'administrator' },
    ])
  })
  await plantErasure(planted)
}

async function plantErasure({ database }: Pick<TestDatabase, 'database'>) {
  const asked = { publicId: waitingErasure, personId: cast.leaver.id, askedBy: cast.hr.id, reason: 'left' as const }
  await database.asJob('privacy', (db) => db.insert(table.erasure).values(asked))
}

/** An import that waits for its mapping. */
export const importId = '00000000-0000-7000-8000-000000000001'

async function plantImport(db: Db) {
  const asked = { requestedBy: cast.hr.id, actorId: cast.hr.id, actorPersona: 'p_hr' as const }
  await db
    .insert(table.importRun)
    .values({ publicId: importId, door: 'page', status: 'mapping', ...asked, options: {} })
}

async function plantUnits(db: Db) {
  await db.insert(table.unit).values([
    { id: units.R, unitId: 'R', name: 'Root' },
    { id: units.A, unitId: 'A', name: 'Area A', parentId: units.R },
    { id: units.A1, unitId: 'A1', name: 'Team A1', parentId: units.A },
    { id: units.B, unitId: 'B', name: 'Area B', parentId: units.R },
  ])
}

async function plantPeople(db: Db) {
  const person = (member: Member) => ({
    id: cast[member].id,
    employeeId: employeeIdOf(member),
    name: `Name of ${member}`,
    email: `${member.toLowerCase()}@example.com`,
    isAssessed: true,
    isDisabled: member === 'disabled',
    employed: member === 'leaver' ? until : always,
  })
  const administrator = { id: administratorId, name: 'Administrator', email: 'admin@example.com', employed: 'empty' }
  await db.insert(table.person).values([...members.map(person), administrator])
  const membership = (member: Member) => ({
    personId: cast[member].id,
    unitId: units[cast[member].unit],
    valid: member === 'leaver' ? until : always,
  })
  await db.insert(table.unitMembership).values(members.map(membership))
  const line = (personId: number, managerId: number, valid: string) => ({ personId, managerId, valid })
  const today = members.flatMap((member) => {
    const { id, manager } = cast[member]
    return manager === null ? [] : [line(id, manager, member === 'former' ? since : always)]
  })
  const before = [line(cast.former.id, cast.manager.id, until), line(cast.leaver.id, cast.manager.id, until)]
  await db.insert(table.reportingLine).values([...today, ...before])
  const holders = [...members.map((member) => cast[member].id), administratorId]
  await db.insert(table.account).values(holders.map((id) => ({ id, personId: id })))
}

async function plantFramework(db: Db): Promise<number> {
  await db.insert(table.framework).values({ key: 'f', name: 'Framework' })
  await db.insert(table.frameworkVersion).values({ frameworkId: 1, edition: '1.0.0' })
  await db
    .insert(table.scaleLevel)
    .values([0, 1, 2, 3, 4, 5].map((level) => ({ frameworkVersionId: 1, level, name: `L${level}`, meaning: 'Shown.' })))
  await db.insert(table.domain).values({ frameworkVersionId: 1, key: 'd', name: 'D', shortName: 'D', position: 1 })
  const criterion = { frameworkVersionId: 1, domainId: 1, definition: '' }
  await db.insert(table.criterion).values({ ...criterion, key: 'c1', name: 'C1', position: 1 })
  const profile = { frameworkVersionId: 1, key: 'p1', name: 'P1', position: 1, isDefault: true }
  await db.insert(table.roleProfile).values(profile)
  await db.insert(table.target).values({ roleProfileId: 1, criterionId: 1, target: 4, weight: 3, minimum: 3 })
  await db.update(table.frameworkVersion).set({ status: 'published', publishedAt: sql`now()` })
  return 1
}

async function plantResult(db: Db, frameworkVersionId: number) {
  const asOfOn = '2026-11-01'
  await db.insert(table.cycle).values({ name: '2026-H2', frameworkVersionId, status: 'published', asOfOn })
  await db.insert(table.result).values({ id: 1, cycleId: 1, version: 1, frameworkVersionId, policyVersion: 1, asOfOn })
  const kept = (member: Member) => ({
    resultId: 1,
    personId: cast[member].id,
    unitId: units[cast[member].unit],
    unitPath: paths[cast[member].unit],
    managerId: cast[member].manager,
    milliLevels: [levelOfMember(member) * 1000],
    selfLevels: [levelOfMember(member)],
    sources: ['manager'],
    ratedOn: ['2026-10-18'],
    evidence: [500],
    fromCycleIds: [1],
    bandCodes: [bands.indexOf('longer')],
    tenthPoints: [500],
  })
  await db.insert(table.resultPerson).values(members.map(kept))
  for (const unitId of Object.values(units)) {
    const counts = [0, 3, 0, 0, 0, 0]
    const figures = { people: 3, assessed: 3, counts, milliSums: counts.map((people) => people * 1000), ageDays: 30 }
    await db.insert(table.cell).values({ resultId: 1, unitId, criterionId: 1, ...figures })
    await db
      .insert(table.bandCell)
      .values({ resultId: 1, unitId, roleProfileId: 1, counts: [0, 3, 0, 0], provisional: 0 })
  }
}
