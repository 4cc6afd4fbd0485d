'use client'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import classes from './admin.module.css'
import type { KeptUnit as Unit } from './unit-rows'
import { unitRows } from './unit-rows'
import { UnitsTable } from './units-table'

const AddUnit = dynamic(() => import('./unit-form').then((file) => file.AddUnit))
const ChangeUnit = dynamic(() => import('./unit-form').then((file) => file.ChangeUnit))
const RemoveUnit = dynamic(() => import('./unit-form').then((file) => file.RemoveUnit))

export type UnitDeed = { kind: 'add'; unit: Unit | null } | { kind: 'change' | 'remove'; unit: Unit }

/** The tree of units: add, rename, hang elsewhere, remove when empty. */
export function UnitsEditor({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('peopleAdmin')
  const { data, error, refetch, isPending } = useQuery(orpc.units.list.queryOptions())
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [search, setSearch] = useState('')
  const [deed, setDeed] = useState<UnitDeed | null>(null)
  const [said, setSaid] = useState('')
  const units = data?.units ?? []
  const rows = unitRows(units, toggled, search)
  const common = {
    units,
    onClose: () => setDeed(null),
    onDone: (sentence: string) => {
      setDeed(null)
      setSaid(sentence)
    },
  }
  const toggle = (unitId: string) => {
    const next = new Set(toggled)
    if (!next.delete(unitId)) next.add(unitId)
    setToggled(next)
  }
  return (
    <>
      <Headline title={data ? t('units.headline', { count: units.length }) : t('title')} lede={t('units.lede')} />
      <div className={classes.bar}>
        <div className={classes.actions}>
          {tabs}
          <TextInput
            type="search"
            size="xs"
            className={classes.search}
            aria-label={t('units.search')}
            placeholder={t('units.search')}
            leftSection={<Icon name="search" size={14} />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <span role="status" className={classes.muted}>
          {said}
        </span>
      </div>
      {isPending ? <SkeletonTable rows={10} columns={3} row={44} /> : null}
      {error && !data ? <Problem error={error} retry={refetch} /> : null}
      {data && units.length === 0 ? (
        <EmptyState
          icon="unit"
          title={t('units.emptyTitle')}
          text={t('units.emptyText')}
          action={
            <Can do="units.change">
              <Button variant="filled" onClick={() => setDeed({ kind: 'add', unit: null })}>
                {t('units.add')}
              </Button>
            </Can>
          }
        />
      ) : null}
      {units.length > 0 && rows.length === 0 ? <p className={classes.muted}>{t('units.none')}</p> : null}
      {rows.length > 0 ? <UnitsTable rows={rows} toggle={toggle} start={setDeed} /> : null}
      {deed?.kind === 'add' ? <AddUnit parent={deed.unit} {...common} /> : null}
      {deed?.kind === 'change' ? <ChangeUnit unit={deed.unit} {...common} /> : null}
      {deed?.kind === 'remove' ? <RemoveUnit unit={deed.unit} {...common} /> : null}
    </>
  )
}
