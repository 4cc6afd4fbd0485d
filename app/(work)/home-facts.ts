import { ORPCError } from '@orpc/client'
import type { HomeFacts } from '@/components/home/home-facts'
import { orpc } from '@/lib/api/server'
import type { Me } from '@/lib/people/shapes'

/** An answer, or nothing where there is none yet: home must open before the first result is published. */
async function orNothing<Answer>(isAsked: boolean, ask: () => Promise<Answer>): Promise<Answer | null> {
  if (!isAsked) return null
  return ask().catch((error: unknown) => {
    if (error instanceof ORPCError && error.status < 500) return null
    throw error
  })
}

/** What home says to one person: counts of bands (no names), and their own readiness. Nobody else's ratings are opened. */
export async function homeFacts(me: Me): Promise<HomeFacts> {
  const { employeeId } = me
  const may = (permission: string) => me.permissions.includes(permission)
  const [bands, own, framework, waiting] = await Promise.all([
    orNothing(may('bands.read'), () => orpc.readiness.bands.call({})),
    orNothing(may('readiness.read') && me.isAssessed && employeeId !== null, () =>
      orpc.readiness.person.call({ employeeId: employeeId ?? '' }),
    ),
    orNothing(may('framework.read'), () => orpc.framework.get.call({})),
    orNothing(may('grants.read'), () => orpc.grants.waiting.call()),
  ])
  const nameOf = (key: string) => framework?.profiles.find((profile) => profile.key === key)?.name ?? key
  return {
    me,
    confirmations: waiting ? waiting.grants + waiting.changes : 0,
    organisation: bands && {
      ...{ cycle: bands.cycle, asOf: bands.asOf, people: bands.people, profile: nameOf(bands.profile) },
      ...{ ready: bands.counts['ready-now'], soon: bands.counts['ready-soon'] },
    },
    own: own && {
      ...{ cycle: own.cycle, asOf: own.asOf, points: own.points, band: own.band, profile: nameOf(own.profile) },
      short: own.mustHaves.filter((mustHave) => mustHave.state === 'short').length,
    },
  }
}
