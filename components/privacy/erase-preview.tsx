'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Notice } from '@/components/ui/notice'
import { Problem } from '@/components/ui/problem'
import { useDay } from '@/components/ui/use-day'
import { type ErasureReason, erasureReasons } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { ErasurePreview } from '@/lib/privacy/shapes'
import { ErasureProgress } from './erasures'
import classes from './privacy.module.css'

/** What there is about somebody, then the reason, the check and the deed; an obstacle stands in for all three. */
export function ErasePreview({ preview, restart }: { preview: ErasurePreview; restart: () => void }) {
  const t = useTranslations('privacy.erase')
  const format = useFormatter()
  const day = useDay()
  const queries = useQueryClient()
  const erase = useMutation({
    ...orpc.privacy.erase.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: orpc.privacy.erasures.key() }),
  })
  const { name, employeeId, isEmployed, lastDay, answersAbout, answersGiven, results, obstacle } = preview
  const post = isEmployed
    ? [t('employed'), lastDay ? t('until', { day: day(lastDay) }) : ''].filter(Boolean).join(' ')
    : lastDay
      ? t('leftOn', { day: day(lastDay) })
      : t('left')
  return (
    <section className={classes.panel}>
      <h2>{t('preview', { name, id: employeeId })}</h2>
      <dl className={classes.facts}>
        <div>
          <dt>{t('post')}</dt>
          <dd>{post}</dd>
        </div>
        {(
          [
            ['answersAbout', answersAbout],
            ['answersGiven', answersGiven],
            ['results', results],
          ] as const
        ).map(([label, count]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      {obstacle ? <Notice kind="lock" title={obstacle} /> : null}
      {erase.data ? <ErasureProgress id={erase.data.id} /> : null}
      {!obstacle && !erase.data ? (
        <Decision
          name={name}
          isEmployed={isEmployed}
          isPending={erase.isPending}
          erase={(reason) => erase.mutate({ employeeId, reason })}
        />
      ) : null}
      {erase.error ? <Problem error={erase.error} /> : null}
      <Button variant="subtle" onClick={restart}>
        {t('cancel')}
      </Button>
    </section>
  )
}

function Decision({
  name,
  isEmployed,
  isPending,
  erase,
}: {
  name: string
  isEmployed: boolean
  isPending: boolean
  erase: (reason: ErasureReason) => void
}) {
  const t = useTranslations('privacy.erase')
  const group = useId()
  const [reason, setReason] = useState<ErasureReason | null>(null)
  const [isSure, setSure] = useState(false)
  return (
    <>
      <fieldset className={classes.choices}>
        <legend>{t('reason')}</legend>
        {erasureReasons.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={group}
              value={one}
              checked={reason === one}
              disabled={one === 'left' && isEmployed}
              onChange={() => setReason(one)}
            />
            {t(`reasons.${one}`)}
          </label>
        ))}
        {isEmployed ? <p className={classes.quiet}>{t('needsReason', { name })}</p> : null}
      </fieldset>
      <label className={classes.check}>
        <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.target.checked)} />
        {t('confirm')}
      </label>
      <Button
        className={classes.deed}
        variant="filled"
        loading={isPending}
        disabled={reason === null || !isSure}
        onClick={() => reason && erase(reason)}
      >
        {t('do', { name })}
      </Button>
    </>
  )
}
