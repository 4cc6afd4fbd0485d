'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { SecretOnce } from '@/components/ui/secret-once'
import { useMoment } from '@/components/ui/use-moment'
import { orpc } from '@/lib/api/client'
import type { PersonRecord } from '@/lib/people/change-shapes'
import classes from './record.module.css'

type Say = (sentence: string) => void

/** The way in of one person: how it stands, a link, and the switch that closes it. */
export function RecordAccount({ record, say }: { record: PersonRecord; say: Say }) {
  const t = useTranslations('peopleAdmin.record')
  const states = useTranslations('peopleAdmin.states')
  const { day, moment } = useMoment()
  const { account, waiting } = record
  return (
    <section className={classes.panel} aria-labelledby="record-account">
      <h2 id="record-account">{t('account')}</h2>
      <dl className={classes.facts}>
        <div>
          <dt>{t('state')}</dt>
          <dd>{states(record.isDisabled ? 'disabled' : account.state)}</dd>
        </div>
        <div>
          <dt>{t('email')}</dt>
          <dd>{record.email ?? <span className={classes.muted}>{t('noEmail')}</span>}</dd>
        </div>
        {account.linkUntil ? (
          <div>
            <dt>{t('linkUntil')}</dt>
            <dd>{moment(account.linkUntil)}</dd>
          </div>
        ) : null}
        {account.passwordSetAt ? (
          <div>
            <dt>{t('passwordSet')}</dt>
            <dd>{day(account.passwordSetAt)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t('sessions')}</dt>
          <dd>{t('sessionsCount', { count: account.sessions })}</dd>
        </div>
        <div>
          <dt>{t('tokens')}</dt>
          <dd>{account.tokens}</dd>
        </div>
      </dl>
      {waiting.map(({ changeId, kind }) => (
        <p key={changeId} className={classes.note}>
          {t(kind === 'email' ? 'waitingEmail' : 'waitingInvitation')} <Link href="/admin/access">{t('toAccess')}</Link>
        </p>
      ))}
      {record.needsSecond && waiting.length === 0 && !record.isOwn ? (
        <p className={classes.note}>{t('inviteSecond')}</p>
      ) : null}
      {record.isOwn ? null : <Actions record={record} say={say} />}
    </section>
  )
}

function Actions({ record, say }: { record: PersonRecord; say: Say }) {
  const t = useTranslations('peopleAdmin.record')
  const queries = useQueryClient()
  const [isDisabling, setIsDisabling] = useState(false)
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.people.key() }) }
  const invite = useMutation(orpc.people.invite.mutationOptions(settled))
  const disable = useMutation(orpc.people.disable.mutationOptions(settled))
  const enable = useMutation(orpc.people.enable.mutationOptions(settled))
  const { employeeId, version, name } = record
  const mayInvite =
    record.email !== null && !record.isDisabled && !record.waiting.some((one) => one.kind === 'invitation')
  return (
    <>
      <div className={classes.buttons}>
        <Can do="people.invite">
          {mayInvite ? (
            <Button
              loading={invite.isPending}
              onClick={() =>
                invite.mutate({ employeeId }, { onSuccess: ({ waiting }) => waiting && say(t('linkWaits')) })
              }
            >
              {record.account.state === 'none' ? t('invite') : t('inviteAgain')}
            </Button>
          ) : null}
        </Can>
        <Can do="people.change">
          {record.isDisabled ? (
            <Button
              loading={enable.isPending}
              onClick={() => enable.mutate({ employeeId, version }, { onSuccess: () => say(t('enabled', { name })) })}
            >
              {t('enable')}
            </Button>
          ) : (
            <Button variant="subtle" onClick={() => setIsDisabling(true)}>
              {t('disable')}
            </Button>
          )}
        </Can>
      </div>
      <FormProblem error={invite.error ?? enable.error} />
      {invite.data?.link ? <NewLink link={invite.data.link} onClose={invite.reset} /> : null}
      {isDisabling ? (
        <Dialog title={t('disableTitle', { name })} onClose={() => setIsDisabling(false)}>
          <form
            className={formClasses.form}
            onSubmit={(event) => {
              event.preventDefault()
              disable.mutate(
                { employeeId, version },
                {
                  onSuccess: () => {
                    setIsDisabling(false)
                    say(t('disabled', { name }))
                  },
                },
              )
            }}
          >
            <p className={formClasses.lead}>{t('disableLead')}</p>
            <FormProblem error={disable.error} />
            <FormActions
              submit={t('disableSubmit')}
              isBusy={disable.isPending}
              isDangerous
              cancel={() => setIsDisabling(false)}
            />
          </form>
        </Dialog>
      ) : null}
    </>
  )
}

/** A link in a dialog of its own, so that it is taken before it is gone. */
export function NewLink({
  link,
  onClose,
}: {
  link: { name: string; email: string; link: string; expiresAt: string }
  onClose: () => void
}) {
  const t = useTranslations('peopleAdmin.record')
  const words = useTranslations('common.dialog')
  const { moment } = useMoment()
  return (
    <Dialog title={t('linkTitle', { name: link.name })} onClose={onClose}>
      <SecretOnce secret={link.link} label={t('linkLabel')}>
        {t('linkOnce', { email: link.email, until: moment(link.expiresAt) })}
      </SecretOnce>
      <div className={formClasses.actions}>
        <Button mt={12} onClick={onClose}>
          {words('done')}
        </Button>
      </div>
    </Dialog>
  )
}
