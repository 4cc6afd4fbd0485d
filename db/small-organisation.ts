import { sql } from 'drizzle-orm'
import * as table from './schema'
import type { TestDatabase } from './test-database'

/** The day it is in the small organisation. */
export const today = '2026-11-23'
const always = '[2020-01-01,)'
const ended = `[2020-01-01,${today})`

/** Thirteen people of every kind of right, and of rights that have ended, in four units: 1 over 2 (over 4) and 3. */
export const who = {
  head: 1,
  managerA: 2,
  employee: 3,
  peer: 4,
  managerB: 5,
  employeeB: 6,
  hr: 7,
  directorOfA: 8,
  administrator: 9,
  disabledHr: 10,
  leftHr: 11,
  formerDirector: 12,
  rootDirector: 13,
  nobody: 999,
} as const

/** person → manager, unit. */
const posts: [number, number | null, number][] = [
  [1, null, 1],
  [2, 1, 2],
  [3, 2, 4],
  [4, 2, 2],
  [5, 1, 3],
  [6, 5, 3],
  [7, 1, 1],
  [8, 5, 3],
  [10, 5, 3],
  [11, 1, 1],
  [12, 1, 1],
  [13, 1, 1],
]

const grants: { personId: number; role: 'hr' | 'director' | 'administrator'; unitId?: number; valid: string }[] = [
  { personId: who.hr, role: 'hr', valid: always },
  { personId: who.disabledHr, role: 'hr', valid: always },
  { personId: who.leftHr, role: 'hr', valid: always },
  { personId: who.directorOfA, role: 'director', unitId: 2, valid: always },
  { personId: who.formerDirector, role: 'director', unitId: 3, valid: ended },
  { personId: who.rootDirector, role: 'director', unitId: 1, valid: always },
  { personId: who.administrator, role: 'administrator', valid: always },
]

const columnsOfPack = [
  'unitIds',
  'unitEnds',
  'unitPeople',
  'counts',
  'milliSums',
  'ageSums',
  'personIds',
  'posts',
  'aims',
  'milliLevels',
  'ageDays',
  'sources',
] as const
const emptyPack = Object.fromEntries(columnsOfPack.map((column) => [column, Buffer.alloc(0)])) as Record<
  (typeof columnsOfPack)[number],
  Buffer
>

/** Fills an empty test database, at least one row in every table that an import or a command writes. */
export async function plantSmallOrganisation({ database }: Pick<TestDatabase, 'database'>): Promise<void> {
  await database.asJob('import', async (db) => {
    await db.update(table.organisation).set({ sampleToday: today, headId: who.head })
    await db.insert(table.unit).values([
      { id: 1, unitId: 'U1', name: 'Meridian' },
      { id: 2, unitId: 'U2', name: 'A', parentId: 1 },
      { id: 3, unitId: 'U3', name: 'B', parentId: 1 },
      { id: 4, unitId: 'U4', name: 'A one', parentId: 2 },
    ])
    await db.insert(table.person).values(
      posts.map(([id]) => ({
        id,
        employeeId: `E${id}`,
        name: `Person ${id}`,
        email: `person${id}@example.com`,
        isDisabled: id === who.disabledHr,
        employed: id === who.leftHr ? ended : always,
      })),
    )
    await db
      .insert(table.person)
      .values({ id: who.administrator, name: 'Person 9', email: 'person9@example.com', employed: 'empty' })
    const spanOf = (id: number) => (id === who.leftHr ? ended : always)
    await db
      .insert(table.unitMembership)
      .values(posts.map(([personId, , unitId]) => ({ personId, unitId, valid: spanOf(personId) })))
    await db
      .insert(table.reportingLine)
      .values(
        posts.flatMap(([personId, managerId]) => (managerId ? [{ personId, managerId, valid: spanOf(personId) }] : [])),
      )
    await db.insert(table.roleGrant).values(grants.map((grant) => ({ ...grant, confirmedAt: new Date('2026-01-01') })))
    await db.insert(table.roleGrant).values({ personId: who.formerDirector, role: 'hr', valid: always })
  })
  await plantAssessment({ database })
  await plantRound({ database })
  await plantOpenings({ database })
  await plantSecondments({ database })
  await plantPlan({ database })
  await plantAccounts({ database })
  await plantImport({ database })
}

