'use client'
import { Button, TextInput } from '@mantine/core'
import Link from 'next/link'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, issueOf } from '@/components/ui/form'
import { Segmented } from '@/components/ui/segmented'
import type { PlacementPolicy } from '@/lib/openings/policy'
import { GapFields } from './gap-fields'
import { RuleFields, Sliders } from './rule-fields'
import classes from './scenario-form.module.css'
import type { ScenarioForm as Form } from './scenario-form-values'
import { UnitField } from './unit-field'
import { useNames } from './use-names'

/** What a plan is asked for, on one page from its name to what weighs more. */
export function ScenarioForm({
  policy,
  begun,
  submit,
  error,
  isBusy,
  back,
  onSubmit,
}: {
  policy: PlacementPolicy
  begun: Form
  submit: string
  error: unknown
  isBusy: boolean
  back: ReactNode
  onSubmit: (form: Form) => void
}) {
  const t = useTranslations('planner.form')
  const names = useNames()
  const [form, setForm] = useState(begun)
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }))
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(form)
  }
  return (
    <form className={classes.sections} onSubmit={onForm}>
      <TextInput
        label={t('name')}
        description={t('nameHelp')}
        error={issueOf(error, 'name')}
        required
        withAsterisk={false}
        maxLength={120}
        value={form.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <section>
        <h2>{t('gaps')}</h2>
        <p className={classes.text}>{t('gapsText')}</p>
        <GapFields chosen={form.chosen} units={form.units} names={names} onChange={(chosen) => set({ chosen })} />
      </section>
      <section>
        <h2>{t('who')}</h2>
        <p className={classes.text}>{t('whoText')}</p>
        <UnitField chosen={form.units} names={names} onChange={(units) => set({ units })} />
      </section>
      <section>
        <h2>{t('when')}</h2>
        <p className={classes.text}>{t('whenText')}</p>
        <div className={classes.fields}>
          <Day label={t('from')} value={form.from} onChange={(from) => set({ from })} />
          <Day
            label={t('to')}
            value={form.to}
            onChange={(to) => set({ to })}
            error={issueOf(error, 'inputs.horizon')}
          />
        </div>
        <div className={classes.starts}>
          <Segmented
            label={t('per')}
            value={form.per}
            options={[
              { value: 'week', label: t('week') },
              { value: 'month', label: t('month') },
            ]}
            onChange={(per) => set({ per })}
          />
        </div>
      </section>
      <section>
        <h2>{t('rules')}</h2>
        <p className={classes.text}>{t('rulesText')}</p>
        <RuleFields form={form} isCosted={policy.coverCost !== null} set={set} />
      </section>
      <section>
        <h2>{t('weighs')}</h2>
        <p className={classes.text}>{t('weighsText', { points: (policy.objective.preference[0] ?? 0) / 1000 })}</p>
        <Sliders form={form} set={set} />
      </section>
      <FormProblem error={error} />
      <div className={classes.foot}>
        <Button type="submit" variant="filled" loading={isBusy}>
          {submit}
        </Button>
        {back}
      </div>
    </form>
  )
}

function Day({
  label,
  value,
  error,
  onChange,
}: {
  label: string
  value: string
  error?: string
  onChange: (day: string) => void
}) {
  return (
    <TextInput
      type="date"
      label={label}
      error={error}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** The way out of a form. */
export const BackLink = ({ href, children }: { href: '/planner' | `/planner/${string}`; children: ReactNode }) => (
  <Button component={Link} href={href as '/planner'} variant="subtle">
    {children}
  </Button>
)
