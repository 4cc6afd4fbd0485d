'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { Icon } from '@/components/ui/icon'
import { saveFile } from '@/components/ui/save-file'
import { toCsv } from '@/lib/analytics/csv'
import { orpc } from '@/lib/api/client'
import type { Link } from '@/lib/people/change-shapes'
import classes from './admin.module.css'

/** Links for everybody without a way in, shown once and handed over as a file; more than a thousand come in portions. */
export function InviteAll({ count, onClose }: { count: number; onClose: () => void }) {
  const t = useTranslations('peopleAdmin.links')
  const words = useTranslations('common.dialog')
  const queries = useQueryClient()
  const [links, setLinks] = useState<Link[]>([])
  const make = useMutation(
    orpc.people.inviteAll.mutationOptions({
      onSuccess: (made) => {
        setLinks((before) => [...before, ...made.links])
        return queries.invalidateQueries({ queryKey: orpc.people.key() })
      },
    }),
  )
  if (!make.data) {
    return (
      <Dialog title={t('title')} onClose={onClose}>
        <form
          className={formClasses.form}
          onSubmit={(event) => {
            event.preventDefault()
            make.mutate({})
          }}
        >
          <p className={formClasses.lead}>{t('lead', { count })}</p>
          <p className={formClasses.lead}>{t('once')}</p>
          <FormProblem error={make.error} />
          <FormActions submit={t('submit', { count })} isBusy={make.isPending} cancel={onClose} />
        </form>
      </Dialog>
    )
  }
  const { left, waiting } = make.data
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <p role="status">
        <b>{t('made', { count: links.length })}</b> {left > 0 ? t('left', { count: left }) : ''}{' '}
        {waiting > 0 ? t('waiting', { count: waiting }) : ''}
      </p>
      {links.length > 0 ? (
        <>
          <p className={formClasses.lead}>
            {t('once')} {links.length > mostShown ? t('first', { count: mostShown }) : ''}
          </p>
          <LinksTable links={links} />
        </>
      ) : null}
      <FormProblem error={make.error} />
      <div className={formClasses.actions}>
        {links.length > 0 ? (
          <Button
            variant="filled"
            leftSection={<Icon name="download" size={14} />}
            onClick={() => saveFile('sign-in-links.csv', linksCsv(links), 'text/csv;charset=utf-8')}
          >
            {t('download')}
          </Button>
        ) : null}
        {left > 0 ? (
          <Button onClick={() => make.mutate({})} loading={make.isPending}>
            {t('more')}
          </Button>
        ) : null}
        <Button onClick={onClose}>{links.length > 0 ? t('close') : words('done')}</Button>
      </div>
    </Dialog>
  )
}

const mostShown = 10

const linksCsv = (links: readonly Link[]) =>
  toCsv([
    ['employee_id', 'name', 'email', 'link', 'expires_at'],
    ...links.map(({ employeeId, name, email, link, expiresAt }) => [employeeId, name, email, link, expiresAt]),
  ])

/** The first few to look at; the file has them all. */
function LinksTable({ links }: { links: readonly Link[] }) {
  const t = useTranslations('peopleAdmin.links')
  return (
    <table className={classes.links}>
      <caption className="sr">{t('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('link')}</th>
        </tr>
      </thead>
      <tbody>
        {links.slice(0, mostShown).map((link) => (
          <tr key={link.link}>
            <th scope="row">
              {link.name}
              <br />
              <span className={classes.muted}>{link.email}</span>
            </th>
            <td>{link.link}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
