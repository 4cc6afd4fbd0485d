'use client'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { useDay } from '@/components/ui/use-day'
import { sentenceOf, states } from '@/lib/health/rules'
import type { HealthFinding } from '@/lib/health/shapes'
import classes from './health.module.css'

const marks = { ok: 'check', warn: 'info', bad: 'close' } as const

/** Every look with how it stands and its sentence; what needs somebody stands first. */
export function FindingsTable({ findings }: { findings: readonly HealthFinding[] }) {
  const t = useTranslations('health')
  const say = useTranslations('health.findings')
  const day = useDay()
  const readable = (finding: HealthFinding) => {
    const { figures } = finding
    return figures.day ? { ...finding, figures: { ...figures, day: day(String(figures.day)) } } : finding
  }
  const sorted = findings.toSorted((a, b) => states.indexOf(b.state) - states.indexOf(a.state))
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.check')}</th>
          <th scope="col">{t('columns.state')}</th>
          <th scope="col">{t('columns.finding')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((finding) => (
          <tr key={finding.check}>
            <th scope="row">{t(`checks.${finding.check}`)}</th>
            <td className={classes.state} data-state={finding.state}>
              <Icon name={marks[finding.state]} size={16} />
              {t(`states.${finding.state}`)}
            </td>
            <td className={classes.sentence}>
              <Sentence text={sentenceOf(say, readable(finding))} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What a person types stands apart from what they read. */
function Sentence({ text }: { text: string }) {
  const [before, command] = text.split(/(?=npm run [\w:]+$)/)
  return (
    <>
      {before}
      {command ? <code className={classes.code}>{command}</code> : null}
    </>
  )
}
