'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { Headline } from '@/components/ui/headline'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import type { Token } from '@/lib/access/shapes'
import { orpc } from '@/lib/api/client'
import classes from './access.module.css'
import { MakeToken } from './make-token'
import { TokensTable } from './tokens-table'

const soonMs = 14 * 24 * 60 * 60 * 1000

/** One's own tokens; an administrator sees everybody's, by name and never by secret. */
export function TokensView() {
  const t = useTranslations('access.tokens')
  const me = useMe()
  const { data, error, refetch, dataUpdatedAt: now } = useQuery(orpc.tokens.list.queryOptions())
  const [isMaking, setIsMaking] = useState(false)
  const [ending, setEnding] = useState<Token | null>(null)
  const [said, say] = useState('')
  const seesAll = me.hat === 'administrator'
  if (!data) {
    return (
      <>
        <Headline title={t('title')} lede={t('lede')} />
        {error ? <Problem error={error} retry={refetch} /> : <SkeletonTable rows={5} columns={4} row={48} />}
      </>
    )
  }
  const isLive = ({ endedAt, expiresAt }: Token) => endedAt === null && Date.parse(expiresAt) > now
  const live = data.tokens.filter(isLive)
  const dead = data.tokens.filter((token) => !isLive(token))
  const soon = live.filter(({ expiresAt }) => Date.parse(expiresAt) < now + soonMs).length
  const make = (
    <Button variant="filled" leftSection={<Icon name="plus" size={14} />} onClick={() => setIsMaking(true)}>
      {t('make')}
    </Button>
  )
  return (
    <>
      <Headline
        title={seesAll ? t('headline', { count: live.length, soon }) : t('ownHeadline', { count: live.length })}
        lede={t('lede')}
      />
      <div className={live.length > 0 || said ? classes.bar : undefined}>
        {live.length > 0 ? make : null}
        <span role="status" className={classes.said}>
          {said}
        </span>
      </div>
      {live.length > 0 ? (
        <TokensTable tokens={live} seesAll={seesAll} end={setEnding} />
      ) : (
        <EmptyState icon="key" title={t('emptyTitle')} text={t('emptyText')} action={make} />
      )}
      {dead.length > 0 ? (
        <details className={classes.ended}>
          <summary>{t('endedTitle')}</summary>
          <TokensTable tokens={dead} seesAll={seesAll} />
        </details>
      ) : null}
      {isMaking ? <MakeToken mayScopes={data.mayScopes} onClose={() => setIsMaking(false)} /> : null}
      {ending ? (
        <EndToken
          token={ending}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null)
            say(t('ended', { name: ending.name }))
          }}
        />
      ) : null}
    </>
  )
}

function EndToken({ token, onDone, onClose }: { token: Token; onDone: () => void; onClose: () => void }) {
  const t = useTranslations('access.tokens')
  const queries = useQueryClient()
  const end = useMutation(
    orpc.tokens.end.mutationOptions({ onSettled: () => queries.invalidateQueries({ queryKey: orpc.tokens.key() }) }),
  )
  return (
    <Dialog title={t('endTitle', { name: token.name })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          end.mutate({ tokenId: token.tokenId }, { onSuccess: onDone })
        }}
      >
        <p className={formClasses.lead}>{t('endLead')}</p>
        <FormProblem error={end.error} />
        <FormActions submit={t('endSubmit')} isBusy={end.isPending} isDangerous cancel={onClose} />
      </form>
    </Dialog>
  )
}
