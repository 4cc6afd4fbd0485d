'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import classes from './compare.module.css'
import { CompareHeadline } from './compare-headline'
import type { Compared } from './use-comparison'

/** Who has submitted, and why nothing shows yet. */
export function BeforeReveal({ answer }: { answer: Compared }) {
  const t = useTranslations('agreements.before')
  const { comparison, parties, input } = answer
  const { self, manager, viewpoint, handOver } = comparison
  const tAside = useTranslations('agreements.aside')
  return (
    <>
      <CompareHeadline answer={answer} />
      <div className={classes.before}>
        <p>{t('self', { me: parties.self.who, name: parties.self.name, state: self?.status ?? 'none' })}</p>
        <p>{t('manager', { me: viewpoint === 'manager' ? 'me' : 'they', state: manager?.status ?? 'none' })}</p>
        <p className={classes.muted}>{t('why')}</p>
        {handOver.map(({ by, note }) => (
          <p key={by.name}>
            <b>{tAside('handOver', { name: by.name })}</b> {note}
          </p>
        ))}
        {viewpoint === 'reader' ? null : (
          <p>
            <Link
              href={`/assessments/${encodeURIComponent(input.cycle)}/${encodeURIComponent(input.employeeId)}` as Route}
            >
              {t('toForm')}
            </Link>
          </p>
        )}
      </div>
    </>
  )
}
