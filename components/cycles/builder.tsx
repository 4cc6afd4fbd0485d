'use client'
import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses } from '@/components/ui/form'
import { Headline } from '@/components/ui/headline'
import { orpc } from '@/lib/api/client'
import type { Plan } from '@/lib/cycles/shapes'
import { CheckList } from './check-list'
import classes from './cycles.module.css'
import { DeadlineFields } from './deadline-fields'
import { HowFields } from './how-fields'
import { fieldsOf, formOf, type PlanForm } from './plan-form'
import { PopulationFields } from './population-fields'
import { PopulationPreview } from './population-preview'
import { useCycleDeeds } from './use-cycle'

/** A draft from whom it asks to its launch. What is typed stays here until it is saved; the check looks at what is stored. */
export function Builder({ plan }: { plan: Plan }) {
  const t = useTranslations('cycles')
  const [form, setForm] = useState(() => formOf(plan))
  const deeds = useCycleDeeds(plan.name)
  const set = (change: Partial<PlanForm>) => setForm((before) => ({ ...before, ...change }))
  const isDirty = JSON.stringify(fieldsOf(form)) !== JSON.stringify(fieldsOf(formOf(plan)))
  const save = (version: number) =>
    deeds.setPlan.mutate(
      { name: plan.name, version, ...fieldsOf(form) },
      { onSuccess: (stored) => setForm(formOf(stored)) },
    )
  const error = deeds.setPlan.error
  return (
    <>
      <Headline title={t('headline.draft', { name: plan.name })} />
      <form
        className={classes.sections}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          save(plan.version)
        }}
      >
        <section className={classes.section}>
          <h2>{t('who.title')}</h2>
          <p className={classes.text}>{t('who.text')}</p>
          <PopulationFields form={form} set={set} error={error} />
          <PopulationPreview form={form} />
        </section>
        <section className={classes.section}>
          <h2>{t('how.title')}</h2>
          <HowFields form={form} set={set} />
        </section>
        <section className={classes.section}>
          <h2>{t('when.title')}</h2>
          <DeadlineFields form={form} set={set} error={error} />
        </section>
        {conflictOf(error) !== null ? (
          <Conflict
            plan={plan}
            version={conflictOf(error)}
            onMine={save}
            onTheirs={(stored) => setForm(formOf(stored))}
          />
        ) : (
          <FormProblem error={error} />
        )}
        <div className={classes.foot}>
          <Button type="submit" variant={isDirty ? 'filled' : 'default'} loading={deeds.setPlan.isPending}>
            {t('save.submit')}
          </Button>
          <span role="status" className={formClasses.saved}>
            {isDirty ? t('save.unsaved') : deeds.setPlan.isSuccess ? t('save.saved') : ''}
          </span>
        </div>
      </form>
      <CheckList plan={plan} isDirty={isDirty} />
    </>
  )
}

/** The version that somebody else stored meanwhile; null when the refusal was another one. */
function conflictOf(error: unknown): number | null {
  if (!(error instanceof ORPCError) || error.code !== 'CONFLICT') return null
  const version: unknown = error.data?.stored?.version
  return typeof version === 'number' ? version : null
}

function Conflict({
  plan,
  version,
  onMine,
  onTheirs,
}: {
  plan: Plan
  version: number | null
  onMine: (version: number) => void
  onTheirs: (stored: Plan) => void
}) {
  const t = useTranslations('cycles.save')
  const cache = useQueryClient()
  const deeds = useCycleDeeds(plan.name)
  return (
    <div role="alert" className={classes.confirm}>
      <p>{t('conflict')}</p>
      <div className={classes.row}>
        <Button variant="filled" onClick={() => onMine(version ?? plan.version)}>
          {t('mine')}
        </Button>
        <Button
          onClick={async () => {
            onTheirs(
              await cache.fetchQuery({
                ...orpc.cycles.plan.queryOptions({ input: { name: plan.name } }),
                staleTime: 0,
              }),
            )
            await deeds.refresh()
          }}
        >
          {t('theirs')}
        </Button>
      </div>
    </div>
  )
}
