'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { issueOf } from '@/components/ui/form'
import { cycleStages } from '@/db/values'
import { instantOf } from '@/lib/cycles/wall-time'
import classes from './cycles.module.css'
import type { PlanForm } from './plan-form'

/** A wall time for each stage in one zone, with a word where clocks skip it or show it twice. */
export function DeadlineFields({
  form,
  set,
  error,
}: {
  form: PlanForm
  set: (change: Partial<PlanForm>) => void
  error: unknown
}) {
  const t = useTranslations('cycles.when')
  const stages = useTranslations('cycles.stages')
  const zones = [...new Set([form.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const noteOf = (wallTime: string) => {
    const kind = instantOf(wallTime, form.timeZone)?.kind
    return kind === 'skipped' || kind === 'twice' ? t(kind) : undefined
  }
  return (
    <div className={classes.fields}>
      {cycleStages.map((stage) => (
        <TextInput
          key={stage}
          type="datetime-local"
          label={stages(stage)}
          description={noteOf(form.deadlines[stage])}
          error={issueOf(error, `deadlines.${stage}`)}
          value={form.deadlines[stage]}
          onChange={(event) => set({ deadlines: { ...form.deadlines, [stage]: event.target.value.slice(0, 16) } })}
        />
      ))}
      <NativeSelect
        label={t('zone')}
        value={form.timeZone}
        error={issueOf(error, 'timeZone')}
        data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(event) => set({ timeZone: event.target.value })}
      />
    </div>
  )
}
