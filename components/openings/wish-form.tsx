'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { mobilities } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { Wish, WishFields } from '@/lib/openings/shapes'
import { FormActions, FormProblem, formClasses, issueOf } from '../ui/form'
import classes from './openings.module.css'
import { useCriteria } from './use-openings'
import { WishOrder } from './wish-order'

type Typed = Omit<WishFields, 'places' | 'maxShare' | 'preferences'> & {
  places: string
  maxShare: string
  preferences: Wish['preferences']
}

const typedOf = ({
  notNowUntil,
  aspiration,
  mobility,
  places,
  earliest,
  latest,
  maxShare,
  preferences,
}: Wish): Typed => ({
  ...{ notNowUntil, aspiration, mobility, earliest, latest, preferences },
  ...{ places: places.join('; '), maxShare: String(maxShare) },
})

const fieldsOf = ({ places, maxShare, preferences, ...typed }: Typed): WishFields => ({
  ...typed,
  ...{ notNowUntil: typed.notNowUntil || null, earliest: typed.earliest || null, latest: typed.latest || null },
  places: places
    .split(';')
    .map((place) => place.trim())
    .filter(Boolean),
  maxShare: Math.min(100, Math.max(1, Number(maxShare) || 100)),
  preferences: preferences.map(({ openingId }) => openingId),
})

/** The wishes as a form: saved as a whole, under the version that was read. */
export function WishForm({ wish }: { wish: Wish }) {
  const t = useTranslations('openings.wishes')
  const { profiles } = useCriteria()
  const cache = useQueryClient()
  const [typed, setTyped] = useState<Typed>(() => typedOf(wish))
  const options = orpc.wishes.get.queryOptions({ input: { employeeId: wish.employeeId } })
  const save = useMutation(
    orpc.wishes.save.mutationOptions({
      onSuccess: async (stored) => {
        cache.setQueryData(options.queryKey, stored)
        await cache.invalidateQueries({ queryKey: orpc.openings.helpful.key() })
      },
      onError: (error) => {
        if (error instanceof ORPCError && error.status === 409) cache.invalidateQueries({ queryKey: options.queryKey })
      },
    }),
  )
  const set = (part: Partial<Typed>) => setTyped((now) => ({ ...now, ...part }))
  const date = (key: 'notNowUntil' | 'earliest' | 'latest', label: string, description?: string) => (
    <TextInput
      type="date"
      label={label}
      description={description}
      error={issueOf(save.error, key)}
      value={typed[key] ?? ''}
      onChange={(event) => set({ [key]: event.target.value || null })}
    />
  )
  const isStale = save.error instanceof ORPCError && save.error.status === 409
  return (
    <form
      className={formClasses.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        save.mutate({ ...fieldsOf(typed), version: wish.version })
      }}
    >
      <div className={classes.fields}>
        {date('notNowUntil', t('notNowUntil'), t('notNowHelp'))}
        <NativeSelect
          label={t('aspiration')}
          value={typed.aspiration ?? ''}
          data={[
            { value: '', label: t('noAspiration') },
            ...profiles.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={(event) => set({ aspiration: event.target.value || null })}
        />
        <NativeSelect
          label={t('mobility')}
          value={typed.mobility}
          data={mobilities.map((value) => ({ value, label: t(`mobilities.${value}`) }))}
          onChange={(event) => set({ mobility: event.target.value as Typed['mobility'] })}
        />
        {typed.mobility === 'yes' ? (
          <TextInput
            label={t('places')}
            value={typed.places}
            onChange={(event) => set({ places: event.target.value })}
          />
        ) : null}
        {date('earliest', t('earliest'))}
        {date('latest', t('latest'))}
        <TextInput
          inputMode="numeric"
          label={t('maxShare')}
          value={typed.maxShare}
          onChange={(event) => set({ maxShare: event.target.value })}
        />
      </div>
      <WishOrder chosen={typed.preferences} onChange={(preferences) => set({ preferences })} />
      {isStale ? <p className={classes.text}>{t('conflict')}</p> : null}
      <FormProblem error={save.error} />
      <FormActions submit={t('save')} isBusy={save.isPending} />
      <p className={classes.status} role="status">
        {save.isSuccess ? t('saved') : ''}
      </p>
    </form>
  )
}
