'use client'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { indented, unitOptions } from '@/components/people/filters'
import { issueOf } from '@/components/ui/form'
import { Icon } from '@/components/ui/icon'
import { PersonPicker } from '@/components/ui/person-picker'
import { orpc } from '@/lib/api/client'
import type { Named } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'
import { type PlanForm, populationOf } from './plan-form'

type Choice = { value: string; label: string }

/** Units, job titles, profiles and people, chosen one by one; what is chosen stands beneath as buttons that take it out. */
export function PopulationFields({
  form,
  set,
  error,
}: {
  form: PlanForm
  set: (change: Partial<PlanForm>) => void
  error: unknown
}) {
  const t = useTranslations('cycles.who')
  const units = useQuery(orpc.units.list.queryOptions())
  const framework = useQuery(orpc.framework.get.queryOptions({ input: { edition: form.edition } }))
  const preview = useQuery(orpc.cycles.population.queryOptions({ input: { population: populationOf(form) } }))
  const profiles = (framework.data?.profiles ?? []).map(({ key, name }) => ({ value: key, label: name }))
  const titles = (preview.data?.jobTitles ?? []).map((title) => ({ value: title, label: title }))
  const unitNames = units.data?.units ?? []
  const named = unitNames.map(({ unitId, name }) => ({ value: unitId, label: name }))
  return (
    <div className={classes.fields}>
      <Several
        label={t('units')}
        add={t('addUnit')}
        names={named}
        options={indented(unitOptions(unitNames))}
        chosen={form.units}
        error={issueOf(error, 'population.units')}
        onChange={(chosen) => set({ units: chosen })}
      />
      <Several
        label={t('titles')}
        add={t('addTitle')}
        names={titles}
        options={titles}
        chosen={form.jobTitles}
        onChange={(jobTitles) => set({ jobTitles })}
      />
      <Several
        label={t('profiles')}
        add={t('addProfile')}
        names={profiles}
        options={profiles}
        chosen={form.profiles}
        onChange={(chosen) => set({ profiles: chosen })}
      />
      <NativeSelect
        label={t('defaultProfile')}
        value={form.defaultProfile ?? ''}
        error={issueOf(error, 'defaultProfile')}
        data={[{ value: '', label: t('noDefault') }, ...profiles]}
        onChange={(event) => set({ defaultProfile: event.target.value || null })}
      />
      <SeveralPeople label={t('people')} chosen={form.people} onChange={(people) => set({ people })} />
      <SeveralPeople label={t('without')} chosen={form.without} onChange={(without) => set({ without })} />
    </div>
  )
}

function Several({
  label,
  add,
  names,
  options,
  chosen,
  error,
  onChange,
}: {
  label: string
  add: string
  names: readonly Choice[]
  options: Choice[]
  chosen: string[]
  error?: string
  onChange: (chosen: string[]) => void
}) {
  const t = useTranslations('cycles.who')
  // Arrows change a closed list at once: what they pass over is taken by the button alone.
  const [picked, setPicked] = useState('')
  const nameOf = (value: string) => names.find((one) => one.value === value)?.label ?? value
  return (
    <div>
      <div className={classes.adding}>
        <NativeSelect
          label={label}
          value={picked}
          error={error}
          data={[{ value: '', label: add }, ...options.filter(({ value }) => !chosen.includes(value))]}
          onChange={(event) => setPicked(event.target.value)}
        />
        <Button
          disabled={picked === ''}
          aria-label={add}
          onClick={() => {
            onChange([...chosen, picked])
            setPicked('')
          }}
        >
          {t('add')}
        </Button>
      </div>
      <Chips
        chosen={chosen.map((value) => ({ key: value, name: nameOf(value) }))}
        wordFor={(name) => t('remove', { name })}
        onRemove={(key) => onChange(chosen.filter((one) => one !== key))}
      />
    </div>
  )
}

function SeveralPeople({
  label,
  chosen,
  onChange,
}: {
  label: string
  chosen: Named[]
  onChange: (people: Named[]) => void
}) {
  const t = useTranslations('cycles.who')
  return (
    <div>
      <PersonPicker
        label={label}
        value={null}
        without={chosen.map(({ employeeId }) => employeeId)}
        onChange={(person) => person && onChange([...chosen, person])}
      />
      <Chips
        chosen={chosen.map(({ employeeId, name }) => ({ key: employeeId, name }))}
        wordFor={(name) => t('remove', { name })}
        onRemove={(key) => onChange(chosen.filter(({ employeeId }) => employeeId !== key))}
      />
    </div>
  )
}

function Chips({
  chosen,
  wordFor,
  onRemove,
}: {
  chosen: { key: string; name: string }[]
  wordFor: (name: string) => string
  onRemove: (key: string) => void
}) {
  if (chosen.length === 0) return null
  return (
    <div className={classes.chips}>
      {chosen.map(({ key, name }) => (
        <button key={key} type="button" aria-label={wordFor(name)} onClick={() => onRemove(key)}>
          {name} <Icon name="close" size={10} />
        </button>
      ))}
    </div>
  )
}
