import { sql } from 'drizzle-orm'
import * as tables from '@/db/schema'
import { createOrganisation, type Organisation, today } from '@/lib/people/organisation.fixtures'
import { keepPacks } from '@/lib/readiness/build-pack'
import { addRound, words } from './round.fixtures'

export { words }
export const secrets = [
  'secret of a password',
  'secret of a session',
  'secret of a device',
  'secret of a token',
  'secret of a link',
  'secret of a calendar',
]

/** The small organisation, and in it one more person with a row in every table that can speak of somebody. */
export async function createWithEverything() {
  const org = await createOrganisation()
  const id = await addPerson(org)
  await addAbility(org, id)
  await keepPacks(org.test.database)
  await addAccount(org, id)
  await addHouse(org, id)
  await addRound(org, id)
  await addOpening(org, id)
  await addPlacements(org, id)
  return { ...org, id }
}

async function addPerson({ test, keys }: Organisation): Promise<number> {
  return test.database.asJob('import', async (db) => {
    const [made] = await db
      .insert(tables.person)
      .values({
        ...words,
        ...{ jobTitle: 'Quark master', grade: 'Q1', location: 'Quarktown', hiredOn: '2019-02-03', pmoType: 'quark' },
        ...{ priorBusinessMonths: 7, priorDeliveryMonths: 8, priorPortfolioMonths: 9, isAssessed: true },
        ...{ targetProfile: 'light', credentials: ['Quarkology'], employed: '[2020-01-01,2026-10-01)' },
      })
      .returning()
    const id = made!.id
    const valid = '[2020-01-01,2026-10-01)'
    await db.insert(tables.unitMembership).values({ personId: id, unitId: keys.unit('A1'), valid })
    await db.insert(tables.reportingLine).values([
      { personId: id, managerId: keys.person('E4'), valid },
      { personId: keys.person('E7'), managerId: id, valid: '[2019-01-01,2020-01-01)' },
    ])
    const confirmedAt = new Date(0)
    await db.insert(tables.roleGrant).values([
      { personId: id, role: 'viewer', unitId: keys.unit('A'), valid, confirmedAt },
      {
        ...{ personId: keys.person('E6'), role: 'viewer' as const, unitId: keys.unit('A'), valid, confirmedAt },
        ...{ proposedBy: id, confirmedBy: keys.person('E2') },
      },
    ])
    return id
  })
}

async function addAbility({ test, keys }: Organisation, id: number) {
  await test.database.asJob('import', async (db) => {
    const cycles = await db.select().from(tables.cycle).orderBy(tables.cycle.id)
    const [criterion] = await db.select().from(tables.criterion).orderBy(tables.criterion.id)
    const { id: published } = cycles.find(({ status }) => status === 'published')!
    const { id: open } = cycles.find(({ status }) => status === 'open')!
    const answer = { criterionId: criterion!.id, status: 'submitted' as const, ratedOn: '2026-09-01' }
    await db.insert(tables.rating).values([
      { ...answer, cycleId: published, subjectId: id, raterId: id, raterType: 'self', level: 1 },
      { ...answer, cycleId: published, subjectId: id, raterId: keys.person('E4'), raterType: 'manager', level: 2 },
      { ...answer, cycleId: published, subjectId: id, raterId: keys.person('E5'), raterType: 'peer', level: 3 },
      { ...answer, cycleId: open, subjectId: id, raterId: keys.person('E4'), raterType: 'manager', level: 4 },
      { ...answer, cycleId: published, subjectId: keys.person('E5'), raterId: id, raterType: 'peer', level: 5 },
    ])
    await db.execute(sql`insert into result_person (result_id, person_id, unit_id, unit_path, manager_id,
        target_profile, milli_levels, self_levels, sources, rated_on, evidence, from_cycle_ids, band_codes, tenth_points)
      select result_id, ${id}, unit_id, unit_path, manager_id, 'light', milli_levels, self_levels, sources, rated_on, evidence,
        from_cycle_ids, band_codes, tenth_points
      from result_person where person_id = ${keys.person('E5')}`)
    await db.execute(sql`insert into audit_entry (actor, action, subject, subject_id)
      values ('import', 'person.imported', 'person', ${String(id)})`)
  })
}

