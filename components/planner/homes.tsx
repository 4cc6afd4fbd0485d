'use client'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Effect } from '@/lib/planner/told-shapes'
import classes from './planner.module.css'
import type { NamesOf } from './use-names'

type Home = Effect['homes'][number]
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1

/** Cover at home: each unit that somebody leaves, week by week on one line from the first day away to the last. */
export function Homes({ homes, names }: { homes: readonly Home[]; names: NamesOf }) {
  const t = useTranslations('planner.homes')
  const day = useDay()
  const all = homes.flatMap(({ stretches }) => stretches)
  const from = all.map((one) => one.from).sort()[0]
  const to = all
    .map((one) => one.to)
    .sort()
    .at(-1)
  if (!from || !to) return null
  return (
    <section className={classes.block} aria-labelledby="homes">
      <h2 id="homes" tabIndex={-1}>
        {t('title')}
      </h2>
      <p className={classes.text}>
        {t('text', { from: day(from), to: day(to), weeks: Math.ceil(days(from, to) / 7) })}
      </p>
      <div className={classes.scroll}>
        <table className={classes.table} aria-labelledby="homes" data-stacked>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              <th scope="col">{t('stay')}</th>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('sole')}</th>
            </tr>
          </thead>
          <tbody>
            {homes.map((home) => (
              <tr key={home.unitId}>
                <th scope="row">{names.unit(home.unitId)}</th>
                <td data-label={t('stay')}>
                  <Stay home={home} />
                </td>
                <td data-label={t('when')} className={classes.wide}>
                  <Line home={home} from={from} to={to} />
                </td>
                <td data-label={t('sole')}>
                  <Sole home={home} names={names} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Stay({ home: { heads, floor, stretches } }: { home: Home }) {
  const t = useTranslations('planner.homes')
  const most = Math.max(0, ...stretches.map(({ away }) => away))
  return (
    <>
      {t('stayOf', { stay: heads - most, heads })}
      <small>{t('floor', { floor })}</small>
    </>
  )
}

/** Each stretch where it lies between the first and the last day, darker for more people, and in words beneath. */
function Line({ home: { stretches }, from, to }: { home: Home; from: string; to: string }) {
  const t = useTranslations('planner.homes')
  const day = useDay()
  const whole = days(from, to)
  return (
    <>
      <span className={classes.line} aria-hidden="true">
        {stretches.map((one) => (
          <i
            key={one.from}
            data-more={one.away > 1 || undefined}
            style={{
              left: `${(100 * (days(from, one.from) - 1)) / whole}%`,
              width: `${(100 * days(one.from, one.to)) / whole}%`,
            }}
          />
        ))}
      </span>
      {stretches.map((one) => (
        <small key={one.from}>{t('stretch', { count: one.away, from: day(one.from), to: day(one.to) })}</small>
      ))}
      {stretches.length === 0 ? <small>{t('nobodyAway')}</small> : null}
    </>
  )
}

function Sole({ home: { sole }, names }: { home: Home; names: NamesOf }) {
  const t = useTranslations('planner.homes')
  if (sole.length === 0) return t('nothing')
  return sole.map(({ employeeId, criteria }) => (
    <p key={employeeId}>
      {t('leaves', { person: names.person(employeeId), criteria: criteria.map(names.criterion).join(', ') })}
    </p>
  ))
}