async function plantImport({ database }: Pick<TestDatabase, 'database'>) {
  await database.asJob('import', async (db) => {
    const people = { requestedBy: who.administrator, actorId: who.administrator, actorPersona: 'p_admin' as const }
    const publicId = '00000000-0000-7000-8000-000000000000'
    await db.insert(table.importRun).values({ id: 1, publicId, door: 'page', ...people, options: {} })
    await db.insert(table.importFile).values({ runId: 1, seq: 0, name: 'people.csv', bytes: 1 })
    await db.insert(table.importChunk).values({ runId: 1, fileSeq: 0, seq: 0, bytes: Buffer.from('x') })
    await db.insert(table.importFinding).values({ runId: 1, seq: 0, file: 'people', kind: 'empty-file' })
    await db.insert(table.importSource).values({ name: 'SAP', kind: 'people', mapping: {} })
    await db.insert(table.importChange).values({ runId: 1, ofTable: 'person' })
  })
}

async function plantAssessment({ database }: Pick<TestDatabase, 'database'>) {
  await database.asJob('import', async (db) => {
    const edition = { frameworkVersionId: 1 }
    await db.insert(table.framework).values({ id: 1, key: 'pmo', name: 'PMO' })
    await db.insert(table.frameworkVersion).values({ id: 1, frameworkId: 1, edition: '1' })
    await db.insert(table.scaleLevel).values({ ...edition, level: 0, name: 'None', meaning: '' })
    await db.insert(table.domain).values({ ...edition, id: 1, key: 'd', name: 'D', shortName: 'D', position: 1 })
    const criterion = { ...edition, id: 1, domainId: 1, key: 'c', name: 'C', definition: '', position: 1 }
    await db.insert(table.criterion).values(criterion)
    await db.insert(table.criterionLevel).values({ criterionId: 1, level: 0, descriptor: '' })
    await db.insert(table.criterionMapping).values({ ...edition, fromKey: 'b', kind: 'dropped', toKeys: [] })
    await db.insert(table.roleProfile).values({ ...edition, id: 1, key: 'p', name: 'P', position: 1 })
    await db.insert(table.target).values({ roleProfileId: 1, criterionId: 1, target: 3, weight: 1 })
    await db.update(table.frameworkVersion).set({ status: 'published' })
    await db.insert(table.cycle).values({ id: 1, name: '2026', ...edition })
    await db.insert(table.rating).values(
      posts.map(([personId]) => ({
        ...{ subjectId: personId, raterId: personId, raterType: 'self' as const, criterionId: 1, cycleId: 1 },
        ...{ level: 2, status: 'submitted' as const, ratedOn: '2026-11-01' },
      })),
    )
    await db.insert(table.result).values({ id: 1, cycleId: 1, version: 1, ...edition, policyVersion: 1, asOfOn: today })
    await db.insert(table.resultPerson).values(
      posts.map(([personId, managerId, unitId]) => ({
        ...{ resultId: 1, personId, unitId, unitPath: [unitId, 1], managerId, milliLevels: [2000], selfLevels: [2] },
        ...{
          sources: ['manager'],
          ratedOn: ['2026-11-01'],
          evidence: [600],
          fromCycleIds: [1],
          bandCodes: [1],
          tenthPoints: [600],
        },
      })),
    )
    const units = [1, 2, 3, 4]
    const counts = { people: 9, assessed: 9, counts: [9], milliSums: [0], ageDays: 0 }
    await db.insert(table.cell).values(units.map((unitId) => ({ resultId: 1, unitId, criterionId: 1, ...counts })))
    await db.insert(table.resultPack).values({ resultId: 1, criteria: 1, bars: 1, profiles: [], ...emptyPack })
    await db
      .insert(table.bandCell)
      .values(units.map((unitId) => ({ resultId: 1, unitId, roleProfileId: 1, counts: [9], provisional: 0 })))
  })
}

/** Everybody is asked for the planted opening, each for a seat of their own, with cover and a former appeal. */
async function plantSecondments({ database }: Pick<TestDatabase, 'database'>) {
  await database.asJob('secondment', async (db) => {
    for (const [id] of posts) {
      const asked = { state: 'interest' as const, origin: 'hand' as const, stateSince: today, dueOn: '2026-12-07' }
      await db.insert(table.secondment).values({
        ...{ id, personId: id, openingId: 1, seatNo: id, during: '[2027-03-01,2027-09-01)', ...asked },
      })
      const of = { secondmentId: id }
      await db.insert(table.secondmentTarget).values({ ...of, criterion: 'c', fromMilli: 2000, toMilli: 3000 })
      const cover = { option: 'share' as const, during: '[2027-03-01,2027-09-01)' }
      await db.insert(table.secondmentCover).values({ ...of, place: 1, ...cover })
      await db.insert(table.secondmentEvent).values({ ...of, deed: 'propose', toState: 'interest', onDay: today })
      const decided = { state: 'rejected' as const, decision: 'Planted', decidedBy: who.hr, decidedOn: '2026-11-02' }
      const asking = { reason: 'Planted', askedOn: '2026-11-01', dueOn: '2026-11-13' }
      await db.insert(table.appeal).values({ id, ...of, ...asking, ...decided })
    }
    const chosen = { way: 'hand' as const, decision: '00000000-0000-4000-8000-000000000077', reason: 'others' as const }
    await db
      .insert(table.notChosen)
      .values({ id: 1, personId: who.employee, openingId: 1, ...chosen, decidedOn: today })
  })
}

