'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { useDay } from '@/components/ui/use-day'
import type { CoverLink, SecondmentDetail, Target } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'
import { useCriterionNames } from './use-secondments'

/** What is agreed, or asked for: where, when, how much of the week, with whom, and how the home is covered. */
export function Terms({ one }: { one: SecondmentDetail }) {
  const t = useTranslations('secondments.one')
  const day = useDay()
  const me = useMe()
  const { opening, from, to, share, home, hosts } = one
  const rows: [string, string][] = [
    [t('opening'), opening.title],
    [t('host'), opening.host.name],
    [t('hosts'), hosts.map(({ name }) => name).join(', ') || '–'],
    [t('place'), opening.location || t('noPlace')],
    [t('days'), t('daysOf', { from: day(from), to: day(to) })],
    [t('share'), share === 100 ? t('whole') : t('part', { share })],
    [t('home'), home?.name ?? '–'],
    [t('pay'), t('payText', { isOwn: String(one.person.employeeId === me.employeeId), name: one.person.name })],
  ]
  return (
    <section className={classes.section} aria-labelledby="terms">
      <h2 id="terms">{t('terms')}</h2>
      <dl className={classes.terms}>
        {rows.map(([name, value]) => (
          <Pair key={name} name={name} value={value} />
        ))}
        <Pair name={t('cover')} value={<CoverWords cover={one.cover} />} />
      </dl>
    </section>
  )
}

function Pair({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function CoverWords({ cover }: { cover: readonly CoverLink[] }) {
  const t = useTranslations('secondments')
  if (cover.length === 0) return t('one.noCover')
  return cover.map(({ option, person, consequence }) => (
    <span key={`${option} ${person?.employeeId}`} style={{ display: 'block' }}>
      {t(`cover.options.${option}`)}
      {person ? `: ${person.name}` : ''}
      {consequence ? ` (${consequence})` : ''}
    </span>
  ))
}

/** Which criteria it is to develop, from which level to which. */
export function Targets({ targets }: { targets: readonly Target[] }) {
  const t = useTranslations('secondments.one')
  const format = useFormatter()
  const nameOf = useCriterionNames()
  const level = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  return (
    <section className={classes.section} aria-labelledby="targets">
      <h2 id="targets">{t('targets')}</h2>
      {targets.length === 0 ? <p className={classes.quiet}>{t('noTargets')}</p> : null}
      <ul className={classes.list}>
        {targets.map(({ criterion, from, to }) => (
          <li key={criterion}>
            {from === null
              ? t('targetNew', { criterion: nameOf(criterion), to: level(to) })
              : t('target', { criterion: nameOf(criterion), from: level(from), to: level(to) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
