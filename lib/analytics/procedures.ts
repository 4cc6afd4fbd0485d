import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { notFound } from '@/lib/access/errors'
import { decodeCursor, encodeCursor, pageOf } from '@/lib/people/page'
import { getProfile } from '@/lib/people/published'
import { toRef } from '@/lib/people/queries'
import { levelOf } from '@/lib/readiness/explain'
import { getResult, policyOf } from '@/lib/readiness/queries'
import { type Counted, fitting, toGapCell, underMinimum, unitsOfPage, unitsToShow } from './figures'
import { type CellPlace, listCellPeople, listCounts, listReach } from './queries'
import { CellDetail, CellInput, GapMap, GapMapInput } from './shapes'

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
    const reach = await listReach(db, { unitId: input.unit, persona: viewer.persona, result })
    const shown = unitsToShow(reach, result.criteria.length)
    const units = unitsOfPage(shown, result.criteria.length, after?.[0] ?? null)
    const targets = new Map(profile.targets.map(({ criterion, target }) => [criterion, target]))
    const counted = await listCounts(db, { result, units })
    const all = counted.map((row) => toGapCell(row, targets.get(row.criterion) ?? null, result.policy))
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
    const { criterion } = input
    const after = decodeCursor(input.after, Place)
    const result = await getResult(db, input.cycle)
    if (!result.criteria.includes(criterion)) throw notFound(`There is no criterion called ${criterion} in this cycle.`)
    const profile = await getProfile(db, result, input.profile)
    const [top] = await listReach(db, { unitId: input.unit, persona: viewer.persona })
    const counts = await listCounts(db, { result, units: top ? [top] : [] })
    const counted = counts.find((row) => row.criterion === criterion) ?? nobody(input)
    const asked = profile.targets.find((target) => target.criterion === criterion)
    const target = asked?.target ?? null
    const minimum = asked?.minimum ?? null
    const place = { result, unitKey: top?.id ?? 0, criterion, target, today, after, limit: PEOPLE }
    const { people, visible } = await listCellPeople(db, place)
    const { rows, next } = pageOf(people, PEOPLE, ({ distance, name, id }) => [distance, name, id])
    saw(
      'cell',
      rows.map(({ id }) => id),
    )
    return {
      cell: toGapCell(counted, target, result.policy),
      target,
      minimum,
      underMinimum: minimum === null ? null : underMinimum(counted, minimum),
      people: rows.map(({ milli, source, ratedOn, ...row }) => ({
        person: toRef(row),
        level: levelOf(milli),
        source,
        ratedOn,
      })),
      hidden: Math.max(0, counted.people - visible),
      next,
    }
  })

/** A unit in which nobody was assessed then. */
const nobody = ({ unit, criterion }: { unit: string; criterion: string }): Counted => ({
  ...{ unit, criterion, people: 0, assessed: 0, counts: [], milliSums: [], ageDays: 0 },
})

export const gapMapProcedures = { get, cell }
