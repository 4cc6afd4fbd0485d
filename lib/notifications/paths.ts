import type { MessageAbout, MessageKind } from './shapes'

const form = ({ cycle }: MessageAbout) => (cycle ? `/assessments?cycle=${encodeURIComponent(cycle)}` : '/assessments')

const placement = ({ secondment, side }: MessageAbout) =>
  secondment ? `/secondments/${side === 'host' ? 'hosted/' : ''}${secondment}` : '/secondments'

/** One's own reasons: at the opening, or at all of them where several were decided at once. */
const place = ({ openingId, count = 1 }: MessageAbout) =>
  openingId && count <= 1 ? `/openings/${encodeURIComponent(openingId)}` : '/openings'

/** The page on which somebody does, or reads, what a message of this kind is about. */
const places: Record<MessageKind, (about: MessageAbout) => string> = {
  'cycle-launched': form,
  'cycle-paused': form,
  'cycle-resumed': form,
  'deadline-moved': form,
  'deadline-near': form,
  'deadline-passed': form,
  chased: form,
  escalated: () => '/team',
  'peer-asked': form,
  'both-submitted': form,
  'level-agreed': form,
  'level-disputed': () => '/team',
  'rater-changed': form,
  'deputy-named': () => '/team',
  'cycle-published': () => '/me',
  'secondment-waits': placement,
  'secondment-moved': placement,
  'secondment-late': placement,
  'not-chosen': place,
  'look-asked': () => '/secondments',
  'look-answered': place,
}

/** Where a message leads. */
export const pathOf = (kind: MessageKind, about: MessageAbout): string => places[kind](about)
