'use client'
import { useTranslations } from 'use-intl/react'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import type { Effect } from '@/lib/planner/told-shapes'
import classes from './planner.module.css'
import { type NamesOf, useFigures } from './use-names'

/** How a plan is spread: placed people of candidates, by unit or by place of work. */
export function Spread({ spread, names }: { spread: Effect['spread']; names: NamesOf }) {
  const t = useTranslations('planner.spread')
  const url = useUrlState()
  const figures = useFigures()
  const by = url.get('spread') === 'location' ? 'location' : 'unit'
  const rows = spread.filter((row) => row.by === by)
  const none = rows.filter(({ placed }) => placed === 0).length
  return (
    <section className={classes.block} aria-labelledby="spread">
      <h2 id="spread">{t('title')}</h2>
      <p className={classes.text}>{t('text', { none, all: rows.length, by })}</p>
      <Segmented
        label={t('by')}
        value={by}
        options={[
          { value: 'unit', label: t('unit') },
          { value: 'location', label: t('location') },
        ]}
        onChange={(next) => url.set({ spread: next === 'unit' ? null : next })}
      />
      <table className={classes.table} aria-labelledby="spread">
        <thead>
          <tr>
            <th scope="col">{t(by)}</th>
            <th scope="col">{t('placed')}</th>
            <th scope="col">{t('candidates')}</th>
            <th scope="col">{t('part')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, placed, candidates }) => (
            <tr key={key}>
              <th scope="row">{by === 'unit' ? names.unit(key) : key || t('noPlace')}</th>
              <td>{placed}</td>
              <td>{candidates}</td>
              <td>{figures.percent(placed / candidates)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
