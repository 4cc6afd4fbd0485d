'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Token } from '@/lib/access/shapes'
import classes from './access.module.css'

/** Tokens by name, with what they may do, how long they work and when they last did. */
export function TokensTable({
  tokens,
  seesAll,
  end,
}: {
  tokens: readonly Token[]
  seesAll: boolean
  /** Left out for tokens that are over. */
  end?: (token: Token) => void
}) {
  const t = useTranslations('access.tokens')
  const day = useDay()
  const until = ({ endedAt, expiresAt }: Token) => {
    if (end) return day(expiresAt)
    return endedAt ? t('endedOn', { day: day(endedAt) }) : t('ranOut', { day: day(expiresAt) })
  }
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.name')}</th>
          {seesAll ? <th scope="col">{t('columns.owner')}</th> : null}
          <th scope="col">{t('columns.scopes')}</th>
          <th scope="col">{t('columns.made')}</th>
          <th scope="col">{t('columns.expires')}</th>
          <th scope="col">{t('columns.used')}</th>
          <th scope="col">
            <span className="sr">{t('end')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.tokenId}>
            <th scope="row" className={classes.name}>
              {token.name || token.tokenId}
              <small>
                {[`tok_${token.tokenId}_…`, token.hat === 'administrator' ? t('hat') : null]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </th>
            {seesAll ? <td data-label={t('columns.owner')}>{token.isOwn ? t('own') : token.owner.name}</td> : null}
            <td data-label={t('columns.scopes')}>{token.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</td>
            <td data-label={t('columns.made')}>{day(token.createdAt)}</td>
            <td data-label={t('columns.expires')}>{until(token)}</td>
            <td data-label={t('columns.used')}>{token.lastUsedOn ? day(token.lastUsedOn) : t('never')}</td>
            <td>
              {end ? (
                <Button
                  size="xs"
                  aria-label={t('endLabel', { name: token.name || token.tokenId })}
                  onClick={() => end(token)}
                >
                  {t('end')}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