/** A cycle that runs, in which everybody has answered about themselves; forms are revealed, and a deputy's time is over. */
async function plantRound({ database }: Pick<TestDatabase, 'database'>) {
  const at = new Date('2026-11-20T12:00:00Z')
  const publicId = (id: number) => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`
  await database.asJob('cycle', async (db) => {
    await db.insert(table.cycle).values({ id: 2, name: '2027', kind: 'run', frameworkVersionId: 1 })
    await db.insert(table.cyclePlan).values({ cycleId: 2, population: {}, timeZone: 'Europe/Berlin' })
    await db.insert(table.cycleDeadline).values(
      (['self', 'manager', 'agree'] as const).map((stage) => ({
        ...{ cycleId: 2, stage, wallTime: '2026-12-31T17:00', closesAt: new Date('2026-12-31T16:00:00Z') },
      })),
    )
    await db.insert(table.bankHoliday).values({ onDay: '2026-12-25', name: 'Christmas' })
    for (const [id] of posts) {
      const about = { participantId: id, subjectId: id }
      await db.insert(table.participant).values({ id, cycleId: 2, subjectId: id, targetProfile: 'p' })
      await db.insert(table.assessment).values({
        ...{ ...about, id, publicId: publicId(id), cycleId: 2, raterId: id, raterType: 'self' },
        ...{ status: 'submitted', submittedAt: at, revealedAt: at },
      })
      await db.insert(table.agreement).values({
        ...{ ...about, cycleId: 2, criterionId: 1, level: 2, status: 'agreed', agreedBy: who.head, agreedOn: today },
      })
      await db.insert(table.conversation).values(about)
      await db.insert(table.evidence).values({
        ...{ id, publicId: publicId(id), subjectId: id, ownerId: id, kind: 'text', title: 'Planted' },
        ...{ datedOn: '2026-11-01', sharedAt: at },
      })
      await db.insert(table.evidenceChunk).values({ evidenceId: id, place: 0, bytes: Buffer.from('x') })
      await db.insert(table.evidenceUse).values({ evidenceId: id, assessmentId: id, criterionId: 1 })
      await db.insert(table.plannedLeave).values({ personId: id, valid: '[2027-01-01,2027-02-01)' })
    }
    await db
      .insert(table.answer)
      .values({ assessmentId: who.employee, criterionId: 1, raterId: who.employee, kind: 'rated', level: 2 })
    await db.insert(table.deputy).values({
      ...{ publicId: publicId(1), managerId: who.managerA, deputyId: who.managerB, namedBy: who.hr, valid: ended },
    })
    await db
      .insert(table.message)
      .values({ publicId: publicId(1), personId: who.employee, kind: 'cycle-launched', about: {} })
  })
  await database.asViewer({ personId: who.employee, persona: 'p_member', readOnly: false }, (db) =>
    db.execute(sql`insert into calendar_feed (person_id, secret_hash) values (${who.employee}, 'planted')`),
  )
}

/** A published opening of unit 2, sponsored by its manager; everybody's wish for it, and what HR knows of them. */
async function plantOpenings({ database }: Pick<TestDatabase, 'database'>) {
  await database.asJob('import', async (db) => {
    await db.insert(table.opening).values({
      ...{ id: 1, openingId: 'OP1', title: 'Planted', routeKey: 'mentoring', hostUnitId: 2, sponsorId: who.managerA },
      ...{ earliestStart: '2027-02-01', latestEnd: '2027-12-31', minDays: 90, maxDays: 180, seats: 20 },
      status: 'published',
    })
    await db.insert(table.openingEntry).values({ openingId: 1, criterion: 'c', level: 2 })
    await db.insert(table.openingCriterion).values({ openingId: 1, criterion: 'c' })
  })
  await database.asJob('privacy', async (db) => {
    const people = posts.map(([personId]) => ({ personId }))
    await db.insert(table.wish).values(people)
    await db.insert(table.preference).values(people.map((one) => ({ ...one, rank: 1, openingId: 1 })))
    await db.insert(table.standing).values(people)
  })
  await database.asViewer({ personId: who.hr, persona: 'p_hr', readOnly: false }, async (db) => {
    await db.insert(table.homeRule).values({ unitId: 2 })
    await db.insert(table.homeHolder).values({ unitId: 2, criterion: 'c', minHolders: 1 })
    await db.insert(table.blackout).values({ unitId: 2, valid: '[2027-03-01,2027-04-01)', reason: 'Planted' })
  })
}

/** A scenario of HR's, whose plan waits, and a question about it. */
async function plantPlan({ database }: Pick<TestDatabase, 'database'>) {
  await database.asViewer({ personId: who.hr, persona: 'p_hr', readOnly: false }, async (db) => {
    await db.execute(sql`insert into scenario (name, inputs, created_by) values ('Planted', '{}', ${who.hr})`)
    await db.execute(sql`insert into plan_run (scenario_id, inputs, facts, facts_digest, policy_version, planned_on, asked_by)
      select id, '{}', '{}', 'x', 1, ${today}, ${who.hr} from scenario`)
    await db.execute(
      sql`insert into plan_answer (plan_run_id, question_digest, question) select id, 'x', '{}' from plan_run`,
    )
  })
}

async function plantAccounts({ database }: Pick<TestDatabase, 'database'>) {
  await database.asGate((db) => db.execute("select authz.take_turn('planted', 1, 60)"))
  await database.asViewer({ personId: who.hr, persona: 'p_hr', readOnly: false }, (db) =>
    db.insert(table.webhook).values({
      ...{ publicId: '00000000-0000-4000-8000-000000000000', url: 'https://example.com', secret: 'planted' },
      ...{ events: ['person.added'], createdBy: who.hr },
    }),
  )
  await database.asJob('command', async (db) => {
    const later = new Date(Date.now() + 3_600_000)
    const people = Object.values(who).filter((id) => id !== who.nobody)
    await db
      .insert(table.account)
      .values(people.map((personId) => ({ id: personId, personId, passwordHash: `hash ${personId}` })))
    const account = { accountId: who.employee }
    await db.insert(table.session).values({ ...account, idHash: 'planted', hat: 'work', endsAt: later })
    await db.insert(table.token).values({
      ...{ ...account, publicId: 'planted', secretHash: 'secret', scopes: ['read' as const], expiresAt: later },
    })
    await db.insert(table.invitation).values({ ...account, secretHash: 'planted', expiresAt: later })
    await db.insert(table.identity).values({ ...account, issuer: 'https://id.example', subject: 'planted' })
    await db.insert(table.signInFailure).values({ bucket: 'planted' })
    await db.insert(table.knownDevice).values({ ...account, deviceHash: 'planted' })
    await db
      .insert(table.auditEntry)
      .values({ actor: 'command', action: 'person.added', subject: 'person', subjectId: String(who.employee) })
  })
  await database.asJob('command', async (db) => {
    const backup = { madeAt: new Date('2026-11-01'), file: 'planted', bytes: 1, rowCount: 1, sha256: 'planted' }
    await db.insert(table.backupRun).values({ ...backup, schema: 'planted' })
  })
  await database.asJob('health', (db) =>
    db.insert(table.healthCheck).values({ flaws: 0, reportingFaults: 0, unitFaults: 0, closuresOn: today }),
  )
  await database.asJob('scim', (db) =>
    db.insert(table.scimUser).values({ personId: who.employee, userName: 'planted' }),
  )
  await database.asJob('privacy', async (db) => {
    const asked = { publicId: '00000000-0000-4000-8000-000000000001', personId: who.leftHr, askedBy: who.hr }
    await db.insert(table.erasure).values({ ...asked, reason: 'left' })
    await db.insert(table.retentionRun).values({ kind: 'sessions', removed: 0 })
  })
  await database.asJob('seal', async (db) => {
    const [at, hash] = [new Date('2026-11-01'), 'planted']
    const sealed = { block: 1, previous: '', entries: '{[1,2)}', upto: 1, count: 1, leaves: Buffer.alloc(32), hash }
    await db.insert(table.auditSeal).values({ ...sealed, fromAt: at, toAt: at })
    await db.insert(table.auditHead).values({ block: 1, hash })
  })
  const persona = { personId: who.employee, persona: 'p_member' as const, readOnly: false }
  await database.asViewer(persona, async (db, opening) => {
    await db.insert(table.accessLog).values({
      ...{ onDay: opening.today, viewerId: who.employee, viewerRole: 'employee', purpose: 'me' },
      subjectIds: [who.employee],
    })
    await db.insert(table.idempotencyKey).values({
      ...{ personId: who.employee, key: '00000000-0000-4000-8000-000000000000', procedure: 'x', inputHash: 'x' },
    })
  })
  // The second person's business: about the head, asked for by the administrator.
  const admin = { personId: who.administrator, persona: 'p_admin' as const, readOnly: false }
  await database.asViewer(admin, async (db) => {
    await db.execute(sql`insert into access_change (person_id, kind, requested_by)
      values (${who.head}, 'invitation', ${who.administrator})`)
  })
}
