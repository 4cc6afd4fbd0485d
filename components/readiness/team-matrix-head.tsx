'use client'
import { useTranslations } from 'use-intl/react'
import type { GapStep } from '@/lib/readiness/gap-scale'
import { DomainHeads, TargetCells } from '../charts/column-heads'
import map from '../charts/gap-map.module.css'
import head from '../charts/gap-map-head.module.css'
import key from '../charts/gap-map-key.module.css'
import type { TeamColumn, TeamGroup } from './team-columns'
import classes from './team-matrix.module.css'

const steps: [GapStep, string][] = [
  ['a2', '+2'],
  ['a1', '+1'],
  ['z0', '0'],
  ['b1', '1'],
  ['b2', '2'],
  ['b3', '3'],
  ['b4', '4'],
]

const first = (column: TeamColumn) => (column.isFirst ? map.first : undefined)

/** Domains beside the key, turned criteria, and the targets with must-haves bold. */
export function TeamMatrixHead({ groups }: { groups: readonly TeamGroup[] }) {
  const t = useTranslations('team.matrix')
  const columns = groups.flatMap((group) => group.columns)
  const named = groups.map(({ name, shortName, ...group }) => ({
    ...group,
    name: name ?? t('dearest'),
    shortName: name === null ? t('dearest') : shortName,
  }))
  return (
    <thead className={map.head}>
      <tr>
        <td rowSpan={2} colSpan={2} className={map.corner}>
          <Key />
        </td>
        <DomainHeads groups={named} />
      </tr>
      <tr>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={[head.criterion, classes.criterion, first(column)].filter(Boolean).join(' ')}
            data-off={column.isOff || undefined}
            aria-label={t('head', {
              criterion: column.name,
              target: column.target ? String(column.target.target) : 'none',
              minimum: column.target?.minimum ? String(column.target.minimum) : 'none',
            })}
          >
            <span>{column.name}</span>
          </th>
        ))}
      </tr>
      <tr className={map.targets}>
        <th className={map.unit} scope="col">
          {t('person')}
        </th>
        <th className={classes.readiness} scope="col">
          {t('readiness')} <span className={classes.target}>{t('target')}</span>
        </th>
        <TargetCells columns={columns} />
      </tr>
    </thead>
  )
}

/** What colours, underline, ring and N mean. */
function Key() {
  const t = useTranslations('team.key')
  return (
    <div className={classes.key}>
      <p className={key.title}>{t('title')}</p>
      <div className={key.ramp}>
        {steps.map(([step, text]) => (
          <span key={step} className={step}>
            {text}
          </span>
        ))}
      </div>
      <div className={key.ends}>
        <span>{t('above')}</span>
        <span>{t('below')}</span>
      </div>
      <p className={key.line}>
        <i className={`${classes.swatch} b2`} data-short>
          1
        </i>
        {t('minimum')}
      </p>
      <p className={key.line}>
        <i className={classes.swatch} data-alone>
          1
        </i>
        {t('alone')}
      </p>
      <p className={key.line}>
        <i className={classes.swatch} data-nil>
          N
        </i>
        {t('notObserved')}
      </p>
    </div>
  )
}
