'use client'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon, type IconName } from '@/components/ui/icon'
import classes from './search.module.css'
import type { Result, ResultGroup } from './search-results'

const groups: readonly { group: ResultGroup; icon: IconName }[] = [
  { group: 'people', icon: 'person' },
  { group: 'units', icon: 'unit' },
  { group: 'pages', icon: 'list' },
]

/** What was found, under its headings; the one the arrow keys stand on is kept in sight. */
export function SearchList({
  id,
  results,
  active,
  choose,
  point,
}: {
  id: string
  results: readonly Result[]
  active: number
  choose: (index: number) => void
  point: (index: number) => void
}) {
  const t = useTranslations('shell.search')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div id={id} ref={list} className={classes.list} role="listbox" aria-label={t('results')}>
      {groups.map(({ group, icon }) => {
        const own = results.map((result, index) => ({ ...result, index })).filter((result) => result.group === group)
        if (own.length === 0) return null
        return (
          <fieldset key={group} aria-labelledby={`${id}-${group}`}>
            <p id={`${id}-${group}`} className={classes.group}>
              {t(group)}
            </p>
            {own.map((result) => (
              <div
                key={result.id}
                id={`${id}-${result.id}`}
                data-index={result.index}
                className={classes.result}
                role="option"
                tabIndex={-1}
                aria-selected={result.index === active}
                onClick={() => choose(result.index)}
                onKeyDown={(event) => event.key === 'Enter' && choose(result.index)}
                onMouseMove={() => point(result.index)}
              >
                <Icon name={icon} />
                <span>{result.label}</span>
                <span className={classes.detail}>{result.detail}</span>
              </div>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}
