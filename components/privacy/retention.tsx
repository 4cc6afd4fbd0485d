'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import type { Retention as Answer } from '@/lib/privacy/shapes'
import classes from './privacy.module.css'
import { changesIn, type Form, wrongIn } from './retention-form'
import { RetentionRow } from './retention-row'

/** How long each kind of record is kept; HR writes other days, everybody reads them. */
export function Retention() {
  const { data, error, refetch } = useQuery(orpc.privacy.retention.queryOptions())
  return (
    <>
      {error && !data ? <Problem error={error} retry={refetch} /> : null}
      {!data && !error ? <SkeletonTable rows={10} columns={3} row={52} /> : null}
      {data ? <RetentionForm retention={data} reload={refetch} /> : null}
    </>
  )
}

function RetentionForm({ retention, reload }: { retention: Answer; reload: () => unknown }) {
  const t = useTranslations('privacy.retention')
  const mayWrite = useMe().permissions.includes('retention.write')
  const queries = useQueryClient()
  const [form, setForm] = useState<Form>({})
  const { version, records } = retention
  const save = useMutation({
    ...orpc.privacy.setRetention.mutationOptions(),
    onSuccess: (kept) => {
      queries.setQueryData(orpc.privacy.retention.queryKey(), kept)
      setForm({})
    },
  })
  const changes = changesIn(form, records)
  const count = Object.keys(changes).length
  const wrong = wrongIn(form, records)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (count > 0 && wrong.length === 0) save.mutate({ version, days: changes })
  }
  const said = count > 0 ? t('changed', { count }) : save.isSuccess ? t('saved') : t('unchanged')
  return (
    <form onSubmit={send} noValidate>
      <table className={classes.table}>
        <caption className="sr">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('days')}</th>
            <th scope="col">{t('usual')}</th>
            <th scope="col">{t('last')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((rule) => (
            <RetentionRow
              key={rule.kind}
              rule={rule}
              form={form}
              isWrong={wrong.includes(rule.kind)}
              write={mayWrite ? (written) => setForm({ ...form, [rule.kind]: written }) : null}
            />
          ))}
        </tbody>
      </table>
      {mayWrite ? (
        <div className={classes.foot}>
          <Button
            className={classes.deed}
            type="submit"
            variant="filled"
            loading={save.isPending}
            disabled={count === 0 || wrong.length > 0}
          >
            {t('save')}
          </Button>
          <span role="status">{said}</span>
        </div>
      ) : null}
      {save.error ? (
        <div className={classes.foot}>
          <Problem error={save.error} />
          {/* What was typed stays; what stands now shows where nothing was typed. */}
          <Button onClick={() => reload()}>{t('reload')}</Button>
        </div>
      ) : null}
    </form>
  )
}
