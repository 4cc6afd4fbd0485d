'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'use-intl/react'
import { byDomain } from '@/lib/readiness/breakdown'
import classes from './readiness.module.css'
import type { Told } from './use-person-readiness'
import { useWords } from './use-words'

/** Fewer spokes than this make a line, not a shape. */
const leastSpokes = 3

const Radar = dynamic(() => import('../charts/radar').then((chart) => chart.Radar), {
  ssr: false,
  loading: () => <div className={classes.radar} aria-hidden="true" />,
})

/** Mean level against mean target by domain, drawn and as a table. */
export function Shape({ told: { answer, voice, name } }: { told: Told }) {
  const t = useTranslations('readiness.shape')
  const { tenth } = useWords()
  const domains = byDomain(answer.readiness, answer.framework.domains)
  if (domains.length < leastSpokes) return null
  const value = (level: number | null, target: number) =>
    level === null ? t('notRated') : t('value', { level: tenth(level), target: tenth(target) })
  return (
    <section>
      <div className={classes.heading}>
        <h2>{t('title')}</h2>
        <span>{t('sub')}</span>
      </div>
      <figure>
        <Radar
          top={answer.top}
          spokes={domains.map(({ key, shortName, level, target }) => ({
            ...{ key, name: shortName, level, target },
            value: value(level, target),
          }))}
        />
        <div className="sr">
          <table>
            <caption>{t('sub')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('domain')}</th>
                <th scope="col">{t('level')}</th>
                <th scope="col">{t('target')}</th>
              </tr>
            </thead>
            <tbody>
              {domains.map((domain) => (
                <tr key={domain.key}>
                  <th scope="row">{domain.name}</th>
                  <td>{domain.level === null ? t('notRated') : tenth(domain.level)}</td>
                  <td>{tenth(domain.target)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <figcaption className={classes.note}>{t('note', { voice, name })}</figcaption>
      </figure>
    </section>
  )
}
