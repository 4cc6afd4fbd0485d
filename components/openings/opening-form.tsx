'use client'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { openingPayers } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { Opening, Openings } from '@/lib/openings/shapes'
import { useMe } from '../ui/can'
import { Dialog } from '../ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '../ui/form'
import { PersonPicker } from '../ui/person-picker'
import { useToday } from '../ui/use-today'
import { CriterionLines } from './criterion-lines'
import { draftOf, fieldsOf, newDraft, type OpeningDraft } from './opening-draft'
import classes from './openings.module.css'
import { openingPath } from './use-openings'

/** Offers a place, or changes one; what was typed stays when it is refused, with the sentence under its field. */
export function OpeningForm({
  lists: { hosts, routes },
  opening,
  onClose,
}: {
  lists: Pick<Openings, 'hosts' | 'routes'>
  opening?: Opening
  onClose: () => void
}) {
  const t = useTranslations('openings.form')
  const payers = useTranslations('openings.payers')
  const me = useMe()
  const today = useToday()
  const cache = useQueryClient()
  const router = useRouter()
  const self = me.employeeId === null ? null : { employeeId: me.employeeId, name: me.name }
  const [draft, setDraft] = useState<OpeningDraft>(() =>
    opening ? draftOf(opening) : newDraft(today, hosts[0]?.unitId ?? '', routes[0]?.key ?? '', self),
  )
  const done = async ({ openingId }: Opening) => {
    onClose()
    if (!opening) router.push(openingPath(openingId))
    await cache.invalidateQueries({ queryKey: orpc.openings.key() })
  }
  const offer = useMutation(orpc.openings.offer.mutationOptions({ onSuccess: done }))
  const change = useMutation(orpc.openings.change.mutationOptions({ onSuccess: done }))
  const error = offer.error ?? change.error
  const set = (part: Partial<OpeningDraft>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fields = fieldsOf(draft)
    if (opening) change.mutate({ ...fields, openingId: opening.openingId, version: opening.version })
    else offer.mutate(fields)
  }
  const known =
    opening && !hosts.some(({ unitId }) => unitId === opening.host.unitId) ? [opening.host, ...hosts] : hosts
  const dates = (key: 'earliestStart' | 'latestEnd', label: string) => (
    <TextInput
      type="date"
      label={label}
      required
      withAsterisk={false}
      error={issueOf(error, key)}
      value={draft[key]}
      onChange={(event) => set({ [key]: event.target.value })}
    />
  )
  const number = (key: 'minDays' | 'maxDays' | 'seats' | 'share', label: string) => (
    <TextInput
      inputMode="numeric"
      pattern="[0-9]*"
      label={label}
      required
      withAsterisk={false}
      error={issueOf(error, key)}
      value={draft[key]}
      onChange={(event) => set({ [key]: event.target.value })}
    />
  )
  return (
    <Dialog title={opening ? t('changeTitle', { title: opening.title }) : t('newTitle')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        {opening ? null : <p className={formClasses.lead}>{t('newLede')}</p>}
        <TextInput
          label={t('title')}
          required
          withAsterisk={false}
          maxLength={200}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <div className={classes.fields}>
          <NativeSelect
            label={t('host')}
            value={draft.hostUnitId}
            data={known.map(({ unitId, name }) => ({ value: unitId, label: name }))}
            onChange={(event) => set({ hostUnitId: event.target.value })}
          />
          <NativeSelect
            label={t('route')}
            value={draft.routeKey}
            data={routes.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(event) => set({ routeKey: event.target.value })}
          />
          <PersonPicker
            label={t('sponsor')}
            error={issueOf(error, 'sponsorId')}
            value={draft.sponsor}
            onChange={(sponsor) => set({ sponsor })}
          />
          <PersonPicker
            label={t('supervisor')}
            error={issueOf(error, 'supervisorId')}
            value={draft.supervisor}
            onChange={(supervisor) => set({ supervisor })}
          />
          {dates('earliestStart', t('start'))}
          {dates('latestEnd', t('end'))}
          <label className={`${formClasses.check} ${classes.wide}`}>
            <input
              type="checkbox"
              checked={draft.isFixed}
              onChange={(event) => set({ isFixed: event.target.checked })}
            />
            {t('fixed')}
          </label>
          {draft.isFixed ? null : number('minDays', t('least'))}
          {draft.isFixed ? null : number('maxDays', t('most'))}
          {number('seats', t('seats'))}
          {number('share', t('share'))}
          <TextInput
            label={t('location')}
            value={draft.location}
            onChange={(event) => set({ location: event.target.value })}
          />
          <NativeSelect
            label={t('paidBy')}
            value={draft.paidBy}
            data={openingPayers.map((value) => ({ value, label: payers(value) }))}
            onChange={(event) => set({ paidBy: event.target.value as OpeningDraft['paidBy'] })}
          />
          <TextInput
            type="date"
            label={t('applyBy')}
            error={issueOf(error, 'applyBy')}
            value={draft.applyBy ?? ''}
            onChange={(event) => set({ applyBy: event.target.value })}
          />
          <TextInput
            label={t('languages')}
            value={draft.languages}
            onChange={(event) => set({ languages: event.target.value })}
          />
          <TextInput
            label={t('clearance')}
            value={draft.clearance ?? ''}
            onChange={(event) => set({ clearance: event.target.value })}
          />
        </div>
        <CriterionLines
          legend={t('entry')}
          numberLabel={t('level')}
          usual={3}
          most={5}
          lines={draft.entry.map(({ criterion, level }) => ({ criterion, value: level }))}
          onChange={(lines) => set({ entry: lines.map(({ criterion, value }) => ({ criterion, level: value })) })}
        />
        <CriterionLines
          legend={t('criteria')}
          numberLabel={t('exposure')}
          usual={100}
          most={100}
          lines={draft.criteria.map(({ criterion, exposure }) => ({ criterion, value: exposure }))}
          onChange={(lines) => set({ criteria: lines.map(({ criterion, value }) => ({ criterion, exposure: value })) })}
        />
        <Textarea
          label={t('notes')}
          maxLength={4000}
          autosize
          minRows={2}
          value={draft.notes}
          onChange={(event) => set({ notes: event.target.value })}
        />
        <FormProblem error={error} />
        <FormActions
          submit={t(opening ? 'saveChange' : 'save')}
          isBusy={offer.isPending || change.isPending}
          cancel={onClose}
        />
      </form>
    </Dialog>
  )
}