async function addAccount({ test, keys }: Organisation, id: number) {
  const [password, session, device, token, link] = secrets as [string, string, string, string, string]
  const later = new Date(Date.now() + 3_600_000)
  await test.database.asJob('command', async (db) => {
    await db.insert(tables.account).values({ id: 900, personId: id, passwordHash: password })
    const account = { accountId: 900 }
    await db
      .insert(tables.session)
      .values({ ...account, idHash: session, hat: 'work', agent: 'Quarkfox', endsAt: later })
    await db.insert(tables.knownDevice).values({ ...account, deviceHash: device })
    const kept = { publicId: 'quark', secretHash: token, scopes: ['read' as const], expiresAt: later }
    await db.insert(tables.token).values({ ...account, ...kept })
    await db.insert(tables.invitation).values({ ...account, secretHash: link, expiresAt: later })
  })
  await test.database.asJob('scim', async (db) => {
    const directory = { userName: words.email, externalId: words.employeeId, givenName: words.name }
    await db.insert(tables.scimUser).values([
      { ...directory, personId: id },
      { personId: keys.person('E5'), userName: 'five', pendingManager: words.employeeId, keptBy: id },
    ])
  })
  const looked = (viewer: number, subject: number) =>
    test.database.asViewer({ personId: viewer, persona: 'p_member', readOnly: false }, (db) =>
      db.insert(tables.accessLog).values({
        ...{ onDay: '2026-11-20', viewerId: viewer, viewerRole: 'manager', purpose: 'levels', subjectIds: [subject] },
      }),
    )
  await looked(keys.person('E4'), id)
  // The person has left: what they did themselves is written as it was then.
  await asOnceEmployed(test, id, async () => {
    await looked(id, keys.person('E5'))
    const key = { procedure: 'x', inputHash: 'x', answer: { said: `Dear ${words.name}` } }
    for (const [personId, uuid] of [
      [id, '00000000-0000-4000-8000-0000000000a1'],
      [keys.person('E2'), '00000000-0000-4000-8000-0000000000a2'],
    ] as const) {
      await test.database.asViewer({ personId, persona: 'p_member', readOnly: false }, (db) =>
        db.insert(tables.idempotencyKey).values({ ...key, personId, key: uuid }),
      )
    }
  })
}

/** What others, and they themselves, had under way in running the house. */
async function addHouse({ test, keys }: Organisation, id: number) {
  await test.database.asViewer({ personId: keys.person('E2'), persona: 'p_hr', readOnly: false }, async (db) => {
    await db.execute(sql`insert into access_change (person_id, kind, email, requested_by)
      values (${id}, 'email', ${words.email}, ${keys.person('E2')})`)
  })
  await test.database.asJob('import', async (db) => {
    const asked = { requestedBy: id, actorId: id, actorPersona: 'p_hr' as const, door: 'page' as const, options: {} }
    const [run] = await db
      .insert(tables.importRun)
      .values({ ...asked, publicId: '00000000-0000-4000-8000-0000000000b1', problem: `Who is ${words.name}?` })
      .returning({ id: tables.importRun.id })
    const runId = run!.id
    await db.insert(tables.importFile).values({ runId, seq: 1, name: `${words.name}.csv`, bytes: 1, sheets: [words] })
    await db.insert(tables.importChunk).values({ runId, fileSeq: 1, seq: 1, bytes: Buffer.from(words.name) })
    await db.execute(sql`insert into import_finding (run_id, seq, file, row, col, kind, value)
      values (${runId}, 1, 'people', 2, 'email', 'unknown-unit', ${words.email})`)
    await db.execute(sql`insert into import_change (run_id, of_table, new_row)
      values (${runId}, 'person', ${JSON.stringify(words)}::jsonb)`)
  })
}

