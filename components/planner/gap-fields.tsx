'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { formClasses } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import classes from './scenario-form.module.css'
import type { NamesOf } from './use-names'

/** Criteria by domain to choose from, each with how many are below target today: in the one unit that may go, else in all. */
export function GapFields({
  chosen,
  units,
  names,
  onChange,
}: {
  chosen: readonly string[]
  units: readonly string[]
  names: NamesOf
  onChange: (chosen: string[]) => void
}) {
  const t = useTranslations('planner.form')
  const unit = units.length === 1 ? units[0] : undefined
  const map = useQuery(orpc.gapMap.get.queryOptions({ input: unit ? { unit } : {} }))
  const top = map.data?.cells[0]?.unit
  const cellOf = (criterion: string) =>
    map.data?.cells.find((cell) => cell.unit === top && cell.criterion === criterion)
  return names.domains.map((domain) => (
    <fieldset key={domain.key}>
      <legend>
        <h3>{domain.name}</h3>
      </legend>
      <div className={classes.checks}>
        {domain.criteria.map(({ key, name }) => {
          const cell = cellOf(key)
          const isChosen = chosen.includes(key)
          return (
            <label key={key} className={formClasses.check}>
              <input
                type="checkbox"
                checked={isChosen}
                onChange={() => onChange(isChosen ? chosen.filter((one) => one !== key) : [...chosen, key])}
              />
              <span>{name}</span>
              {cell && cell.below !== null ? (
                <small>{t('below', { below: cell.below, assessed: cell.assessed })}</small>
              ) : null}
            </label>
          )
        })}
      </div>
    </fieldset>
  ))
}
