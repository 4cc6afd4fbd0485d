'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { PlacementPolicyShape } from '@/lib/openings/home-shapes'
import type { SwitchedRule } from '@/lib/openings/policy'
import { FormActions, FormProblem, formClasses, issueOf } from '../ui/form'
import { Headline } from '../ui/headline'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import classes from './openings.module.css'

const numbers = [
  ...(['minMonths', 'minPartTimeDays', 'softMaxMonths', 'hardMaxMonths', 'cumulativeMonths'] as const),
  ...(['cumulativeWindowMonths', 'coolingOffMonths', 'extensions', 'extensionAskMonths', 'noticeDays'] as const),
  ...(['timeInPostMonths', 'coverDepth', 'awayPerSmallUnit', 'smallUnitUnder', 'awayPerManager'] as const),
]
const switches: readonly SwitchedRule[] = [
  ...(['time-in-post', 'single-holder', 'cumulative', 'cooling-off'] as const),
  ...(['cover', 'blackout', 'notice', 'away-per-unit'] as const),
]

/** The limits of placements: shown with where they come from, saved as a new version with its reason. */
export function PolicyForm() {
  const t = useTranslations('openings')
  const query = useQuery(orpc.placementPolicy.get.queryOptions())
  const found = query.data
  return (
    <>
      <Headline
        title={
          found
            ? t('policy.headline', {
                isDefault: found.isDefault ? 'yes' : 'no',
                version: found.version,
                note: found.note,
              })
            : t('views.policy')
        }
        lede={t('policy.lede')}
      />
      {query.isPending ? <SkeletonTable rows={8} columns={2} row={44} /> : null}
      {query.isError && !found ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {found ? <Fields key={found.version} found={found} /> : null}
    </>
  )
}

function Fields({ found }: { found: PlacementPolicyShape }) {
  const t = useTranslations('openings.policy')
  const cache = useQueryClient()
  const [typed, setTyped] = useState(() => Object.fromEntries(numbers.map((key) => [key, String(found.settings[key])])))
  const [rules, setRules] = useState(found.settings.rules)
  const [note, setNote] = useState('')
  const options = orpc.placementPolicy.get.queryOptions()
  const set = useMutation(
    orpc.placementPolicy.set.mutationOptions({ onSuccess: (stored) => cache.setQueryData(options.queryKey, stored) }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = Object.fromEntries(numbers.map((key) => [key, Math.round(Number(typed[key]))]))
    set.mutate({ version: found.version, note, settings: { ...found.settings, ...given, rules } })
  }
  return (
    <form className={formClasses.form} onSubmit={submit}>
      <section className={classes.section}>
        <h2>{t('numbers')}</h2>
        <div className={classes.fields}>
          {numbers.map((key) => (
            <TextInput
              key={key}
              inputMode="numeric"
              pattern="[0-9]*"
              required
              withAsterisk={false}
              label={t(key)}
              error={issueOf(set.error, `settings.${key}`)}
              value={typed[key] ?? ''}
              onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
            />
          ))}
        </div>
      </section>
      <section className={classes.section}>
        <h2>{t('switches')}</h2>
        <div className={classes.fields}>
          {switches.map((rule) => (
            <NativeSelect
              key={rule}
              label={t(`rules.${rule}`)}
              value={rules[rule]}
              data={(['hold', 'override'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(event) => setRules({ ...rules, [rule]: event.target.value as 'hold' | 'override' })}
            />
          ))}
        </div>
      </section>
      <TextInput
        label={t('note')}
        required
        withAsterisk={false}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <FormProblem error={set.error} />
      <FormActions submit={t('save')} isBusy={set.isPending} />
    </form>
  )
}
