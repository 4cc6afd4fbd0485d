'use client'
import { ORPCError } from '@orpc/client'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import type { Check } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'

/** What the rules say of a placement that is being written: what excludes it, and what is not known. */
export function CheckResult({ check }: { check: Check }) {
  const t = useTranslations('secondments.propose')
  const told = check.verdicts.filter(({ outcome }) => outcome !== 'ok')
  const count = told.filter(({ outcome }) => outcome === 'fails').length
  return (
    <>
      <p className={classes.below}>
        {count > 0 ? t('excluded', { count }) : t('eligible', { points: Math.round(check.points * 10) / 10 })}
        {check.seat === null ? ` ${t('noSeat')}` : ''}
      </p>
      <Rules verdicts={told} />
    </>
  )
}

/** What a refused deed says, and which rules stand against it. */
export function RulesProblem({ error }: { error: unknown }) {
  const verdicts: unknown = error instanceof ORPCError ? error.data?.verdicts : null
  return (
    <>
      <FormProblem error={error} />
      {Array.isArray(verdicts) ? <Rules verdicts={verdicts as Check['verdicts']} /> : null}
    </>
  )
}

function Rules({ verdicts }: { verdicts: Check['verdicts'] }) {
  const t = useTranslations('secondments.propose')
  return (
    <ul className={classes.rules}>
      {verdicts.map(({ rule, outcome, facts }) => (
        <li key={`${rule} ${JSON.stringify(facts)}`}>
          {t(`rules.${rule}`)}: {t(`outcomes.${outcome as 'fails'}`)}
        </li>
      ))}
    </ul>
  )
}
