'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { lastWord, orpc } from '@/lib/api/client'
import type { AssessmentForm, FormInput } from '@/lib/assessments/form-shapes'
import { indicatorOf, unsentCount } from '@/lib/assessments/outbox'
import { useCloseWarning } from '../ui/use-close-warning'
import { deviceId, keyed } from './device'
import { Post } from './post'

/** The form as the server has it; asked again when one comes back to the page. */
export const useAssessmentForm = (input: FormInput) =>
  useQuery({ ...orpc.assessments.get.queryOptions({ input }), staleTime: 5_000 })

/** The form with its answers on their way: what stands, what is said about it, and the hands to change it. */
export function useForm(form: AssessmentForm) {
  const cache = useQueryClient()
  const reload = () => cache.invalidateQueries({ queryKey: orpc.assessments.key() })
  const input = { cycle: form.cycle.name, employeeId: form.person.employeeId }
  const [post] = useState(() => {
    let known = form.form?.assessmentId
    return new Post(input, form.answers, {
      answer: (answer) => orpc.assessments.answer.call(answer, lastWord()),
      form: async () => {
        if (known) return known
        known = (await orpc.assessments.begin.call(input)).assessmentId
        void reload()
        return known
      },
      key: async () => keyed((await orpc.assessments.deviceKey.call({ deviceId: await deviceId() })).key),
    })
  })
  const { outbox, answers, isKept } = useSyncExternalStore(post.subscribe, post.snapshot, post.snapshot)
  useEffect(() => post.start(), [post])
  useEffect(() => post.learn(form.answers), [post, form.answers])
  // What the server will not take says that the form has changed: paused, submitted elsewhere, or past its time.
  const isRefused = indicatorOf(outbox) === 'refused'
  useEffect(() => {
    if (isRefused) void cache.invalidateQueries({ queryKey: orpc.assessments.key() })
  }, [isRefused, cache])
  const isAtRisk = unsentCount(outbox) > 0 && !(outbox.line === 'locked' && isKept)
  useCloseWarning(isAtRisk)
  return {
    outbox,
    answers,
    isKept,
    input,
    contentOf: (criterion: string) => outbox.entries[criterion]?.content ?? answers[criterion] ?? nothing,
    write: post.write.bind(post),
    choose: post.choose.bind(post),
    resume: post.resume.bind(post),
    begin: () => (form.form ? Promise.resolve() : orpc.assessments.begin.call(input)),
    reload,
  }
}
const nothing = { kind: null, level: null, comment: '', basis: null }
export type Form = ReturnType<typeof useForm>
