'use client'
import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, formClasses, issueOf } from '@/components/ui/form'
import type { Secondment } from '@/lib/secondments/shapes'
import { RulesProblem } from './check-result'
import { clashesWith } from './clashes'
import { useClashWords } from './use-clash-words'
import { useDeeds } from './use-secondments'

/** Other days for a placement that nobody has agreed to; clashes are named while they are typed. */
export function MoveForm({
  placement,
  from = placement.from,
  to = placement.to,
  others,
  onClose,
}: {
  placement: Secondment
  from?: string
  to?: string
  others: readonly Secondment[]
  onClose: () => void
}) {
  const t = useTranslations('secondments')
  const { move } = useDeeds()
  const clash = useClashWords(others)
  const [days, setDays] = useState({ from, to })
  const { id, version, person } = placement
  const clashes = days.from <= days.to ? clashesWith(placement, days, others) : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    move.mutate({ id, version, ...days }, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('timeline.move', { name: person.name })} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <div className={formClasses.pair}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              label={t(`form.${end}`)}
              required
              withAsterisk={false}
              error={issueOf(move.error, end)}
              value={days[end]}
              onChange={(event) => setDays({ ...days, [end]: event.target.value })}
            />
          ))}
        </div>
        <div role="status">{clashes[0] ? <p className={formClasses.problem}>{clash(clashes[0])}</p> : null}</div>
        <RulesProblem error={move.error} />
        <FormActions submit={t('form.save')} isBusy={move.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
