'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { saveFile } from '@/components/ui/save-file'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import { collectAll, countRows } from './collect'
import { DataPart } from './data-part'
import classes from './privacy.module.css'
import { usePartName } from './use-part-name'

/** Everything that is kept about the viewer, part by part, as a file too; and what is withheld, with the reason. */
export function MyData() {
  const t = useTranslations('privacy.data')
  const { data, error, refetch } = useQuery(orpc.privacy.mine.queryOptions({ input: {} }))
  const partName = usePartName()
  const filled = data?.parts.filter(({ total }) => total > 0) ?? []
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.title}>
          {t('title')} {data ? <span>{t('sub', { rows: countRows(data), parts: filled.length })}</span> : null}
        </h2>
        {data ? <Download /> : null}
      </div>
      {error && !data ? <Problem error={error} retry={refetch} /> : null}
      {!data && !error ? <SkeletonTable rows={6} columns={1} row={40} /> : null}
      {filled.map((part) => (
        <DataPart key={part.part} part={part} />
      ))}
      {data && data.withheld.length > 0 ? (
        <details className={classes.part}>
          <summary>
            <Icon name="right" size={14} />
            <span>{t('withheld')}</span>
          </summary>
          <dl className={classes.withheld}>
            {data.withheld.map(({ part, rows, why }) => (
              <div key={`${part} ${why}`}>
                <dt>
                  {partName(part)}
                  {rows === null ? '' : `, ${t('withheldRows', { count: rows })}`}
                </dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </section>
  )
}

function Download() {
  const t = useTranslations('privacy.data')
  const [told, setTold] = useState<{ count: number; total: number } | null>(null)
  const download = useMutation({
    mutationFn: () =>
      collectAll(
        (input) => orpc.privacy.mine.call(input),
        (count, total) => setTold({ count, total }),
      ),
    onSuccess: (whole) => saveFile(nameFor(whole.asOf), JSON.stringify(whole, null, 2), 'application/json'),
    onSettled: () => setTold(null),
  })
  const said = told
    ? t('downloading', told)
    : download.data
      ? t('downloaded', { name: nameFor(download.data.asOf) })
      : ''
  return (
    <div className={classes.download}>
      <Button loading={download.isPending} onClick={() => download.mutate()}>
        {t('download')}
      </Button>
      <span role="status">{said}</span>
      {download.error ? <Problem error={download.error} retry={() => download.mutate()} /> : null}
    </div>
  )
}

const nameFor = (day: string) => `gravitas-my-data-${day}.json`
