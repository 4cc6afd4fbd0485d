'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { useMoment } from '@/components/ui/use-moment'
import type { Session } from '@/lib/account/shapes'
import { orpc } from '@/lib/api/client'
import classes from './account.module.css'
import { agentOf } from './agent'

/** Where the account is signed in, with this browser marked; each other one can be ended, or all at once. */
export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const t = useTranslations('account.sessions')
  const { day, moment } = useMoment()
  const queries = useQueryClient()
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.account.get.key() }) }
  const one = useMutation(orpc.account.endSession.mutationOptions(settled))
  const others = useMutation(orpc.account.endSessions.mutationOptions(settled))
  const nameOf = (agent: string) => {
    const { browser, system } = agentOf(agent)
    if (browser && system) return t('on', { browser, system })
    return browser ?? system ?? t('unknown')
  }
  const elsewhere = sessions.filter(({ isThisOne }) => !isThisOne).length
  const said = others.data ? t('endedOthers', { count: others.data.ended }) : one.data ? t('ended') : ''
  return (
    <section>
      <h2>{t('title')}</h2>
      <p className={classes.text}>{t('text')}</p>
      <table className={classes.table}>
        <caption className="sr">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('browser')}</th>
            <th scope="col">{t('since')}</th>
            <th scope="col">{t('seen')}</th>
            <th scope="col">
              <span className="sr">{t('end')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.sessionId}>
              <th scope="row">
                <span className={classes.browser}>{nameOf(session.agent)}</span>
                {session.isThisOne ? <span className={classes.this}>{t('this')}</span> : null}
                {session.hat === 'administrator' ? <span className={classes.hat}>{t('asAdministrator')}</span> : null}
              </th>
              <td data-label={t('since')}>{moment(session.createdAt)}</td>
              <td data-label={t('seen')}>{moment(session.seenAt)}</td>
              <td>
                {session.isThisOne ? null : (
                  <Button
                    size="xs"
                    aria-label={t('endLabel', { browser: nameOf(session.agent), day: day(session.createdAt) })}
                    loading={one.isPending && one.variables.sessionId === session.sessionId}
                    disabled={one.isPending || others.isPending}
                    onClick={() => {
                      others.reset()
                      one.mutate({ sessionId: session.sessionId })
                    }}
                  >
                    {t('end')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={elsewhere > 0 || said ? classes.after : undefined}>
        {elsewhere > 0 ? (
          <Button onClick={() => others.mutate({ which: 'others' })} loading={others.isPending}>
            {t('endOthers', { count: elsewhere })}
          </Button>
        ) : null}
        <span role="status">{said}</span>
      </div>
      <FormProblem error={one.error ?? others.error} />
    </section>
  )
}
