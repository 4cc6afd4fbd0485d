'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { Problem } from '../ui/problem'
import { useDay } from '../ui/use-day'
import { groupLooks } from './group-looks'
import classes from './readiness.module.css'
import { useWords } from './use-words'

/** Shown before the rest is asked for. */
const few = 6

/** Who else opened the viewer's own data: the day, the role they did it in, what for. Never a name. */
export function Looks() {
  const t = useTranslations('readiness.looks')
  const day = useDay()
  const { list } = useWords()
  const [isWhole, setWhole] = useState(false)
  const { data, error, refetch } = useQuery(orpc.me.looks.queryOptions())
  const looks = groupLooks(data?.looks ?? [])
  const shown = isWhole ? looks : looks.slice(0, few)
  const roleOf = (role: string) => (t.has(`roles.${role}` as 'roles.hr') ? t(`roles.${role}` as 'roles.hr') : role)
  const purposeOf = (purpose: string) =>
    t.has(`purposes.${purpose}` as 'purposes.team') ? t(`purposes.${purpose}` as 'purposes.team') : purpose
  return (
    <section>
      <div className={classes.heading}>
        <h2>{t('title')}</h2>
        <span>{t('sub')}</span>
      </div>
      {error && !data ? <Problem error={error} retry={refetch} /> : null}
      {data && looks.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      {looks.length > 0 ? (
        <table className={classes.looks}>
          <caption className="sr">{t('sub')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('purpose')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((look) => (
              <tr key={`${look.day} ${look.role}`}>
                <td>{day(look.day)}</td>
                <td>{roleOf(look.role)}</td>
                <td>{list(look.purposes.map(purposeOf))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {looks.length > shown.length ? (
        <Button mt={10} size="xs" onClick={() => setWhole(true)}>
          {t('more', { count: looks.length })}
        </Button>
      ) : null}
    </section>
  )
}
