'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Icon } from '@/components/ui/icon'
import type { KeptUnit as Unit, UnitRow } from './unit-rows'
import classes from './units.module.css'

type Deed = { kind: 'add' | 'change' | 'remove'; unit: Unit }

/** Each unit under the one above it, with what can be done to it. */
export function UnitsTable({
  rows,
  toggle,
  start,
}: {
  rows: readonly UnitRow<Unit>[]
  toggle: (unitId: string) => void
  start: (deed: Deed) => void
}) {
  const t = useTranslations('peopleAdmin.units')
  const mayChange = useMe().permissions.includes('units.change')
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          <th scope="col">{t('key')}</th>
          <th scope="col">{t('kind')}</th>
          {mayChange ? (
            <th scope="col">
              <span className="sr">{t('change')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, depth, hasBelow, isOpen }) => (
          <tr key={unit.unitId}>
            <th scope="row" style={{ '--depth': depth } as React.CSSProperties}>
              <span className={classes.unit}>
                {hasBelow ? (
                  <button
                    type="button"
                    className={classes.toggle}
                    aria-expanded={isOpen}
                    aria-label={t(isOpen ? 'close' : 'open', { unit: unit.name })}
                    onClick={() => toggle(unit.unitId)}
                  >
                    <Icon name={isOpen ? 'down' : 'right'} size={14} />
                  </button>
                ) : (
                  <span className={classes.leaf} />
                )}
                {unit.name}
              </span>
            </th>
            <td className={classes.muted}>{unit.unitId}</td>
            <td className={classes.muted}>{unit.kind}</td>
            {mayChange ? (
              <td className={classes.deeds}>
                {(
                  [
                    ['add', t('addBelow'), t('addBelowLabel', { unit: unit.name })],
                    ['change', t('change'), t('changeLabel', { unit: unit.name })],
                    ['remove', t('remove'), t('removeLabel', { unit: unit.name })],
                  ] as const
                ).map(([kind, words, label]) =>
                  kind === 'remove' && hasBelow ? null : (
                    <Button
                      key={kind}
                      size="xs"
                      variant="subtle"
                      aria-label={label}
                      onClick={() => start({ kind, unit })}
                    >
                      {words}
                    </Button>
                  ),
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
