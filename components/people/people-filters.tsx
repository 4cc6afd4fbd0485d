'use client'
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '@/components/ui/filter-select'
import { Icon } from '@/components/ui/icon'
import { bands } from '@/db/values'
import { orpc } from '@/lib/api/client'
import { type PeopleFilters as Filters, unitOptions } from './filters'
import classes from './people.module.css'

/** Filters above the list; each stands in the address as soon as it is set, a name once the typing rests. */
export function PeopleFilters({
  filters,
  set,
  seesBands,
}: {
  filters: Filters
  set: (change: Record<string, string | null>) => void
  seesBands: boolean
}) {
  const t = useTranslations('people.filters')
  const units = useQuery(orpc.units.list.queryOptions())
  const search = useDebouncedCallback((wanted: string) => set({ search: wanted.trim() || null }), 250)
  return (
    <search className={classes.filters}>
      <TextInput
        key={filters.search === undefined ? 'empty' : 'filled'}
        className={classes.name}
        type="search"
        size="xs"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={14} />}
        defaultValue={filters.search}
        onChange={(event) => search(event.target.value)}
      />
      <FilterSelect
        label={t('unit')}
        value={filters.unit ?? ''}
        options={[{ value: '', label: t('allUnits') }, ...unitOptions(units.data?.units ?? [])]}
        onChange={(unit) => set({ unit })}
      />
      {seesBands ? <BandFilters filters={filters} set={set} /> : null}
    </search>
  )
}

function BandFilters({ filters, set }: { filters: Filters; set: (change: Record<string, string | null>) => void }) {
  const t = useTranslations('people.filters')
  const words = useTranslations('common.bands')
  const framework = useQuery(orpc.framework.get.queryOptions({ input: { cycle: filters.cycle } }))
  const cycles = useQuery(orpc.cycles.list.queryOptions())
  const published = cycles.data?.cycles.filter(({ status }) => status === 'published') ?? []
  const profiles = framework.data?.profiles ?? []
  const standard = profiles.find((profile) => profile.isDefault)
  return (
    <>
      <FilterSelect
        label={t('band')}
        value={filters.band ?? ''}
        options={[
          { value: '', label: t('anyBand') },
          ...bands.toReversed().map((band) => ({ value: band, label: words(band) })),
        ]}
        onChange={(band) => set({ band })}
      />
      {profiles.length > 1 ? (
        <FilterSelect
          label={t('profile')}
          value={filters.profile ?? standard?.key ?? ''}
          options={profiles.map((profile) => ({ value: profile.key, label: profile.name }))}
          onChange={(profile) => set({ profile: profile === standard?.key ? null : profile })}
        />
      ) : null}
      {published.length > 1 ? (
        <FilterSelect
          label={t('cycle')}
          value={filters.cycle ?? published[0]?.name ?? ''}
          options={published.map(({ name }) => ({ value: name, label: name }))}
          onChange={(cycle) => set({ cycle: cycle === published[0]?.name ? null : cycle })}
        />
      ) : null}
    </>
  )
}
