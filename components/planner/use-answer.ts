'use client'
import { useQuery } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'
import type { AskInput } from '@/lib/planner/shapes'

type PlanQuestion = AskInput['question']
type Answered = Awaited<ReturnType<typeof orpc.planner.ask.call>>
type Difference = Extract<NonNullable<Answered['answer']>, { kind: 'difference' }>

/** What another plan would be worth: being worked out, not to be had, null where no plan allows it. */
export type Told = Difference | 'asking' | 'failed' | null

/** One question as the API takes it; what was answered once is kept there and here. */
export const answerOptions = (runId: string, question: PlanQuestion) =>
  orpc.planner.ask.queryOptions({
    input: { id: runId, question },
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.status === 'waiting' ? 1_000 : false),
  })

type Asked = { data?: Answered; isError: boolean }

export function toldBy({ data, isError }: Asked): Told {
  if (isError || data?.status === 'failed') return 'failed'
  if (!data || data.status === 'waiting' || !data.answer) return 'asking'
  return data.answer.kind === 'difference' ? data.answer : null
}

/** Asks one question about a plan, and asks again until it is answered. */
export const useAnswer = (runId: string, question: PlanQuestion): Told =>
  toldBy(useQuery(answerOptions(runId, question)))
