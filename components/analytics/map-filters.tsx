'use client'
import { useTranslations } from 'use-intl/react'
import { measures } from '@/db/values'
import { FilterSelect } from '../ui/filter-select'
import { Segmented } from '../ui/segmented'
import type { MapView } from './map-view'
import classes from './organisation.module.css'
import type { Organisation, OrganisationMap } from './use-organisation'

/** What the map shows, all of it kept in the address. */
export function MapFilters({
  view,
  organisation,
  map,
  onChange,
}: {
  view: MapView
  organisation: Organisation
  map: OrganisationMap
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('organisation.filters')
  const areas = map.areas.map(({ unitId, name }) => ({ value: unitId, label: name }))
  const isListed = areas.some(({ value }) => value === view.area)
  return (
    <>
      <FilterSelect
        label={t('target')}
        value={map.answer.profile}
        options={(organisation.framework?.profiles ?? []).map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(profile) => onChange({ profile })}
      />
      <FilterSelect
        label={t('cycle')}
        value={map.answer.cycle}
        options={(organisation.cycles ?? []).map(({ name }) => ({ value: name, label: name }))}
        onChange={(cycle) => onChange({ cycle })}
      />
      {areas.length > 1 || view.area ? (
        <FilterSelect
          label={t('area')}
          value={view.area ?? ''}
          options={[
            { value: '', label: t('allAreas', { count: areas.length }) },
            ...areas,
            ...(view.area && !isListed ? [{ value: view.area, label: map.area?.name ?? view.area }] : []),
          ]}
          onChange={(area) => onChange({ area, unit: null, criterion: null })}
        />
      ) : null}
      <span className={classes.narrowOnly}>
        <FilterSelect
          label={t('domain')}
          value={map.allDomains.find(({ isOff }) => !isOff)?.key ?? ''}
          options={map.allDomains.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(domain) => onChange({ domain })}
        />
      </span>
      <Segmented
        label={t('measure')}
        value={view.measure}
        options={measures.map((value) => ({ value, label: t(value) }))}
        onChange={(measure) => onChange({ measure: measure === 'gap' ? null : measure })}
      />
    </>
  )
}
