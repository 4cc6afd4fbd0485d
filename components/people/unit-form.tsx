'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import { subtreeOf } from '@/lib/people/rules'
import { indented, unitOptions } from './filters'
import type { KeptUnit as Unit } from './unit-rows'

type Common = { units: readonly Unit[]; onDone: (sentence: string) => void; onClose: () => void }

function useSettled() {
  const queries = useQueryClient()
  return { onSettled: () => queries.invalidateQueries({ queryKey: orpc.units.key() }) }
}

const textIn = (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault()
  const given = new FormData(event.currentTarget)
  return (name: string) => String(given.get(name) ?? '').trim()
}

/** Once refused, one has read what stands there now, and the next try goes over it. */
const versionNow = (units: readonly Unit[], { unitId, version }: Unit) =>
  units.find((unit) => unit.unitId === unitId)?.version ?? version

/** A new unit below another, or the first of all. */
export function AddUnit({ parent, onDone, onClose }: Common & { parent: Unit | null }) {
  const t = useTranslations('peopleAdmin.units')
  const add = useMutation(orpc.units.add.mutationOptions(useSettled()))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textIn(event)
    const [unitId, name, kind] = [text('unitId'), text('name'), text('kind')]
    add.mutate(
      { unitId, name, kind: kind || undefined, parentUnitId: parent?.unitId ?? null },
      { onSuccess: () => onDone(t('added', { unit: name })) },
    )
  }
  return (
    <Dialog title={parent ? t('addTitleBelow', { unit: parent.name }) : t('addTitle')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <TextInput name="name" label={t('name')} error={issueOf(add.error, 'name')} required maxLength={200} />
        <div className={formClasses.pair}>
          <TextInput name="unitId" label={t('key')} error={issueOf(add.error, 'unitId')} required maxLength={64} />
          <TextInput name="kind" label={t('kind')} error={issueOf(add.error, 'kind')} maxLength={100} />
        </div>
        <FormProblem error={add.error} />
        <FormActions submit={t('add')} isBusy={add.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}

/** Another name, kind or place in the tree, from today. */
export function ChangeUnit({ unit, units, onDone, onClose }: Common & { unit: Unit }) {
  const t = useTranslations('peopleAdmin.units')
  const change = useMutation(orpc.units.correct.mutationOptions(useSettled()))
  const below = new Set(subtreeOf(units, unit.unitId).map(({ unitId }) => unitId))
  const parents = unitOptions(units).filter(({ value }) => !below.has(value))
  const [parent, setParent] = useState(unit.parentUnitId ?? '')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textIn(event)
    const [name, kind] = [text('name'), text('kind')]
    const changed = {
      ...(name === unit.name ? {} : { name }),
      ...(kind === unit.kind ? {} : { kind }),
      ...(parent === (unit.parentUnitId ?? '') ? {} : { parentUnitId: parent }),
    }
    if (Object.keys(changed).length === 0) return onClose()
    change.mutate(
      { ...changed, unitId: unit.unitId, version: change.isError ? versionNow(units, unit) : unit.version },
      { onSuccess: () => onDone(t('saved', { unit: name })) },
    )
  }
  return (
    <Dialog title={t('changeTitle', { unit: unit.name })} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('changeLead')}</p>
        <TextInput
          name="name"
          label={t('name')}
          defaultValue={unit.name}
          error={issueOf(change.error, 'name')}
          required
          withAsterisk={false}
          maxLength={200}
        />
        <div className={formClasses.pair}>
          {unit.parentUnitId === null ? null : (
            <NativeSelect
              label={t('parent')}
              value={parent}
              onChange={(event) => setParent(event.target.value)}
              error={issueOf(change.error, 'parentUnitId')}
              data={indented(parents)}
            />
          )}
          <TextInput name="kind" label={t('kind')} defaultValue={unit.kind} error={issueOf(change.error, 'kind')} />
        </div>
        <FormProblem error={change.error} />
        <FormActions submit={t('save')} isBusy={change.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}

/** Gone for good, when nothing is in it; the server says what still is. */
export function RemoveUnit({ unit, units, onDone, onClose }: Common & { unit: Unit }) {
  const t = useTranslations('peopleAdmin.units')
  const remove = useMutation(orpc.units.remove.mutationOptions(useSettled()))
  const { unitId, name } = unit
  return (
    <Dialog title={t('removeTitle', { unit: name })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          const version = remove.isError ? versionNow(units, unit) : unit.version
          remove.mutate({ unitId, version }, { onSuccess: () => onDone(t('removed', { unit: name })) })
        }}
      >
        <p className={formClasses.lead}>{t('removeLead')}</p>
        <FormProblem error={remove.error} />
        <FormActions submit={t('removeSubmit')} isBusy={remove.isPending} isDangerous cancel={onClose} />
      </form>
    </Dialog>
  )
}
