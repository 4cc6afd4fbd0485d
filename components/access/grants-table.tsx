'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import { grantRoles } from '@/db/values'
import type { Grant } from '@/lib/access/shapes'
import classes from './access.module.css'
import { EndGrant } from './end-grant'
import { useGrantWords } from './use-grant-words'

/** Who holds which role, by role, each with what it lets people see. */
export function GrantsTable({ grants, say }: { grants: readonly Grant[]; say: (sentence: string) => void }) {
  const t = useTranslations('access')
  const day = useDay()
  const words = useGrantWords()
  const [ending, setEnding] = useState<Grant | null>(null)
  return (
    <>
      <table className={classes.table}>
        <caption className="sr">{t('grants.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('grants.person')}</th>
            <th scope="col">{t('grants.unit')}</th>
            <th scope="col">{t('grants.since')}</th>
            <th scope="col">{t('grants.until')}</th>
            <th scope="col">{t('grants.by')}</th>
            <th scope="col">
              <span className="sr">{t('grants.end')}</span>
            </th>
          </tr>
        </thead>
        {grantRoles.map((role) => {
          const own = grants.filter((grant) => grant.role === role)
          if (own.length === 0) return null
          return (
            <tbody key={role}>
              <tr className={classes.role}>
                <th scope="rowgroup" colSpan={6}>
                  <b>{t(`roles.${role}`)}</b>
                  <small>{t(`means.${role}`)}</small>
                </th>
              </tr>
              {own.map((grant) => (
                <tr key={grant.grantId}>
                  <th scope="row" className={classes.name}>
                    {grant.person.name}
                  </th>
                  <td data-label={t('grants.unit')}>{grant.unit?.name ?? t('grants.whole')}</td>
                  <td data-label={t('grants.since')}>{day(grant.from)}</td>
                  <td data-label={t('grants.until')}>{grant.until ? day(grant.until) : t('grants.open')}</td>
                  <td data-label={t('grants.by')} className={classes.muted}>
                    {grant.confirmedBy?.name ?? t('grants.commandLine')}
                  </td>
                  <td>
                    {grant.mayEnd ? (
                      <Button
                        size="xs"
                        aria-label={t('grants.endLabel', { what: words(grant) })}
                        onClick={() => setEnding(grant)}
                      >
                        {t('grants.end')}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
      {ending ? (
        <EndGrant
          grant={ending}
          what={words(ending)}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null)
            say(t('grants.ended'))
          }}
        />
      ) : null}
    </>
  )
}
