'use client'
import { useTranslations } from 'use-intl/react'
import { FilterSelect, type Option } from '@/components/ui/filter-select'
import { Segmented } from '@/components/ui/segmented'
import { secondmentStates } from '@/db/values'
import type { Secondment } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'
import { kinds, type View } from './use-view'

const unitsOf = (units: readonly ({ unitId: string; name: string } | null)[]): Option[] =>
  [...new Map(units.flatMap((unit) => (unit ? [[unit.unitId, unit.name] as const] : [])))]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label))

/** What is shown of the placements; all of it stands in the address. */
export function Filters({ all, view }: { all: readonly Secondment[]; view: View }) {
  const t = useTranslations('secondments')
  const f = useTranslations('secondments.filters')
  const present = new Set(all.map(({ state }) => state))
  const states = secondmentStates.filter((state) => present.has(state))
  return (
    <div className={classes.filters}>
      {view.kind === 'timeline' ? (
        <FilterSelect
          label={f('year')}
          value={String(view.year)}
          options={view.years.map((year) => ({ value: String(year), label: String(year) }))}
          onChange={(year) => view.set({ year })}
        />
      ) : null}
      <FilterSelect
        label={f('home')}
        value={view.home}
        options={[{ value: '', label: f('allUnits') }, ...unitsOf(all.map(({ person }) => person.unit))]}
        onChange={(home) => view.set({ home: home || null })}
      />
      <FilterSelect
        label={f('host')}
        value={view.host}
        options={[{ value: '', label: f('allHosts') }, ...unitsOf(all.map(({ opening }) => opening.host))]}
        onChange={(host) => view.set({ host: host || null })}
      />
      <FilterSelect
        label={f('state')}
        value={view.state}
        options={[{ value: '', label: f('all') }, ...states.map((value) => ({ value, label: t(`states.${value}`) }))]}
        onChange={(state) => view.set({ state: state || null })}
      />
      <Segmented
        label={f('view')}
        value={view.kind}
        options={kinds.map((value) => ({ value, label: f(value) }))}
        onChange={(kind) => view.set({ view: kind === 'timeline' ? null : kind })}
      />
      {view.kind === 'timeline' ? (
        <Segmented
          label={f('by')}
          value={view.by}
          options={[
            { value: 'person', label: f('byPerson') },
            { value: 'unit', label: f('byUnit') },
          ]}
          onChange={(by) => view.set({ by: by === 'unit' ? 'unit' : null })}
        />
      ) : null}
    </div>
  )
}
