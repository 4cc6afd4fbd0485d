'use client'
import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { formClasses } from '@/components/ui/form'
import { Segmented } from '@/components/ui/segmented'
import classes from './scenario-form.module.css'
import { type ScenarioForm, switched } from './scenario-form-values'

/** Rules that a plan may loosen, limits of its own, and the three plain sliders. */
export function RuleFields({
  form,
  isCosted,
  set,
}: {
  form: ScenarioForm
  /** Whether the settings say what cover costs; a budget bounds nothing without. */
  isCosted: boolean
  set: (change: Partial<ScenarioForm>) => void
}) {
  const t = useTranslations('planner.form')
  const words = useTranslations('planner.switches')
  return (
    <>
      <ul className={classes.switches}>
        {switched.map((rule) => (
          <li key={rule}>
            <span>{words(rule)}</span>
            <Segmented
              label={words(rule)}
              value={form.switches[rule]}
              options={[
                { value: 'hold', label: t('hold') },
                { value: 'override', label: t('override') },
              ]}
              onChange={(value) => set({ switches: { ...form.switches, [rule]: value } })}
            />
          </li>
        ))}
      </ul>
      <div className={classes.fields}>
        {(['awayPerUnit', 'awayPerManager'] as const).map((limit) => (
          <TextInput
            key={limit}
            type="number"
            min={0}
            max={999}
            label={t(limit)}
            description={t('limitHelp')}
            value={form[limit]}
            onChange={(event) => set({ [limit]: event.target.value })}
          />
        ))}
        <TextInput
          type="number"
          min={0}
          label={t('budget')}
          description={t(isCosted ? 'budgetHelp' : 'noBudget')}
          disabled={!isCosted}
          value={form.budget}
          onChange={(event) => set({ budget: event.target.value })}
        />
      </div>
      <label className={formClasses.check}>
        <input
          type="checkbox"
          checked={form.staysInPlace}
          onChange={(event) => set({ staysInPlace: event.target.checked })}
        />
        <span>{t('stays')}</span>
      </label>
    </>
  )
}

/** Three weights from 0 to 2, in quarters. */
export function Sliders({ form, set }: { form: ScenarioForm; set: (change: Partial<ScenarioForm>) => void }) {
  const t = useTranslations('planner.form')
  return (
    <div className={classes.fields}>
      {(['gaps', 'wishes', 'disruption'] as const).map((weight) => (
        <div key={weight} className={classes.slider}>
          <label htmlFor={`slider-${weight}`}>{t(`${weight}Slider`)}</label>
          <input
            id={`slider-${weight}`}
            type="range"
            min={0}
            max={2}
            step={0.25}
            value={form.sliders[weight]}
            aria-valuetext={t('slider', { value: String(form.sliders[weight]) })}
            onChange={(event) => set({ sliders: { ...form.sliders, [weight]: Number(event.target.value) } })}
          />
          <output htmlFor={`slider-${weight}`}>{t('slider', { value: String(form.sliders[weight]) })}</output>
        </div>
      ))}
    </div>
  )
}
