'use client'
import { useTranslations } from 'use-intl/react'
import type { TeamMember } from '@/lib/readiness/shapes'
import { HOLDS_FROM } from '@/lib/readiness/team'
import { Headline } from '../ui/headline'
import type { TeamAddress } from './team-address'
import type { TeamAnswer } from './use-team'
import { useWords } from './use-words'

/** More people, or must-haves, than this are counted instead of named. */
const named = 3

const hasUnknown = ({ readiness }: TeamMember) => readiness?.mustHaves.some(({ state }) => state === 'unknown') ?? false

/** Who is ready, who is nearest, what stops everybody; then what rests on one person and what on nobody. */
export function TeamHeadline({ answer, who }: { answer: TeamAnswer; who: TeamAddress['who'] }) {
  const t = useTranslations('team')
  const title = useTeamSentence(answer, who)
  const lede = useRestsSentence(answer)
  return <Headline title={title || t('title')} lede={lede} />
}

function useTeamSentence({ summary, members, names, cycle }: TeamAnswer, who: TeamAddress['who']): string {
  const t = useTranslations('team')
  const { count, Count, list, inSentence } = useWords()
  const { people, banded, rated, now, nearest, stopsAll } = summary
  if (rated === 0) return t('state.nothing', { cycle })
  const [only] = members
  const ready =
    people === 1 && only
      ? t('headline.one', { name: only.person.name, now })
      : t('headline.ready', { who, now, word: Count(now), people: count(people) })
  if (banded === 0) return t('headline.unknown')
  const near =
    nearest && people > 1
      ? t('headline.nearest', {
          names:
            nearest.people.length > named
              ? t('headline.nearestMany', { names: Count(nearest.people.length) })
              : list(nearest.people.map(({ person }) => person.name)),
          count: nearest.people.length,
          short: nearest.short,
          unknown: nearest.people.some(hasUnknown) ? 'some' : 'none',
          word: count(nearest.short),
        })
      : null
  const stops =
    stopsAll.length > 0
      ? t('headline.stops', {
          criteria:
            stopsAll.length > named
              ? t('headline.stopsMany', { word: count(stopsAll.length) })
              : list(stopsAll.map((key) => inSentence(names.get(key) ?? key))),
          count: stopsAll.length,
          people: rated,
          word: count(rated),
        })
      : null
  if (near && stops) return `${ready} ${t('headline.both', { nearest: near, stops })}`
  const sentence = near ?? (stops && stops.charAt(0).toUpperCase() + stops.slice(1))
  return sentence ? `${ready} ${t('headline.only', { sentence })}` : ready
}

function useRestsSentence({ rests, held }: TeamAnswer): string | null {
  const t = useTranslations('team.lede')
  const { count, Count } = useWords()
  if (!rests || held.every(({ rated }) => rated === 0)) return null
  const { alone, nobody, leaning } = rests
  const level = HOLDS_FROM
  const none = { count: nobody.length, word: count(nobody.length), level }
  if (alone.length === 0 && nobody.length === 0) return t('end', { sentence: t('safe', { level }) })
  if (alone.length === 0) return t('end', { sentence: t('nobody', { ...none, word: Count(nobody.length) }) })
  const sentence = [
    t('alone', { count: alone.length, word: Count(alone.length) }),
    leaning ? t('leaning', { count: count(leaning.count), name: leaning.person.name }) : '',
    nobody.length > 0 ? t('more', none) : '',
  ].join('')
  return t('end', { sentence })
}
