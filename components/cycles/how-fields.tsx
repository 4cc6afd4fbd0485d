'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { formClasses } from '@/components/ui/form'
import { evidenceRules } from '@/db/values'
import { orpc } from '@/lib/api/client'
import classes from './cycles.module.css'
import type { PlanForm } from './plan-form'

const checks = [
  ['isBlind', 'blind'],
  ['asksPeers', 'peers'],
  ['isDelta', 'delta'],
  ['submitsDrafts', 'drafts'],
] as const

/** The way a cycle asks, each choice with what it means. */
export function HowFields({ form, set }: { form: PlanForm; set: (change: Partial<PlanForm>) => void }) {
  const t = useTranslations('cycles.how')
  const editions = useQuery(orpc.framework.editions.queryOptions())
  const published = (editions.data?.editions ?? []).filter(({ status }) => status === 'published')
  const labels = [...new Set([form.edition, ...published.map(({ edition }) => edition)])]
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label={t('edition')}
          value={form.edition}
          data={labels}
          onChange={(event) => set({ edition: event.target.value })}
        />
        <NativeSelect
          label={t('evidence')}
          value={form.evidenceRule}
          data={evidenceRules.map((rule) => ({ value: rule, label: t(`rules.${rule}`) }))}
          onChange={(event) => set({ evidenceRule: event.target.value as PlanForm['evidenceRule'] })}
        />
        <TextInput
          label={t('remind')}
          description={t('remindHelp')}
          inputMode="numeric"
          value={form.remind}
          maxLength={40}
          onChange={(event) => set({ remind: event.target.value })}
        />
      </div>
      <div className={classes.checks}>
        {checks.map(([field, word]) => (
          <label key={field} className={formClasses.check}>
            <input type="checkbox" checked={form[field]} onChange={(event) => set({ [field]: event.target.checked })} />
            <span>{t(word)}</span>
            <small>{t(`${word}Help`)}</small>
          </label>
        ))}
      </div>
    </>
  )
}
