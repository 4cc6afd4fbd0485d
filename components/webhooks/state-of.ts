import { type MessageEvent, webhookEvents } from '@/db/values'
import type { Webhook } from '@/lib/webhooks/shapes'

/** How a receiver stands, the worst first. */
export function stateOf({ pausedAt, failingSince, last }: Webhook): 'paused' | 'failing' | 'new' | 'live' {
  if (pausedAt) return 'paused'
  if (failingSince) return 'failing'
  return last?.status === 'delivered' ? 'live' : 'new'
}

/** An attempt under way holds its message for two minutes. */
const soonMs = 150_000

/** Whether an attempt is under way or so near that a page looks again: `now` in milliseconds. */
export function isDueSoon({ last, pausedAt }: Pick<Webhook, 'last' | 'pausedAt'>, now: number): boolean {
  return !pausedAt && !!last?.nextAt && Date.parse(last.nextAt) - now < soonMs
}

const groupOf = (event: MessageEvent) => {
  const [noun] = event.split('.')
  if (noun === 'cycle' || noun === 'assessment' || noun === 'level') return 'assessments'
  return noun === 'person' || noun === 'unit' || noun === 'grant' ? noun : 'results'
}

/** What a receiver may ask for, by what it is about. */
export const eventGroups = (['person', 'unit', 'assessments', 'results', 'grant'] as const).map((group) => ({
  group,
  events: webhookEvents.filter((event) => groupOf(event) === group),
}))

/** The receiver as people call it. */
export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
