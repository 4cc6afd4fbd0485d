'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { PlacementPolicyShape } from '@/lib/openings/home-shapes'
import type { SwitchedRule } from '@/lib/openings/policy'
import { FormActions, FormProblem, formClasses } from '../ui/form'
import { Headline } from '../ui/headline'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import classes from './openings.module.css'
import { PolicyCosts } from './policy-costs'
import { PolicyNumbers } from './policy-numbers'
import {
  limitFields,
  preferenceFields,
  readNumber,
  settingsOf,
  startFields,
  termFields,
  typedOf,
} from './policy-values'

const switches: readonly SwitchedRule[] = [
  ...(['time-in-post', 'single-holder', 'cumulative', 'cooling-off'] as const),
  ...(['cover', 'blackout', 'notice', 'away-per-unit'] as const),
]

/** The settings of placements and plans: shown with where they come from, saved as a new version with its reason. */
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
  const format = useFormatter()
  const cache = useQueryClient()
  const write = (value: number) => format.number(value, { useGrouping: false, maximumFractionDigits: 3 })
  const [typed, setTyped] = useState(() => typedOf(found.settings, write))
  const [note, setNote] = useState('')
  const options = orpc.placementPolicy.get.queryOptions()
  const set = useMutation(
    orpc.placementPolicy.set.mutationOptions({ onSuccess: (stored) => cache.setQueryData(options.queryKey, stored) }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ version: found.version, note, settings: settingsOf(found.settings, typed) })
  }
  const { numbers, rules, costs } = typed
  const group = {
    numbers,
    error: set.error,
    onChange: (path: string, value: string) => setTyped({ ...typed, numbers: { ...numbers, [path]: value } }),
  }
  const [first, second] = preferenceFields.map(({ path }) => readNumber(numbers[path] ?? ''))
  const rate = { first: first || 0, second: second || 0, move: readNumber(numbers['objective.move'] ?? '') || 0 }
  return (
    <form className={`${formClasses.form} ${classes.policy}`} onSubmit={submit}>
      <PolicyNumbers title={t('numbers')} text={t('numbersText')} fields={limitFields} {...group} />
      <section className={classes.section}>
        <h2>{t('switches')}</h2>
        <p className={classes.text}>{t('switchesText')}</p>
        <div className={classes.fields}>
          {switches.map((rule) => (
            <NativeSelect
              key={rule}
              label={t(`rules.${rule}`)}
              value={rules[rule]}
              data={(['hold', 'override'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(event) =>
                setTyped({ ...typed, rules: { ...rules, [rule]: event.target.value as 'hold' | 'override' } })
              }
            />
          ))}
        </div>
      </section>
      <PolicyNumbers title={t('rate')} text={t('rateText', rate)} fields={preferenceFields} {...group} />
      <PolicyNumbers title={t('terms')} text={t('termsText')} fields={termFields} {...group} />
      <PolicyNumbers title={t('starts')} text={t('startsText')} fields={startFields} {...group} />
      <PolicyCosts costs={costs} error={set.error} onChange={(next) => setTyped({ ...typed, costs: next })} />
      <TextInput
        className={classes.note}
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
