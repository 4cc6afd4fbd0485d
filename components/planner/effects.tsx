'use client'
import { useTranslations } from 'use-intl/react'
import type { Effect } from '@/lib/planner/told-shapes'
import classes from './planner.module.css'
import { type NamesOf, useFigures } from './use-names'

/** What a plan does to the gaps that were chosen and to all criteria, and what gets worse. */
export function Effects({ effect, placed, names }: { effect: Effect; placed: number; names: NamesOf }) {
  const t = useTranslations('planner.effect')
  return (
    <>
      {effect.gaps.length > 0 ? <Gaps effect={effect} placed={placed} names={names} /> : null}
      <Gained effect={effect} names={names} />
      <section>
        <h2>{t('worse')}</h2>
        <p>
          {effect.needCover > 0 ? t('worseText', { count: effect.needCover, placed }) : t('nothingWorse')}{' '}
          <a href="#homes">{t('toHomes')}</a>
        </p>
      </section>
      <section>
        <h2>{t('before')}</h2>
        <p>{t('beforeText')}</p>
      </section>
    </>
  )
}

function Gaps({ effect: { gaps }, placed, names }: { effect: Effect; placed: number; names: NamesOf }) {
  const t = useTranslations('planner.effect')
  const figures = useFigures()
  const most = Math.max(1, ...gaps.map(({ before }) => before))
  const width = (levels: number) => ({ width: `${(100 * levels) / most}%` })
  return (
    <section>
      <h2>{t('gaps')}</h2>
      <p className={classes.quiet}>{t('gapsText', { count: placed })}</p>
      <ul className={classes.gaps}>
        {gaps.map(({ criterion, before, after, underBefore, underAfter, of }) => (
          <li key={criterion}>
            <p className={classes.pair}>
              <span>{names.criterion(criterion)}</span>
              <span>
                {figures.points(before)} → <b>{figures.points(after)}</b>
              </span>
            </p>
            <div className={classes.bars} aria-hidden="true">
              <i style={width(before)} />
              <u style={width(after)} />
            </div>
            {of > 0 ? (
              <p className={classes.quiet}>
                {underBefore === underAfter
                  ? t('stillUnder', { under: underAfter, of })
                  : t('under', { before: underBefore, after: underAfter, of })}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Gained({ effect: { gained }, names }: { effect: Effect; names: NamesOf }) {
  const t = useTranslations('planner.effect')
  const figures = useFigures()
  return (
    <section>
      <h2 id="gained">{t('gained')}</h2>
      <table className={classes.small} aria-labelledby="gained">
        <thead className="sr">
          <tr>
            <th scope="col">{t('criterion')}</th>
            <th scope="col">{t('people')}</th>
            <th scope="col">{t('levels')}</th>
          </tr>
        </thead>
        <tbody>
          {gained.map(({ criterion, people, levels }) => (
            <tr key={criterion}>
              <th scope="row">{names.criterion(criterion)}</th>
              <td>{t('peopleCount', { count: people })}</td>
              <td>
                <b>{figures.gain(levels)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
