'use client'
import { Button } from '@mantine/core'
import type { Route } from 'next'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { findNode } from '../charts/gap-map-rows'
import { addressWith } from '../ui/address'
import { Can } from '../ui/can'
import { Icon } from '../ui/icon'
import { Problem } from '../ui/problem'
import { CellFacts } from './cell-facts'
import type { CellOf } from './cell-pages'
import { CellPeople } from './cell-people'
import classes from './drawer.module.css'
import { useCell } from './use-cell'
import { useFigure } from './use-cell-words'
import type { OrganisationMap } from './use-organisation'

/** One cell of the map: how many are below, the levels they stand at, what that rests on, and its people. */
export function CellDrawer({ at, map, onClose }: { at: CellOf; map: OrganisationMap; onClose: () => void }) {
  const t = useTranslations('organisation.drawer')
  const { detail, people, hidden, query } = useCell(at)
  const drawer = useRef<HTMLElement>(null)
  const node = findNode(map.tree, at.unit)
  const cell = node?.cells.get(at.criterion) ?? detail?.cell
  const target = map.role.targets.find(({ criterion }) => criterion === at.criterion)
  const criterion = map.framework.domains.flatMap(({ criteria }) => criteria).find(({ key }) => key === at.criterion)
  const unit = node?.unit.name ?? at.unit
  const figure = useFigure(map.role.name)
  const big = cell ? figure(cell, target?.target) : ''

  useEffect(() => {
    const isBelowTheMap = window.matchMedia('(max-width: 720px)').matches
    if (isBelowTheMap) drawer.current?.scrollIntoView({ block: 'start' })
  }, [])

  return (
    <aside className={classes.drawer} aria-label={t('label')} ref={drawer}>
      <div className={classes.inner}>
        <div className={classes.top}>
          <span>{unit}</span>
          <button type="button" className={classes.close} aria-label={t('close')} onClick={onClose}>
            <Icon name="close" size={14} />
          </button>
        </div>
        <h2 className={classes.title}>{criterion?.name ?? at.criterion}</h2>
        <p className="sr" role="status">
          {cell ? t('selected', { unit, criterion: criterion?.name ?? at.criterion, figure: big }) : ''}
        </p>
        {cell ? (
          <>
            <p className={classes.big}>{big}</p>
            <CellFacts cell={cell} target={target} unit={unit} criterion={criterion?.name ?? at.criterion} map={map} />
            {cell.below ? (
              <Can do="planner.run">
                <Button
                  mt={16}
                  component={Link}
                  href={addressWith('/planner/new', '', { criterion: at.criterion, unit: at.unit }) as Route}
                >
                  {t('plan')}
                </Button>
              </Can>
            ) : null}
          </>
        ) : null}
        {query.isError ? (
          <Problem error={query.error} retry={() => query.refetch()} />
        ) : (
          <CellPeople
            cell={cell}
            target={target?.target}
            people={people}
            hidden={hidden}
            kept={{ profile: map.answer.profile, cycle: map.answer.cycle }}
            query={query}
          />
        )}
        {target && criterion ? (
          <div className={classes.means}>
            <b>{t('levelMeans', { level: target.target })}</b>
            <p>{criterion.levels.find(({ level }) => level === target.target)?.descriptor}</p>
          </div>
        ) : null}
      </div>
    </aside>
  )
}
