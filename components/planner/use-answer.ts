'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useMe } from '@/components/ui/can'
import { orpc } from '@/lib/api/client'
import type { AskInput } from '@/lib/planner/shapes'

export type PlanQuestion = AskInput['question']
type Answers = Awaited<ReturnType<typeof orpc.planner.answers.call>>['answers']
type PlanAnswer = NonNullable<Answers[number]['answer']>
export type Difference = Extract<PlanAnswer, { kind: 'difference' }>

/** What another plan would be worth: being worked out, not to be had, null where no plan allows it. */
export type Answer = Difference | 'asking' | 'failed' | null

const sorted = (question: PlanQuestion) => JSON.stringify(Object.entries(question).sort())
const isSame = (one: PlanQuestion, other: PlanQuestion) => sorted(one) === sorted(other)

/** What another plan would be worth, question by question, in their order. */
export const useAnswers = (runId: string, questions: readonly PlanQuestion[]): Answer[] =>
  useRawAnswers(runId, questions).map((answer) => {
    if (typeof answer === 'string') return answer
    return answer.kind === 'difference' ? answer : null
  })

/**
 * Answers to these questions about a plan, in their order. What nobody asked yet is asked, one after the other, where the viewer
 * may ask; what waits is looked for again until it is there. A question is answered once and kept.
 */
export function useRawAnswers(runId: string, questions: readonly PlanQuestion[]): (PlanAnswer | 'asking' | 'failed')[] {
  const mayAsk = useMe().permissions.includes('planner.run')
  const cache = useQueryClient()
  const options = orpc.planner.answers.queryOptions({ input: { id: runId } })
  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => (state.data?.answers.some(({ status }) => status === 'waiting') ? 1_000 : false),
  })
  const ask = useMutation(
    orpc.planner.ask.mutationOptions({ onSuccess: (answers) => cache.setQueryData(options.queryKey, answers) }),
  )
  const known = query.data?.answers
  const stored = questions.map((question) => known?.find((one) => isSame(one.question, question)))
  const next = known && mayAsk && !ask.isPending && !ask.isError ? questions[stored.indexOf(undefined)] : undefined
  const { mutate } = ask
  const key = next && JSON.stringify(next)
  useEffect(() => {
    if (key) mutate({ id: runId, question: JSON.parse(key) })
  }, [key, mutate, runId])
  return stored.map((one) => {
    if (!one) return query.isError || ask.isError || (known && !mayAsk) ? 'failed' : 'asking'
    if (one.status === 'waiting') return 'asking'
    return one.answer ?? 'failed'
  })
}
