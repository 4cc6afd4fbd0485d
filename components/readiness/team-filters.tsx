'use client'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '../ui/filter-select'
import { Segmented } from '../ui/segmented'
import classes from './team.module.css'
import type { TeamAddress } from './team-address'
import type { TeamAnswer } from './use-team'

/** What the page shows, all of it kept in the address. */
export function TeamFilters({
  answer,
  address,
  onChange,
}: {
  answer: TeamAnswer
  address: TeamAddress
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('team.filters')
  const { framework, role, cycles, cycle, groups } = answer
  return (
    <fieldset className={classes.filters} aria-label={t('label')}>
      <FilterSelect
        label={t('target')}
        value={role.key}
        options={framework.profiles.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(profile) => onChange({ profile })}
      />
      <FilterSelect
        label={t('cycle')}
        value={cycle}
        options={cycles.map(({ name }) => ({ value: name, label: name }))}
        onChange={(chosen) => onChange({ cycle: chosen })}
      />
      <Segmented
        label={t('show')}
        value={address.show}
        options={[
          { value: 'level', label: t('level') },
          { value: 'gap', label: t('gap') },
        ]}
        onChange={(show) => onChange({ show: show === 'level' ? null : show })}
      />
      <Segmented
        label={t('order')}
        value={address.order}
        options={[
          { value: 'domain', label: t('domains') },
          { value: 'cost', label: t('cost') },
        ]}
        onChange={(order) => onChange({ order: order === 'domain' ? null : order })}
      />
      <Segmented
        label={t('who')}
        value={address.who}
        options={[
          { value: 'direct', label: t('direct') },
          { value: 'all', label: t('all') },
        ]}
        onChange={(who) => onChange({ who: who === 'direct' ? null : who, away: null })}
      />
      {address.order === 'domain' ? (
        <span className={classes.narrowOnly}>
          <FilterSelect
            label={t('domain')}
            value={groups.find(({ isOff }) => !isOff)?.key ?? ''}
            options={groups.map(({ key, name }) => ({ value: key, label: name ?? key }))}
            onChange={(domain) => onChange({ domain })}
          />
        </span>
      ) : null}
    </fieldset>
  )
}
