'use client'
import { Button } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl/react'
import { confirmable, placeAmong } from '@/lib/agreements/rules'
import { useMoment } from '../ui/use-moment'
import { AcknowledgeBox } from './acknowledge-box'
import classes from './compare-aside.module.css'
import { DifferenceBars } from './difference-bars'
import type { Compared } from './use-comparison'
import type { Settling } from './use-settling'

/** How far the two have come, how they differ and how much that is among everybody, and what the signs mean. */
export function CompareAside({ answer, settling }: { answer: Compared; settling: Settling }) {
  const t = useTranslations('agreements.aside')
  const { moment } = useMoment()
  const { comparison, progress, parties } = answer
  const { agreeBy, status, handOver, peers, may } = comparison
  const confirmed = may.settle ? confirmable(comparison.criteria) : []
  return (
    <aside className={classes.aside}>
      {handOver.map(({ by, note }) => (
        <section key={by.name} className={classes.note}>
          <h2>{t('handOver', { name: by.name })}</h2>
          <p>{note}</p>
        </section>
      ))}
      <section>
        <h2>{t('progress', { settled: progress.settled, all: progress.all })}</h2>
        <progress value={progress.settled} max={progress.all} aria-label={t('progress', progress)} />
        <p>
          {t('left', { talk: progress.talk, confirm: progress.confirm, single: progress.single })}{' '}
          {progress.disputed > 0 ? t('disputed', { count: progress.disputed }) : null}{' '}
          {agreeBy ? t(status === 'open' ? 'closes' : 'closed', { at: moment(agreeBy) }) : null}
        </p>
        {confirmed.length > 0 ? (
          <Button
            mt={10}
            className={classes.wrap}
            onClick={() =>
              settling.agree(
                confirmed.map(({ criterion, manager }) => ({ criterion, level: manager?.level ?? 0, reason: '' })),
              )
            }
          >
            {t('confirm', { count: confirmed.length })}
          </Button>
        ) : null}
        <AcknowledgeBox answer={answer} />
        {peers?.asked ? <p>{t('peers', { asked: peers.asked, answered: peers.answered ?? 0 })}</p> : null}
      </section>
      <DifferenceBars differences={answer.differences} />
      <Typical answer={answer} />
      <section>
        <h2>{t('key')}</h2>
        <ul className={classes.key}>
          <li>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="8" cy="8" r="5.5" fill="var(--surface)" stroke="var(--ink)" strokeWidth="1.8" />
            </svg>
            {t('ownLevel', { self: parties.self.who, name: parties.self.name })}
          </li>
          <li>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="8" cy="8" r="6" fill="var(--ink)" />
            </svg>
            {t('managerLevel', { manager: parties.manager.who, name: parties.manager.name })}
          </li>
          <li>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M8 1v14" stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="2 2" />
            </svg>
            {t('target')}
          </li>
        </ul>
        <p className={classes.fine}>{t('record', { self: parties.self.who, name: parties.self.name })}</p>
      </section>
    </aside>
  )
}

/** The mean difference of these two among everybody's, so that nobody is singled out by what is ordinary. */
function Typical({ answer: { comparison, differences, parties } }: { answer: Compared }) {
  const t = useTranslations('agreements.aside')
  const format = useFormatter()
  const { typical } = comparison
  const { mean } = differences
  if (!typical || mean === null) return null
  const signed = (levels: number) => format.number(levels, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  return (
    <section>
      <p className={classes.typical}>
        {t('typical', {
          ...{ self: parties.self.who, name: parties.self.name, manager: parties.manager.who },
          managerName: parties.manager.name,
          levels: format.number(Math.abs(mean), { maximumFractionDigits: 1 }),
          side: Math.abs(mean) < 0.05 ? 'same' : mean > 0 ? 'above' : 'below',
          ...{ low: signed(typical.low), high: signed(typical.high), median: signed(typical.median) },
        })}{' '}
        {t(placeAmong(mean, typical))}
      </p>
      <p className={classes.fine}>{t('basis', { people: typical.people, cycle: typical.cycle })}</p>
    </section>
  )
}
