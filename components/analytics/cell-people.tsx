'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { CellPerson, GapCell } from '@/lib/analytics/shapes'
import { gapStep } from '@/lib/readiness/gap-scale'
import { LevelChip } from '../ui/level-chip'
import { PersonChip } from '../ui/person-chip'
import classes from './drawer.module.css'
import type { CellQuery } from './use-cell'

/** How many are shown before the list is opened. */
const few = 4

/** Those nearest to the target, and everybody counted whom the viewer may see today. */
export function CellPeople({
  cell,
  target,
  people,
  hidden,
  kept,
  query,
}: {
  cell: GapCell | undefined
  target: number | undefined
  people: readonly CellPerson[] | undefined
  hidden: number
  /** Role and cycle of the map. */
  kept: { profile: string; cycle: string }
  query: CellQuery
}) {
  const t = useTranslations('organisation.drawer')
  const [isOpen, setOpen] = useState(false)
  if (!people) return <Bones label={t('loading')} />
  const visible = Math.max(people.length, (cell?.people ?? 0) - hidden)
  const nearest = people.filter(({ level }) => level !== null).slice(0, few)
  const shown = isOpen ? people : nearest
  return (
    <>
      {visible > nearest.length || isOpen ? (
        <Button fullWidth className={classes.open} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('fewer') : t('open', { count: visible })}
        </Button>
      ) : null}
      <hr className={classes.rule} />
      {visible === 0 ? <p>{t('nobodyToShow')}</p> : null}
      {shown.length > 0 ? (
        <>
          <h3 className={classes.section}>{isOpen ? t('people') : t('nearest')}</h3>
          <ul className={classes.people}>
            {shown.map(({ person, level, source }) => (
              <li key={person.employeeId}>
                <PersonChip person={person} kept={kept} />
                <LevelChip
                  level={level}
                  state={source === 'not-observed' ? 'not-observed' : undefined}
                  step={level === null || target === undefined ? undefined : gapStep(target - level)}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {isOpen && query.hasNextPage ? (
        <Button fullWidth mt={12} loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {hidden > 0 ? <p className={classes.moved}>{t('moved', { count: hidden })}</p> : null}
    </>
  )
}

function Bones({ label }: { label: string }) {
  return (
    <div className={classes.bones} role="status">
      <span className="sr">{label}</span>
      {[1, 2, 3, 4].map((line) => (
        <i key={line} />
      ))}
    </div>
  )
}
