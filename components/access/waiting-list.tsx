'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { NewLink } from '@/components/people/record-account'
import { FormProblem } from '@/components/ui/form'
import { useMoment } from '@/components/ui/use-moment'
import type { Change, Grant } from '@/lib/access/shapes'
import { orpc } from '@/lib/api/client'
import classes from './access.module.css'
import { useGrantWords } from './use-grant-words'

type Say = (sentence: string) => void

/** Each with who proposed it and the buttons of whoever may decide; the proposer may only withdraw it. */
export function WaitingList({
  grants,
  changes,
  say,
}: {
  grants: readonly Grant[]
  changes: readonly Change[]
  say: Say
}) {
  if (grants.length + changes.length === 0) return null
  return (
    <ul className={classes.waiting}>
      {grants.map((grant) => (
        <WaitingGrant key={grant.grantId} grant={grant} say={say} />
      ))}
      {changes.map((change) => (
        <WaitingChange key={change.changeId} change={change} say={say} />
      ))}
    </ul>
  )
}

function useSettled() {
  const queries = useQueryClient()
  return {
    onSettled: () => {
      queries.invalidateQueries({ queryKey: orpc.grants.key() })
      queries.invalidateQueries({ queryKey: orpc.changes.key() })
      queries.invalidateQueries({ queryKey: orpc.people.key() })
    },
  }
}

function WaitingGrant({ grant, say }: { grant: Grant; say: Say }) {
  const t = useTranslations('access')
  const words = useGrantWords()
  const { day } = useMoment()
  const settled = useSettled()
  const confirm = useMutation(orpc.grants.confirm.mutationOptions(settled))
  const reject = useMutation(orpc.grants.reject.mutationOptions(settled))
  const what = words(grant)
  const { grantId, version, from, until, proposedBy } = grant
  const span = until
    ? t('waiting.fromUntil', { day: day(from), until: day(until) })
    : t('waiting.from', { day: day(from) })
  return (
    <Waiting
      what={what}
      detail={[
        `${proposedBy ? t('waiting.by', { by: proposedBy.name }) : t('waiting.byNobody')}, ${span}.`,
        t(`means.${grant.role}`),
      ].join(' ')}
      confirm={
        grant.mayConfirm
          ? () => confirm.mutate({ grantId, version }, { onSuccess: () => say(t('waiting.confirmed', { what })) })
          : undefined
      }
      reject={
        grant.mayReject
          ? () => reject.mutate({ grantId, version }, { onSuccess: () => say(t('waiting.rejected', { what })) })
          : undefined
      }
      isBusy={confirm.isPending || reject.isPending}
      error={confirm.error ?? reject.error}
    />
  )
}

function WaitingChange({ change, say }: { change: Change; say: Say }) {
  const t = useTranslations('access.waiting')
  const { moment } = useMoment()
  const settled = useSettled()
  const confirm = useMutation(orpc.changes.confirm.mutationOptions())
  const reject = useMutation(orpc.changes.reject.mutationOptions(settled))
  const { changeId, kind, person, email, requestedBy, requestedAt } = change
  const what =
    kind === 'email' ? t('email', { name: person.name, email: email ?? '–' }) : t('invitation', { name: person.name })
  const done = () => {
    confirm.reset()
    settled.onSettled()
    say(t('confirmed', { what }))
  }
  return (
    <Waiting
      what={what}
      detail={`${t('asked', { by: requestedBy?.name ?? '–', day: moment(requestedAt) })}. ${t('why', { name: person.name })}`}
      confirm={
        change.mayConfirm
          ? // The link is shown before the list is asked again: the row that shows it must not go first.
            () => confirm.mutate({ changeId }, { onSuccess: ({ link }) => (link ? undefined : done()) })
          : undefined
      }
      reject={
        change.mayReject
          ? () => reject.mutate({ changeId }, { onSuccess: () => say(t('rejected', { what })) })
          : undefined
      }
      isBusy={confirm.isPending || reject.isPending}
      error={confirm.error ?? reject.error}
    >
      {confirm.data?.link ? <NewLink link={confirm.data.link} onClose={done} /> : null}
    </Waiting>
  )
}

function Waiting({
  what,
  detail,
  confirm,
  reject,
  isBusy,
  error,
  children,
}: {
  what: string
  detail: string
  confirm?: () => void
  reject?: () => void
  isBusy: boolean
  error: unknown
  children?: ReactNode
}) {
  const t = useTranslations('access.waiting')
  const out = confirm ? 'reject' : 'withdraw'
  return (
    <li>
      <div>
        <p className={classes.what}>{what}</p>
        <p className={classes.detail}>{detail}</p>
        <FormProblem error={error} />
      </div>
      <div className={classes.deeds}>
        {confirm ? (
          <Button variant="filled" onClick={confirm} disabled={isBusy} aria-label={t('confirmLabel', { what })}>
            {t('confirm')}
          </Button>
        ) : null}
        {reject ? (
          <Button onClick={reject} disabled={isBusy} aria-label={t(`${out}Label`, { what })}>
            {t(out)}
          </Button>
        ) : null}
        {confirm || reject ? null : <span className={classes.muted}>{t('theirs')}</span>}
      </div>
      {children}
    </li>
  )
}
