'use client'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { Wish } from '@/lib/openings/shapes'
import { Icon } from '../ui/icon'
import classes from './openings.module.css'

type Chosen = Wish['preferences']
const most = 5

/** The list with one line a place further up or down; those at the ends stay. */
export function moved(chosen: Chosen, at: number, by: -1 | 1): Chosen {
  const line = chosen[at]
  const other = chosen[at + by]
  if (!line || !other) return chosen
  return chosen.map((one, place) => (place === at ? other : place === at + by ? line : one))
}

/** Up to five openings in the order of choice, moved by buttons: by keyboard, by pointer and on a phone alike. */
export function WishOrder({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const t = useTranslations('openings.wishes')
  const titleId = useId()
  const [said, setSaid] = useState('')
  const { data } = useQuery(orpc.openings.list.queryOptions({ input: {} }))
  const free = (data?.openings ?? []).filter(
    ({ status, openingId }) => status === 'published' && !chosen.some((one) => one.openingId === openingId),
  )
  const move = (at: number, by: -1 | 1) => {
    const line = chosen[at]
    const next = moved(chosen, at, by)
    if (!line || next === chosen) return
    onChange(next)
    setSaid(t('moved', { title: line.title, rank: at + by + 1 }))
  }
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className={classes.legend}>
        {t('preferences')}
      </h2>
      {chosen.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ol className={classes.lines}>
        {chosen.map((one, at) => (
          <li key={one.openingId}>
            <b className={classes.rank}>{at + 1}</b>
            <span>{one.title}</span>
            <Button
              size="compact-sm"
              aria-label={t('up', { title: one.title })}
              aria-disabled={at === 0}
              onClick={() => move(at, -1)}
            >
              <Icon name="up" size={14} />
            </Button>
            <Button
              size="compact-sm"
              aria-label={t('down', { title: one.title })}
              aria-disabled={at === chosen.length - 1}
              onClick={() => move(at, 1)}
            >
              <Icon name="down" size={14} />
            </Button>
            <Button
              size="compact-sm"
              aria-label={t('remove', { title: one.title })}
              onClick={() => onChange(chosen.filter(({ openingId }) => openingId !== one.openingId))}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ol>
      {chosen.length < most && free.length > 0 ? (
        <NativeSelect
          label={t('add')}
          value=""
          data={[
            { value: '', label: t('choose') },
            ...free.map(({ openingId, title }) => ({ value: openingId, label: title })),
          ]}
          onChange={(event) => {
            const found = free.find(({ openingId }) => openingId === event.target.value)
            if (found) onChange([...chosen, { openingId: found.openingId, title: found.title }])
          }}
        />
      ) : null}
      <p className="sr" role="status">
        {said}
      </p>
    </section>
  )
}
