'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { Icon } from '@/components/ui/icon'
import { useUrlState } from '@/components/ui/use-url-state'
import type { ToldPlacement } from '@/lib/planner/told-shapes'
import { DatesForm } from './dates-form'
import classes from './plan.module.css'
import type { Answer } from './use-answer'
import type { Changes } from './use-changes'
import { type NamesOf, useFigures } from './use-names'
import { useReasonWords } from './use-reason-words'

/** Why this person, what it costs at home, what the plan would be without it, and what HR may change. */
export function PlanWhy({
  placement,
  names,
  difference,
  changes,
}: {
  placement: ToldPlacement
  names: NamesOf
  difference: Answer
  changes: Changes
}) {
  const t = useTranslations('planner.why')
  const url = useUrlState()
  const { employeeId, openingId } = placement
  const person = names.person(employeeId)
  const isPinned = changes.isPinned(employeeId, openingId)
  return (
    <div className={classes.why}>
      <div>
        <h3>{t('title', { person })}</h3>
        <Reasons placement={placement} names={names} />
        <Gains placement={placement} names={names} />
        <Cautions placement={placement} names={names} />
      </div>
      <div>
        <h3>{t('home')}</h3>
        <AtHome placement={placement} names={names} />
        <h3>{t('without')}</h3>
        <p>
          <Without difference={difference} names={names} />{' '}
          <button
            type="button"
            className={classes.link}
            onClick={() => url.set({ ask: 'why', who: null, at: openingId })}
          >
            {t('someoneElse')}
          </button>
        </p>
      </div>
      <Can do="planner.run">
        <div className={classes.deeds}>
          <Button size="xs" onClick={() => changes.pin(employeeId, openingId, !isPinned)}>
            {isPinned ? t('unpin') : t('pin')}
          </Button>
          <Button size="xs" onClick={() => changes.forbid(employeeId, openingId, true)}>
            {t('forbid')}
          </Button>
          <Button size="xs" onClick={() => changes.forbid(employeeId, null, true)}>
            {t('forbidAll', { person })}
          </Button>
          <DatesForm key={openingId} placement={placement} opening={names.opening(openingId)} changes={changes} />
        </div>
      </Can>
    </div>
  )
}

function Reasons({ placement, names }: { placement: ToldPlacement; names: NamesOf }) {
  const t = useTranslations('planner.why')
  const figures = useFigures()
  const { entry, gains, rivals, rank, worth, location } = placement
  const meets = gains.filter((one) => one.meets)
  const levels = entry.map((one) =>
    t('entryLevel', {
      criterion: names.criterion(one.criterion),
      level: figures.level(one.level),
      needed: figures.level(one.needed),
    }),
  )
  const list = [
    entry.length > 0 ? t('entry', { levels: levels.join(', ') }) : t('noEntry'),
    ...meets.map(({ criterion }) => t('minimum', { criterion: names.criterion(criterion) })),
    rank === 1 ? t('worthMost', { count: rivals }) : t('worthRank', { rank, count: rivals }),
    worth.preference > 0 ? t('wished', { points: figures.fine(worth.preference) }) : '',
    worth.aspiration > 0 ? t('aspired', { points: figures.fine(worth.aspiration) }) : '',
    placement.needsMove ? '' : location ? t('stays', { place: location }) : '',
  ].filter(Boolean)
  return (
    <ul className={classes.reasons}>
      {list.map((words) => (
        <li key={words}>
          <Icon name="check" size={16} />
          {words}
        </li>
      ))}
    </ul>
  )
}

function Gains({ placement: { gains }, names }: { placement: ToldPlacement; names: NamesOf }) {
  const t = useTranslations('planner.why')
  const figures = useFigures()
  return (
    <ul className={classes.chips} aria-label={t('gains')}>
      {gains.map(({ criterion, from, to, isChosen }) => (
        <li key={criterion} data-chosen={isChosen || undefined}>
          {names.criterion(criterion)}{' '}
          <b>
            {figures.level(from)} → {figures.level(to)}
          </b>
        </li>
      ))}
    </ul>
  )
}

function Cautions({ placement: { cautions }, names }: { placement: ToldPlacement; names: NamesOf }) {
  const t = useTranslations('planner.why')
  const words = useReasonWords(names)
  if (cautions.length === 0) return null
  return (
    <>
      <h3>{t('cautions')}</h3>
      <ul className={classes.cautions}>
        {cautions.map(({ rule, outcome, facts }) => (
          <li key={rule}>{outcome === 'unknown' ? words.unknown(rule, facts) : words.excluded(rule, facts)}</li>
        ))}
      </ul>
    </>
  )
}

function AtHome({
  placement: { home, sole, unitId, employeeId },
  names,
}: {
  placement: ToldPlacement
  names: NamesOf
}) {
  const t = useTranslations('planner.why')
  const person = names.person(employeeId)
  return (
    <p>
      {t('keeps', { unit: names.unit(unitId), stay: home.stay, heads: home.heads })}{' '}
      {home.cover
        ? t('covers', { other: names.person(home.cover.employeeId), holds: home.cover.holds, held: home.held, person })
        : home.held > 0
          ? t('nobodyCovers', { person })
          : ''}{' '}
      {sole.length > 0 ? t('sole', { person, criteria: sole.map(names.criterion).join(', ') }) : t('nothingLeaves')}
    </p>
  )
}

function Without({ difference, names }: { difference: Answer; names: NamesOf }) {
  const t = useTranslations('planner.why')
  const figures = useFigures()
  if (difference === 'asking') return t('asking')
  if (difference === 'failed') return t('notKnown')
  if (difference === null) return t('held')
  const points = figures.fine(-difference.difference)
  const [first, ...rest] = difference.come
  if (!first) return t('nobodyInstead', { points })
  return t('instead', {
    ...{ person: names.person(first.employeeId), opening: names.opening(first.openingId), more: rest.length, points },
  })
}
