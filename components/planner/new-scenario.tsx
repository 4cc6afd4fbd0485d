'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { Refused } from '@/components/ui/refused'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import { BackLink, ScenarioForm } from './scenario-form'
import { inputsOf, newForm } from './scenario-form-values'
import { scenarioPath } from './scenario-path'

/** /planner/new: what is asked for, begun with the gap and the unit in the address. */
export function NewScenario() {
  return useMe().permissions.includes('planner.run') ? <Permitted /> : <Refused noun="planner" />
}

function Permitted() {
  const t = useTranslations('planner.new')
  const url = useUrlState()
  const router = useRouter()
  const cache = useQueryClient()
  const { today } = useMe()
  const policy = useQuery(orpc.placementPolicy.get.queryOptions())
  const run = useMutation(orpc.planner.run.mutationOptions())
  const create = useMutation(
    orpc.planner.compose.mutationOptions({
      onSuccess: async ({ id }) => {
        await run.mutateAsync({ id })
        await cache.invalidateQueries({ queryKey: orpc.planner.key() })
        router.push(scenarioPath(id))
      },
    }),
  )
  const criteria = (url.get('criterion') ?? '').split(',').filter(Boolean)
  return (
    <>
      <Headline title={t('title')} lede={t('lede')} />
      {policy.isPending ? <SkeletonTable rows={6} columns={3} row={44} /> : null}
      {policy.isError ? <Problem error={policy.error} retry={() => policy.refetch()} /> : null}
      {policy.data ? (
        <ScenarioForm
          policy={policy.data.settings}
          begun={newForm({ criteria, unit: url.get('unit') ?? null, today }, policy.data.settings)}
          submit={t('submit')}
          error={create.error ?? run.error}
          isBusy={create.isPending || create.isSuccess}
          back={<BackLink href="/planner">{t('back')}</BackLink>}
          onSubmit={(form) => create.mutate({ name: form.name, inputs: inputsOf(form) })}
        />
      ) : null}
    </>
  )
}
