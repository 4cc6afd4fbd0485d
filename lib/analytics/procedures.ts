import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { notFound } from '@/lib/access/errors'
import { decodeCursor, encodeCursor } from '@/lib/people/page'
import { getProfile } from '@/lib/people/published'
import { toRef } from '@/lib/people/queries'
import { levelOf } from '@/lib/readiness/explain'
import { findPack } from '@/lib/readiness/packs'
import { getResult, policyOf } from '@/lib/readiness/queries'
import { type CellPlace, readPeople } from './cell-people'
import { cellsOf, fitting, underMinimum, unitsOfPage, unitsToShow } from './figures'
import { listPlaces } from './packed-people'
import { getUnitKey, listCounted, listReach, readCounts } from './queries'
import { CellDetail, CellInput, type GapCell, GapMap, GapMapInput } from './shapes'

const UnitPlace = z.tuple([z.string()])

const get = allow('gapMap.read')
  .route({
    method: 'GET',
    path: '/gap-map',
    summary: 'The gap map: units × criteria',
    description:
      'People, levels and gaps of each unit including everything below it, as published. Answers the unit asked for (else all in your reach) with everything below it up to 10,000 cells, beyond that the unit and its children; units without assessed people are left out. Means have four decimals. Go on with `next`.',
    tags: ['Gap map'],
  })
  .input(GapMapInput)
  .output(GapMap)
  .handler(async ({ context: { db, viewer }, input }) => {
    const after = decodeCursor(input.after, UnitPlace)
    const result = await getResult(db, input.cycle)
    const profile = await getProfile(db, result, input.profile)
    const pack = await findPack(db, result, viewer.persona)
    const reach = await listReach(db, { unitId: input.unit, persona: viewer.persona })
    const counted = pack?.places ?? (await listCounted(db, { result, units: reach }))
    const withPeople = reach.filter(({ id }) => counted.has(id))
    const shown = unitsToShow(withPeople, result.criteria.length)
    const units = unitsOfPage(shown, result.criteria.length, after?.[0] ?? null)
    const frozen = pack ?? (await readCounts(db, { result, units }))
    const all = cellsOf(frozen, { units, criteria: result.criteria, profile, policy: result.policy })
    const cells = fitting(all)
    const last = cells.length < all.length ? cells.at(-1)?.unit : units.at(-1)?.unitId
    const { cycle, version, asOf } = result
    return {
      ...{ cycle, version, asOf, profile: profile.key, policy: policyOf(result) },
      cells: [...cells],
      next: last === undefined || last === shown.at(-1)?.unitId ? null : encodeCursor([last]),
    }
  })

const PEOPLE = 50
const Place: z.ZodType<CellPlace> = z.tuple([z.int32(), z.string(), z.int()])

const cell = allow('gapMap.read')
  .route({
    method: 'GET',
    path: '/gap-map/cell',
    summary: 'One cell of the gap map, with its people',
    description:
      'The figures of a unit (with everything below it) on one criterion, and the people behind them whom you may see today, nearest to the target first. `hidden` counts those who have moved out of your reach. At most 50 at once; go on with `next`.',
    tags: ['Gap map'],
  })
  .input(CellInput)
  .output(CellDetail)
  .handler(async ({ context: { db, today, viewer, saw }, input }) => {
    const after = decodeCursor(input.after, Place)
    const result = await getResult(db, input.cycle)
    const criterion = result.criteria.indexOf(input.criterion)
    if (criterion < 0) throw notFound(`There is no criterion called ${input.criterion} in this cycle.`)
    const profile = await getProfile(db, result, input.profile)
    const id = await getUnitKey(db, { unitId: input.unit, persona: viewer.persona })
    const pack = await findPack(db, result, viewer.persona)
    const frozen = pack ?? (await readCounts(db, { result, units: [{ id }] }))
    const units = [{ id, unitId: input.unit }]
    const cells = cellsOf(frozen, { units, criteria: result.criteria, profile, policy: result.policy })
    const { target = null, minimum = null } = profile.targets.find((asked) => asked.criterion === input.criterion) ?? {}
    const wanted = { result, unitKey: id, criterion, target, filter: input, after, limit: PEOPLE }
    const { places, visible } = await listPlaces(db, pack, wanted)
    const page = places.slice(0, PEOPLE)
    const people = await readPeople(db, { result, criterion, today, ids: page.map(([, , key]) => key) })
    saw(
      'cell',
      people.map((person) => person.id),
    )
    const shown = cells[criterion] ?? nobody(input, target)
    return {
      cell: shown,
      target,
      minimum,
      underMinimum: minimum === null ? null : underMinimum(shown, minimum),
      people: people.map(({ milli, source, ratedOn, ...row }) => ({
        person: toRef(row),
        level: levelOf(milli),
        source,
        ratedOn,
      })),
      hidden: Math.max(0, shown.people - visible),
      next: places.length > PEOPLE ? encodeCursor(page.at(-1)!) : null,
    }
  })

/** A unit in which nobody was to be assessed then. */
const nobody = ({ unit, criterion }: { unit: string; criterion: string }, target: number | null): GapCell => ({
  ...{ unit, criterion, people: 0, assessed: 0, below: target === null ? null : 0 },
  ...{ meanLevel: null, meanGap: null, histogram: [], isStale: false },
})

export const gapMapProcedures = { get, cell }
