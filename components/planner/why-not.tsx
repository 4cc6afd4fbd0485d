'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { PersonPicker } from '@/components/ui/person-picker'
import { Problem } from '@/components/ui/problem'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import classes from './plan.module.css'
import type { Changes } from './use-changes'
import type { NamesOf } from './use-names'
import { WhyNotPair } from './why-not-pair'

/** Why is somebody not there? Every opening for one person: planned, possible at a cost, or excluded by which rule. */
export function WhyNot({ runId, names, changes }: { runId: string; names: NamesOf; changes: Changes }) {
  const t = useTranslations('planner.whyNot')
  const url = useUrlState()
  const employeeId = url.get('who')
  const at = url.get('at')
  if (url.get('ask') !== 'why') return null
  const close = () => url.set({ ask: null, who: null, at: null })
  return (
    <Dialog title={at ? t('titleAt', { opening: names.opening(at) }) : t('title')} onClose={close}>
      <PersonPicker
        label={t('person')}
        value={employeeId ? { employeeId, name: names.person(employeeId) } : null}
        onChange={(person) => person && url.set({ who: person.employeeId })}
      />
      {employeeId ? <Pairs runId={runId} employeeId={employeeId} at={at} names={names} changes={changes} /> : null}
    </Dialog>
  )
}

function Pairs({
  runId,
  employeeId,
  at,
  names,
  changes,
}: {
  runId: string
  employeeId: string
  at: string | undefined
  names: NamesOf
  changes: Changes
}) {
  const t = useTranslations('planner.whyNot')
  const state = useTranslations('common.state')
  const query = useQuery(orpc.planner.person.queryOptions({ input: { id: runId, employeeId } }))
  if (query.isError) return <Problem error={query.error} retry={() => query.refetch()} />
  if (!query.data) return <p role="status">{state('loading')}</p>
  const { pairs } = query.data
  const asked = pairs.filter(({ openingId }) => openingId === at)
  const others = pairs.filter(({ openingId }) => openingId !== at)
  const possible = pairs.filter((pair) => pair.state !== 'excluded').length
  return (
    <>
      <p role="status" className={classes.said}>
        {t('count', { person: names.person(employeeId), possible, all: pairs.length })}
      </p>
      <ul className={classes.pairs}>
        {[...asked, ...others].map((pair) => (
          <WhyNotPair
            key={pair.openingId}
            runId={runId}
            employeeId={employeeId}
            pair={pair}
            names={names}
            changes={changes}
          />
        ))}
      </ul>
    </>
  )
}
