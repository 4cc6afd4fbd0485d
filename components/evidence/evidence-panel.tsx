'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { Icon } from '@/components/ui/icon'
import { useOnline } from '@/components/ui/use-online'
import { orpc } from '@/lib/api/client'
import type { EvidenceRule } from '@/lib/evidence/rules'
import { criteriaOf, splitByUse } from '@/lib/evidence/rules'
import type { Evidence } from '@/lib/evidence/shapes'
import classes from './evidence.module.css'
import { EvidenceLine } from './evidence-line'

const AddEvidence = dynamic(() => import('./add-evidence').then(({ AddEvidence }) => AddEvidence))

interface Place {
  cycle: string
  employeeId: string
  criterion: { key: string; name: string }
  /** Names of all criteria, to say where else a piece is used. */
  names: ReadonlyMap<string, string>
  rule: EvidenceRule
  today: string
  /** Whether one speaks of oneself. */
  isOwn: boolean
  /** Whether anything can change at this moment. */
  canChange: boolean
  /** Makes the form where none has been begun, and is told when tags changed. */
  onBegin: () => Promise<unknown>
  onChanged: () => void
  /** What the record says, to stand under what is attached. */
  children?: ReactNode
}

/** What is attached to one criterion of one's own form: pieces used here, others to use, and a new one. */
export function EvidencePanel(place: Place) {
  const { cycle, employeeId, criterion, names, rule, today, isOwn, onBegin, onChanged, children } = place
  const t = useTranslations('evidence')
  const queries = useQueryClient()
  const [isAdding, setIsAdding] = useState(false)
  const isOnline = useOnline()
  const canChange = place.canChange && isOnline
  const list = useQuery(orpc.evidence.list.queryOptions({ input: { employeeId } }))
  const settle = async () => {
    await queries.invalidateQueries({ queryKey: orpc.evidence.list.key() })
    onChanged()
  }
  const tag = useMutation({
    mutationFn: async ({ piece, isUsed }: { piece: Evidence; isUsed: boolean }) => {
      await onBegin()
      const criteria = criteriaOf(piece, cycle, criterion.key, isUsed)
      return orpc.evidence.tag.call({ id: piece.id, cycle, employeeId, criteria })
    },
    onSettled: settle,
  })
  const { used, others } = splitByUse(list.data?.evidence ?? [], cycle, criterion.key)
  const lineOf = (piece: Evidence, isUsed: boolean) => (
    <EvidenceLine key={piece.id} piece={piece} cycle={cycle} criterion={criterion} names={names} today={today}>
      {canChange ? (
        <button
          type="button"
          aria-label={t(isUsed ? 'stopLabel' : 'useLabel', { title: piece.title, criterion: criterion.name })}
          disabled={tag.isPending}
          onClick={() => tag.mutate({ piece, isUsed: !isUsed })}
        >
          <Icon name={isUsed ? 'close' : 'plus'} size={14} />
        </button>
      ) : null}
    </EvidenceLine>
  )
  return (
    <section className={classes.panel} aria-label={t(isOwn ? 'title.self' : 'title.about')}>
      <h2>{t(isOwn ? 'title.self' : 'title.about')}</h2>
      <p className={classes.text}>{t(`text.${rule}`)}</p>
      {used.length > 0 ? (
        <ul className={classes.list}>{used.map((piece) => lineOf(piece, true))}</ul>
      ) : list.isSuccess ? (
        <p className={classes.none}>{t('none')}</p>
      ) : null}
      {children}
      {isOnline ? <FormProblem error={list.error ?? tag.error} /> : <p className={classes.none}>{t('offline')}</p>}
      {canChange ? (
        <Button
          data-add-evidence
          size="xs"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setIsAdding(true)}
        >
          {t('add')}
        </Button>
      ) : null}
      {canChange && others.length > 0 ? (
        <details className={classes.others}>
          <summary>{t('use')}</summary>
          <ul className={classes.list}>{others.map((piece) => lineOf(piece, false))}</ul>
        </details>
      ) : null}
      {isAdding ? (
        <AddEvidence
          employeeId={employeeId}
          today={today}
          onBegin={onBegin}
          onClose={() => setIsAdding(false)}
          onAdded={(piece) => {
            setIsAdding(false)
            tag.mutate({ piece, isUsed: true })
          }}
        />
      ) : null}
    </section>
  )
}
