'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Icon } from '@/components/ui/icon'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import classes from './admin.module.css'
import { rosterFilters, rosterPages } from './roster-filters'
import { RosterList } from './roster-list'

const AddPerson = dynamic(() => import('./add-person').then((file) => file.AddPerson))
const InviteAll = dynamic(() => import('./invite-all').then((file) => file.InviteAll))
const UnitsEditor = dynamic(() => import('./units-editor').then((file) => file.UnitsEditor))

/** Posts, lines and accounts of everybody, and beside them the units they hang on. */
export function RosterView() {
  const t = useTranslations('peopleAdmin.tabs')
  const { get, set } = useUrlState()
  const tab = get('tab') === 'units' ? 'units' : 'people'
  const tabs = (
    <Segmented
      label={t('label')}
      value={tab}
      options={[
        { value: 'people', label: t('people') },
        { value: 'units', label: t('units') },
      ]}
      onChange={(next) => set({ tab: next === 'units' ? next : null, search: null, unit: null, state: null })}
    />
  )
  return tab === 'units' ? <UnitsEditor tabs={tabs} /> : <People tabs={tabs} />
}

function People({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('peopleAdmin')
  const filters = rosterFilters(useUrlState().get)
  const { data } = useInfiniteQuery(orpc.people.roster.infiniteOptions(rosterPages(filters)))
  const [isAdding, setIsAdding] = useState(false)
  const [isInviting, setIsInviting] = useState(false)
  const first = data?.pages[0]
  const isFiltered = Boolean(filters.search || filters.unit || filters.state)
  const title = !first
    ? t('title')
    : isFiltered
      ? t('headline.found', { count: first.total })
      : first.total === 0
        ? t('headline.none')
        : t('headline.all', { count: first.total, uninvited: first.uninvited })
  return (
    <>
      <Headline title={title} lede={t('lede')} />
      <div className={classes.bar}>
        {tabs}
        <div className={classes.actions}>
          <Can do="people.invite">
            {first && first.uninvited > 0 ? (
              <Button onClick={() => setIsInviting(true)}>{t('links.open', { count: first.uninvited })}</Button>
            ) : null}
          </Can>
          <Can do="people.change">
            <Button variant="filled" leftSection={<Icon name="plus" size={14} />} onClick={() => setIsAdding(true)}>
              {t('add.open')}
            </Button>
          </Can>
        </div>
      </div>
      <RosterList />
      {isAdding ? <AddPerson onClose={() => setIsAdding(false)} /> : null}
      {isInviting && first ? <InviteAll count={first.uninvited} onClose={() => setIsInviting(false)} /> : null}
    </>
  )
}
