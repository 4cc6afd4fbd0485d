import { ORPCError } from '@orpc/client'
import type { HomeFacts } from '@/components/home/home-facts'
import { tasksOf } from '@/components/home/tasks'
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

/** What waits for one person. Whom they agree with is asked only once a form of theirs about somebody is handed in. */
async function waitingFor(may: (permission: string) => boolean) {
  const [forms, handOvers, runs, messages, grants] = await Promise.all([
    orNothing(may('assessments.read'), () => orpc.assessments.list.call()),
    orNothing(may('assessments.read'), () => orpc.cycles.handOvers.call()),
    orNothing(may('cycles.manage'), () => orpc.cycles.runs.call()),
    orNothing(may('messages.own'), () => orpc.messages.list.call({ limit: 1 })),
    orNothing(may('grants.read'), () => orpc.grants.waiting.call()),
  ])
  const hasRated = forms?.forms.some(({ raterType, form }) => raterType === 'manager' && form?.status === 'submitted')
  const toSettle = await orNothing(hasRated === true && may('agreements.read'), () => orpc.agreements.toSettle.call())
  return tasksOf({
    ...{ forms: forms?.forms ?? null, toSettle: toSettle?.cycles ?? null, handOvers, runs: runs?.runs ?? null },
    ...{ unread: messages?.unread ?? 0, confirmations: grants ? grants.grants + grants.changes : 0 },
  })
}

/** What home says to one person: counts of bands (no names), their own readiness, their tasks. Nobody else's ratings are opened. */
export async function homeFacts(me: Me): Promise<HomeFacts> {
  const { employeeId } = me
  const may = (permission: string) => me.permissions.includes(permission)
  const [bands, own, framework, tasks] = await Promise.all([
    orNothing(may('bands.read'), () => orpc.readiness.bands.call({})),
    orNothing(may('readiness.read') && me.isAssessed && employeeId !== null, () =>
      orpc.readiness.person.call({ employeeId: employeeId ?? '' }),
    ),
    orNothing(may('framework.read'), () => orpc.framework.get.call({})),
    waitingFor(may),
  ])
  const nameOf = (key: string) => framework?.profiles.find((profile) => profile.key === key)?.name ?? key
  return {
    me,
    tasks,
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
