'use client'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { orpc } from '@/lib/api/client'
import { shifted } from './axis'
import { CheckResult } from './check-result'
import { useDeeds } from './use-secondments'

/** A placement by hand: who, where, when; the rules answer as soon as all three are there. */
export function ProposeForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('secondments')
  const { propose } = useDeeds()
  const { data } = useQuery(orpc.openings.list.queryOptions({ input: { status: 'published' } }))
  const [person, setPerson] = useState<Picked | null>(null)
  const [openingId, setOpening] = useState('')
  const [days, setDays] = useState({ from: '', to: '' })
  const [reason, setReason] = useState('')
  const asked = { employeeId: person?.employeeId ?? '', openingId, ...days }
  const isWhole = person !== null && openingId !== '' && days.from !== '' && days.to >= days.from
  const check = useQuery({ ...orpc.secondments.check.queryOptions({ input: asked }), enabled: isWhole })
  const needsReason = check.data?.verdicts.some(({ outcome }) => outcome === 'override') ?? false
  const send = (asks: boolean) => propose.mutate({ ...asked, asks, reason }, { onSuccess: onClose })
  const choose = (id: string) => {
    setOpening(id)
    const found = data?.openings.find((one) => one.openingId === id)
    if (found) setDays({ from: found.earliestStart, to: shifted(found.earliestStart, found.maxDays - 1) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(true)
  }
  return (
    <Dialog title={t('propose.title')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('propose.lede')}</p>
        <PersonPicker label={t('propose.person')} value={person} onChange={setPerson} />
        <NativeSelect
          label={t('propose.opening')}
          value={openingId}
          data={[
            { value: '', label: t('propose.choose') },
            ...(data?.openings ?? []).map((one) => ({ value: one.openingId, label: `${one.title}, ${one.host.name}` })),
          ]}
          onChange={(event) => choose(event.target.value)}
        />
        <div className={formClasses.pair}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              label={t(`form.${end}`)}
              error={issueOf(propose.error, end)}
              value={days[end]}
              onChange={(event) => setDays({ ...days, [end]: event.target.value })}
            />
          ))}
        </div>
        <div role="status">{isWhole && check.data ? <CheckResult check={check.data} /> : null}</div>
        {needsReason ? (
          <Textarea
            label={t('propose.reason')}
            error={issueOf(propose.error, 'reason')}
            maxLength={4000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
        <FormProblem error={propose.error ?? (isWhole ? check.error : null)} />
        <div className={formClasses.actions}>
          <Button type="submit" variant="filled" disabled={!isWhole} loading={propose.isPending}>
            {t('propose.ask')}
          </Button>
          <Button disabled={!isWhole || propose.isPending} onClick={() => send(false)}>
            {t('propose.draft')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
