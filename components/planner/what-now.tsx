'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { FormProblem } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import { withForbid } from './changes'
import { Moves } from './moves'
import { scenarioPath } from './scenario-path'
import { useAnswers } from './use-answer'
import { type NamesOf, useFigures, useNames } from './use-names'

interface Lost {
  runId: string
  employeeId: string
  openingId: string
}

/** After a placement of a plan has come to nothing: what the plan is worth without that person, who would move, and the way there. */
export function WhatNow(lost: Lost) {
  const t = useTranslations('planner.whatNow')
  const told = useQuery(
    orpc.planner.told.queryOptions({ input: { id: lost.runId }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const names = useNames(told.data?.names)
  return (
    <section aria-labelledby="what-now">
      <h2 id="what-now">{t('title')}</h2>
      {told.data ? <Repaired lost={lost} names={names} /> : null}
      <Can do="planner.run">
        <Again lost={lost} />
      </Can>
    </section>
  )
}

/** The plan solved again without them, in words. */
function Repaired({ lost: { runId, employeeId }, names }: { lost: Lost; names: NamesOf }) {
  const t = useTranslations('planner.whatNow')
  const figures = useFigures()
  const [answer = 'asking'] = useAnswers(runId, [{ ask: 'without', employeeId }])
  const person = names.person(employeeId)
  if (answer === 'asking') return <p role="status">{t('asking', { person })}</p>
  if (answer === 'failed') return <p role="status">{t('failed')}</p>
  if (answer === null) return <p role="status">{t('never', { person })}</p>
  const points = figures.fine(-answer.difference)
  const key = answer.difference === 0 ? 'equal' : answer.isProven ? 'costs' : 'costsAtMost'
  return (
    <div role="status">
      <p>{t(key, { person, points })}</p>
      <Moves answer={answer} names={names} without={employeeId} />
    </div>
  )
}

/** Forbids the pair in the plan's scenario and plans again, with everybody who has said yes where they are. */
function Again({ lost: { runId, employeeId, openingId } }: { lost: Lost }) {
  const t = useTranslations('planner.whatNow')
  const router = useRouter()
  const cache = useQueryClient()
  const again = useMutation({
    mutationFn: async () => {
      const { scenarioId } = await orpc.planner.plan.call({ id: runId })
      const { id, name, version, inputs } = await orpc.planner.get.call({ id: scenarioId })
      const changed = withForbid(inputs, { employeeId, openingId }, true)
      await orpc.planner.change.call({ id, name, version, inputs: changed })
      await orpc.planner.run.call({ id })
      return id
    },
    onSuccess: async (id) => {
      await cache.invalidateQueries({ queryKey: orpc.planner.key() })
      router.push(scenarioPath(id))
    },
  })
  return (
    <>
      <FormProblem error={again.error} />
      <Button onClick={() => again.mutate()} loading={again.isPending || again.isSuccess}>
        {t('again')}
      </Button>
    </>
  )
}