/** A place that they sponsor, whose notes name them; what they wished for, and what HR noted. */
async function addOpening({ test, keys }: Organisation, id: number) {
  await test.database.asJob('import', (db) =>
    db.insert(tables.opening).values({
      ...{
        id: 900,
        openingId: 'OP900',
        title: 'A place',
        routeKey: 'mentoring-coaching',
        hostUnitId: keys.unit('A'),
        sponsorId: id,
      },
      ...{ supervisorId: id, notes: `Ask ${words.name}.`, earliestStart: '2027-01-01', latestEnd: '2027-12-31' },
      ...{ minDays: 90, maxDays: 180, seats: 5, status: 'published' },
    }),
  )
  await test.database.asJob('privacy', async (db) => {
    await db.insert(tables.wish).values({ personId: id, places: ['Quarktown'] })
    await db.insert(tables.preference).values({ personId: id, rank: 1, openingId: 900 })
    await db.insert(tables.standing).values({ personId: id, contractEndsOn: '2026-10-01' })
  })
}

/** Runs work on a day on which this person has not left. */
export async function asOnceEmployed<T>(
  { database }: Organisation['test'],
  id: number,
  work: () => Promise<T>,
): Promise<T> {
  const employed = async (valid: string) => {
    await database.asJob('import', (db) =>
      db.execute(sql`update person set employed = ${valid}::daterange where id = ${id}`),
    )
    // Whoever leaves or comes back loses this way in at once; here it stayed, so that erasing has to find it.
    await database.asJob('command', (db) =>
      db.insert(tables.identity).values({ accountId: 900, issuer: 'https://id.example', subject: words.email }),
    )
  }
  await employed('[2020-01-01,)')
  try {
    return await work()
  } finally {
    await employed('[2020-01-01,2026-10-01)')
  }
}

/** A placement of theirs with an appeal, and one of somebody else whose steps are theirs, whom they cover, and who names them. */
async function addPlacements({ test, keys }: Organisation, id: number) {
  const during = '[2027-02-01,2027-07-01)'
  await test.database.asJob('secondment', async (db) => {
    for (const [place, personId] of [id, keys.person('E6')].entries()) {
      const made = { id: 900 + place, personId, openingId: 900, seatNo: place + 1, during, stateSince: '2026-09-01' }
      await db.insert(tables.secondment).values({ ...made, state: 'interest', origin: 'hand' })
      const of = { secondmentId: 900 + place }
      await db.insert(tables.secondmentTarget).values({ ...of, criterion: 'x', fromMilli: 2000, toMilli: 3000 })
      const cover = { option: 'acting' as const, coveringPersonId: place === 0 ? keys.person('E6') : id, during }
      await db
        .insert(tables.secondmentCover)
        .values({ ...of, place: 1, ...cover, consequence: `${words.name} is missed.` })
      const said = { reason: `As ${words.name} wished.`, alternative: `${words.name} may shadow.` }
      await db
        .insert(tables.secondmentEvent)
        .values({ ...of, deed: 'propose', toState: 'interest', byId: id, onDay: today, ...said })
      const asked = { reason: `${words.name} was promised it.`, askedOn: '2026-09-02', dueOn: '2026-09-16' }
      const decided = {
        state: 'rejected' as const,
        decision: `Not for ${words.name}.`,
        decidedBy: id,
        decidedOn: '2026-09-09',
      }
      await db.insert(tables.appeal).values({ ...of, ...asked, ...decided })
      const because = { reason: 'entry' as const, facts: { criterion: 'x', level: 1000, needed: 2000 } }
      const answered = { appeal: 'rejected' as const, answer: `Not for ${words.name} either.`, answeredBy: id }
      await db.insert(tables.notChosen).values({
        ...{
          personId,
          openingId: 900,
          way: 'hand',
          decision: crypto.randomUUID(),
          ...because,
          decidedOn: '2026-09-01',
        },
        ...{ ...answered, appealReason: `${words.name} was promised it.`, askedOn: '2026-09-02', dueOn: '2026-09-16' },
        answeredOn: '2026-09-09',
      })
    }
  })
}
