'use client'
import { useTranslations } from 'use-intl/react'
import { useWords } from '../readiness/use-words'
import { Headline } from '../ui/headline'
import { useDay } from '../ui/use-day'
import { useMoment } from '../ui/use-moment'
import type { Compared } from './use-comparison'

/** Where the two differ, who rates higher, and where to begin. */
export function CompareHeadline({ answer }: { answer: Compared }) {
  const t = useTranslations('agreements.headline')
  const title = useSentence(answer)
  const day = useDay()
  const { moment } = useMoment()
  const { comparison, parties } = answer
  const { person, self, manager, conversation } = comparison
  const dates = { self: self?.submittedAt, manager: manager?.submittedAt }
  const submitted =
    dates.self && dates.manager
      ? t('meta', { self: day(dates.self), manager: day(dates.manager) })
      : dates.self
        ? t('metaSelf', { self: day(dates.self) })
        : dates.manager
          ? t('metaManager', { manager: day(dates.manager) })
          : null
  const facts = [
    [person.name, person.unit?.name].filter(Boolean).join(', '),
    submitted,
    conversation?.meetsAt ? t('meeting', { at: moment(conversation.meetsAt) }) : null,
    conversation?.acknowledgedAt
      ? t('noted', { self: parties.self.who, name: parties.self.name, day: day(conversation.acknowledgedAt) })
      : null,
  ].filter((fact) => fact !== null)
  return <Headline title={title} meta={facts.map((fact) => <span key={fact}>{fact}</span>)} />
}

function useSentence({ comparison, parties, differences, progress, groups, words }: Compared): string {
  const t = useTranslations('agreements.headline')
  const { inSentence, count } = useWords()
  const { self, manager } = parties
  const name = manager.name || t('manager')
  const who =
    self.who === 'me'
      ? t('you', { name })
      : manager.who === 'me'
        ? t('you', { name: self.name })
        : t('they', { self: self.name, manager: name })
  if (!comparison.isRevealed) return t('waiting')
  const { rated, talk, selfHigher, managerHigher } = differences
  if (progress.all > 0 && progress.talk + progress.confirm === 0) {
    const tail = progress.disputed > 0 ? t('disputed', { count: progress.disputed }) : ''
    return t('done', { tail }).trim()
  }
  const first =
    rated === 0 ? t('none', { who }) : talk === 0 ? t('near', { who, rated }) : t('apart', { who, talk, rated })
  const higher =
    selfHigher >= managerHigher && selfHigher > 0
      ? t('higherSelf', { self: self.who, name: self.name, count: selfHigher })
      : managerHigher > 0
        ? t('higherManager', { manager: manager.who, name, count: managerHigher })
        : null
  const widest = groups.talk[0]
  const start = widest
    ? t('start', {
        criterion: inSentence(words.get(widest.criterion)?.name ?? widest.criterion),
        levels: count(Math.abs((widest.self?.level ?? 0) - (widest.manager?.level ?? 0))),
      })
    : null
  if (higher && start) return `${first} ${t('tail', { higher, start })}`
  return higher ? `${first} ${t('tailOne', { part: higher })}` : first
}
