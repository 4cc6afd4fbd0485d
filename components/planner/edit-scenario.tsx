'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { Refused } from '@/components/ui/refused'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import { BackLink, ScenarioForm } from './scenario-form'
import { formOf, inputsOf } from './scenario-form-values'
import { scenarioPath } from './scenario-path'

/** /planner/[scenarioId]/edit: the same page as for a new plan, with what is stored. */
export function EditScenario({ scenarioId }: { scenarioId: string }) {
  return useMe().permissions.includes('planner.run') ? (
    <Permitted scenarioId={scenarioId} />
  ) : (
    <Refused noun="planner" />
  )
}

function Permitted({ scenarioId }: { scenarioId: string }) {
  const t = useTranslations('planner.edit')
  const title = useTranslations('planner')('title')
  const router = useRouter()
  const cache = useQueryClient()
  const query = useQuery(orpc.planner.get.queryOptions({ input: { id: scenarioId } }))
  const run = useMutation(orpc.planner.run.mutationOptions())
  const change = useMutation(
    orpc.planner.change.mutationOptions({
      onSuccess: async () => {
        await run.mutateAsync({ id: scenarioId })
        await cache.invalidateQueries({ queryKey: orpc.planner.key() })
        router.push(scenarioPath(scenarioId))
      },
    }),
  )
  const policy = useQuery(orpc.placementPolicy.get.queryOptions())
  const scenario = query.data
  return (
    <>
      <Headline title={scenario ? t('title', { name: scenario.name }) : title} />
      {query.isPending || policy.isPending ? <SkeletonTable rows={6} columns={3} row={44} /> : null}
      {policy.isError ? <Problem error={policy.error} retry={() => policy.refetch()} /> : null}
      {query.isError && !scenario ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {scenario && policy.data ? (
        <ScenarioForm
          policy={policy.data.settings}
          begun={formOf(scenario, policy.data.settings)}
          submit={t('submit')}
          error={change.error ?? run.error}
          isBusy={change.isPending || change.isSuccess}
          back={<BackLink href={`/planner/${scenarioId}`}>{t('cancel')}</BackLink>}
          onSubmit={(form) =>
            change.mutate({
              ...{ id: scenarioId, version: scenario.version, name: form.name },
              inputs: inputsOf(form, scenario.inputs),
            })
          }
        />
      ) : null}
    </>
  )
}
