import { allow } from '@/lib/access/allow'
import { refused } from '@/lib/access/errors'
import { may, permissionsOf, type Role } from '@/lib/access/roles'
import { keptPeople, keptUnits } from './kept-procedures'
import { listPeople } from './list'
import { findAnything, findManagers, getHolder, getPerson, listLooks, listReports, listUnits, toRef } from './queries'
import {
  Looks,
  LooksInput,
  Me,
  Nothing,
  PeopleInput,
  PeoplePage,
  Person,
  PersonInput,
  SearchAnswer,
  SearchInput,
  Units,
} from './shapes'

const seesAbility = ({ roles }: { roles: readonly Role[] }) => may(roles, 'readiness.read')

const get = allow('me.read')
  .route({
    method: 'GET',
    path: '/me',
    summary: 'Who you are, and what you may do',
    description: 'The person or account behind the token, their post of today and the permissions that follow from it.',
    tags: ['Me'],
  })
  .input(Nothing)
  .output(Me)
  .handler(async ({ context: { db, today, viewer } }) => {
    const { personId, persona, hat, roles } = viewer
    const holder = await getHolder(db, { personId, today, seesAbility: seesAbility(viewer) })
    return {
      employeeId: holder?.employeeId ?? viewer.employeeId,
      name: holder?.name ?? viewer.name,
      email: holder?.email ?? null,
      jobTitle: holder?.jobTitle ?? '',
      unit: holder?.unitId && holder.unitName ? { unitId: holder.unitId, name: holder.unitName } : null,
      persona,
      hat,
      permissions: permissionsOf(roles),
      isAssessed: holder?.isAssessed ?? false,
      reports: holder?.reports ?? 0,
      organisation: holder?.organisation ?? null,
      today,
      sampleToday: holder?.sampleToday ?? null,
    }
  })

const looks = allow('looks.read')
  .route({
    method: 'GET',
    path: '/me/looks',
    summary: 'Who looked at your data',
    description:
      'Looks at your own data by others, newest first: when, in which role and for what. Your own are not listed. Go on with `next`.',
    tags: ['Me'],
  })
  .input(LooksInput.prefault({}))
  .output(Looks)
  .handler(async ({ context: { db }, input }) => listLooks(db, input))

const list = allow('people.read')
  .route({
    method: 'GET',
    path: '/people',
    summary: 'People you may see, by name',
    description:
      'Everybody with a post today whom you may see: yourself, those below you in the line, those in units granted to you; all for HR. Bands stand for the newest published cycle unless another is asked for; an administrator gets names and posts, no bands. `total` counts all pages. Go on with `next`.',
    tags: ['People'],
  })
  .input(PeopleInput)
  .output(PeoplePage)
  .handler(async ({ context: { db, today, viewer, saw }, input }) => {
    const mayRate = seesAbility(viewer)
    if (input.band && !mayRate) throw refused('Administrators see names and posts, no bands. Leave the band out.')
    const { ids, ...page } = await listPeople(db, { input, today, seesAbility: mayRate })
    saw('people', ids)
    return page
  })

const getOne = allow('people.read')
  .route({
    method: 'GET',
    path: '/people/{employeeId}',
    summary: 'One person: post, manager, reports',
    description:
      'Post, manager and direct reports of today, with experience and credentials; an administrator gets names and posts only.',
    tags: ['People'],
  })
  .input(PersonInput)
  .output(Person)
  .handler(async ({ context: { db, today, viewer, saw }, input }) => {
    const asked = { ...input, today, seesAbility: seesAbility(viewer) }
    const { id, unitId, unitName, ...found } = await getPerson(db, asked)
    const managers = await findManagers(db, [id])
    const reports = await listReports(db, { managerId: id, today })
    saw('people', [id, ...reports.map((report) => report.id)])
    return {
      ...found,
      ...toRef({ ...found, unitId, unitName }),
      manager: managers.get(id) ?? null,
      reports: reports.map(toRef),
    }
  })

const search = allow('people.search')
  .route({
    method: 'GET',
    path: '/search',
    summary: 'Find people and units',
    description:
      'Up to eight people whom you may see, by part of a name or a whole employee id, and up to eight units.',
    tags: ['People'],
  })
  .input(SearchInput)
  .output(SearchAnswer)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { people, units } = await findAnything(db, { ...input, today })
    saw(
      'search',
      people.map(({ id }) => id),
    )
    return { people: people.map(toRef), units }
  })

const units = allow('units.read')
  .route({
    method: 'GET',
    path: '/units',
    summary: 'The tree of units',
    description: 'Every unit of the organisation, parents before their children. Units hold no person.',
    tags: ['Units'],
  })
  .input(Nothing)
  .output(Units)
  .handler(async ({ context: { db } }) => ({ units: await listUnits(db) }))

export const meProcedures = { get, looks }
export const peopleProcedures = { list, get: getOne, search, ...keptPeople }
export const unitProcedures = { list: units, ...keptUnits }
