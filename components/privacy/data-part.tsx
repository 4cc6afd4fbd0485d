'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { orpc } from '@/lib/api/client'
import type { MyData } from '@/lib/privacy/shapes'
import classes from './privacy.module.css'
import { usePartName } from './use-part-name'

type Part = MyData['parts'][number]
type Row = Part['rows'][number]

/** Rows drawn at first, and with each wish for more. */
const few = 10

/** One place where something is kept: closed it says how much, open it shows every row with the names of its fields. */
export function DataPart({ part }: { part: Part }) {
  const t = useTranslations('privacy.data')
  const partName = usePartName()
  const [shown, setShown] = useState(few)
  const query = useInfiniteQuery({
    ...orpc.privacy.mine.infiniteOptions({
      input: (after: string | undefined) => ({ part: part.part, after }),
      initialPageParam: part.next ?? undefined,
      getNextPageParam: (page: MyData) => page.parts.find((one) => one.part === part.part)?.next ?? undefined,
    }),
    enabled: false,
  })
  const later = query.data?.pages.flatMap((page) => page.parts.find((one) => one.part === part.part)?.rows ?? []) ?? []
  const rows = [...part.rows, ...later].map((row, place) => ({ row, place }))
  const isMore = rows.length > shown || (query.data ? query.hasNextPage : part.next !== null)
  const more = () => {
    setShown(shown + few)
    if (rows.length > shown + few) return
    if (!query.data && part.next !== null) query.refetch()
    else if (query.hasNextPage) query.fetchNextPage()
  }
  return (
    <details className={classes.part}>
      <summary>
        <Icon name="right" size={14} />
        <span>{partName(part.part)}</span>
        <span className={classes.quiet}>{t('rows', { count: part.total })}</span>
      </summary>
      {rows.slice(0, shown).map(({ row, place }) => (
        <Fields key={place} row={row} />
      ))}
      {query.error ? <Problem error={query.error} retry={more} /> : null}
      {isMore ? (
        <Button size="xs" loading={query.isFetching} onClick={more}>
          {t('more')}
        </Button>
      ) : null}
    </details>
  )
}

function Fields({ row }: { row: Row }) {
  const t = useTranslations('privacy.data')
  const said = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('empty')
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    if (Array.isArray(value)) return value.length ? value.map(said).join(', ') : t('empty')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return (
    <dl className={classes.fields}>
      {Object.entries(row).map(([field, value]) => (
        <div key={field}>
          <dt>{field.replaceAll('_', ' ')}</dt>
          <dd>{said(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
