import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { decodeCursor, pageOf } from '@/lib/people/page'
import { getProfile } from '@/lib/people/published'
import { toRef } from '@/lib/people/queries'
import { explainLevels, explainMember, explainReadiness } from './explain'
import { countBands, getPersonResult, getResult, getTops, listTeam, policyOf, type TeamPlace, toKept } from './queries'
import { BandCounts, BandsInput, LevelsInput, PersonLevels, Readiness, ReadinessInput, Team, TeamInput } from './shapes'

const levels = allow('levels.read')
  .route({
    method: 'GET',
    path: '/people/{employeeId}/levels',
    summary: "A person's levels of record",
    description:
      'The level that counts on every criterion, as published: its source, its age on the as-of day, the cycle it was carried over from, and the own view beside it. All null when the person was not assessed in this cycle.',
    tags: ['Readiness'],
  })
  .input(LevelsInput)
  .output(PersonLevels)
  .handler(async ({ context: { db, saw }, input }) => {
    const result = await getResult(db, input.cycle)
    const { personId, kept } = await getPersonResult(db, result, input.employeeId)
    saw('levels', [personId])
    const { cycle, version, asOf } = result
    return { employeeId: input.employeeId, cycle, version, asOf, levels: explainLevels(kept, result) }
  })

const person = allow('readiness.read')
  .route({
    method: 'GET',
    path: '/people/{employeeId}/readiness',
    summary: "A person's readiness for a role profile, in points",
    description:
      'Readiness points 0–100 with their likely range, the band, what each gap costs (together 100 − points) and the must-haves. Against the target profile of the person unless another is asked for.',
    tags: ['Readiness'],
  })
  .input(ReadinessInput)
  .output(Readiness)
  .handler(async ({ context: { db, saw }, input }) => {
    const result = await getResult(db, input.cycle)
    const { personId, targetProfile, kept } = await getPersonResult(db, result, input.employeeId)
    const profile = await getProfile(db, result, input.profile, targetProfile)
    saw('readiness', [personId])
    const { cycle, version, asOf } = result
    return {
      ...{ employeeId: input.employeeId, cycle, version, asOf, profile: profile.key, policy: policyOf(result) },
      ...explainReadiness(kept, profile.targets, result),
    }
  })

const MEMBERS = 200
const Place: z.ZodType<TeamPlace> = z.tuple([z.int32(), z.string(), z.int()])

const team = allow('team.read')
  .route({
    method: 'GET',
    path: '/team',
    summary: 'Your reports: levels, bands and what blocks each',
    description:
      'Reports of today who are marked as assessed, fewest must-haves short first, then by name; never ranked by points. At most 200 at once; go on with `next`.',
    tags: ['Readiness'],
  })
  .input(TeamInput)
  .output(Team)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const after = decodeCursor(input.after, Place)
    const result = await getResult(db, input.cycle)
    const profile = await getProfile(db, result, input.profile)
    const found = await listTeam(db, { who: input.who, today, result, profile, after, limit: MEMBERS })
    const { rows, next } = pageOf(found, MEMBERS, ({ short, name, id }) => [short, name, id])
    saw(
      'team',
      rows.map(({ id }) => id),
    )
    const { cycle, version, asOf } = result
    return {
      ...{ cycle, version, asOf, profile: profile.key, policy: policyOf(result), next },
      members: rows.map((row) => explainMember(toRef(row), toKept(row), profile.targets, result)),
    }
  })

const bands = allow('bands.read')
  .route({
    method: 'GET',
    path: '/bands',
    summary: 'How many people stand in each band',
    description:
      'Counts per band for one role profile, of a unit with everything below it; of all units in your reach when none is named.',
    tags: ['Readiness'],
  })
  .input(BandsInput)
  .output(BandCounts)
  .handler(async ({ context: { db, viewer }, input }) => {
    const result = await getResult(db, input.cycle)
    const profile = await getProfile(db, result, input.profile)
    const tops = await getTops(db, { unitId: input.unit, persona: viewer.persona })
    const { cycle, version, asOf } = result
    return { cycle, version, asOf, profile: profile.key, ...(await countBands(db, { result, profile, tops })) }
  })

export const readinessProcedures = { levels, person, team, bands }
