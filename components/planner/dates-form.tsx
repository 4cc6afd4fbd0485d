'use client'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, formClasses } from '@/components/ui/form'
import type { ToldPlacement } from '@/lib/planner/told-shapes'
import type { Changes } from './use-changes'

/** Other days for an opening in this scenario alone; the opening itself stays as its host offered it. */
export function DatesForm({
  placement,
  opening,
  changes,
}: {
  placement: ToldPlacement
  opening: string
  changes: Changes
}) {
  const t = useTranslations('planner.dates')
  const { openingId } = placement
  const set = changes.datesOf(openingId)
  const [isOpen, setOpen] = useState(false)
  const [from, setFrom] = useState(set?.from ?? placement.from)
  const [to, setTo] = useState(set?.to ?? placement.to)
  const save = (event: FormEvent) => {
    event.preventDefault()
    changes.setDates(openingId, { from, to })
    setOpen(false)
  }
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen ? (
        <Dialog title={t('title', { opening })} onClose={() => setOpen(false)}>
          <form className={formClasses.form} onSubmit={save}>
            <p className={formClasses.lead}>{t('text')}</p>
            <div className={formClasses.pair}>
              <TextInput
                type="date"
                label={t('from')}
                value={from}
                max={to}
                required
                withAsterisk={false}
                onChange={(event) => setFrom(event.target.value)}
              />
              <TextInput
                type="date"
                label={t('to')}
                value={to}
                min={from}
                required
                withAsterisk={false}
                onChange={(event) => setTo(event.target.value)}
              />
            </div>
            <FormActions submit={t('submit')} isBusy={false} cancel={() => setOpen(false)} />
            {set ? (
              <Button
                variant="subtle"
                onClick={() => {
                  changes.setDates(openingId, null)
                  setOpen(false)
                }}
              >
                {t('clear')}
              </Button>
            ) : null}
          </form>
        </Dialog>
      ) : null}
    </>
  )
}
