'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { useDay } from '@/components/ui/use-day'
import type { HomeFacts } from './home-facts'
import { Places } from './places'
import { TaskList } from './task-list'

/** What needs you now, where you or your organisation stand, and where to go from here. */
export function HomeView({ me, tasks, organisation, own }: HomeFacts) {
  const t = useTranslations('home')
  const day = useDay()
  if (me.organisation === null) {
    const imports = me.permissions.includes('imports.write')
    return (
      <>
        <Headline title={t('empty.headline')} />
        <EmptyState
          icon="people"
          title={t('empty.title')}
          text={imports ? t('empty.text') : t('empty.ask')}
          action={
            imports ? (
              <Button component={Link} href="/admin/import" variant="filled">
                {t('empty.action')}
              </Button>
            ) : null
          }
        />
      </>
    )
  }
  const ownWords =
    own &&
    (own.points === null || own.band === 'insufficient'
      ? t('own.insufficient', { profile: own.profile })
      : `${t('own.headline', { points: Math.round(own.points), profile: own.profile })} ${t('own.mustHaves', {
          short: own.short,
          words: sentenceCase(t('words', { count: own.short })),
        })}`)
  const organisationWords =
    organisation &&
    (organisation.people > 0 ? t('organisation.headline', organisation) : t('organisation.nobody', organisation))
  const shown = organisation ?? own
  const isAdministrator = me.hat === 'administrator'
  return (
    <>
      <Headline
        title={organisationWords ?? ownWords ?? t('welcome', { name: me.name.split(' ')[0] ?? me.name })}
        lede={isAdministrator ? t('administrator') : organisationWords ? ownWords : undefined}
        meta={shown ? <span>{t('asOf', { cycle: shown.cycle, day: day(shown.asOf) })}</span> : null}
      />
      <TaskList tasks={tasks} today={me.today} />
      <Places me={me} />
    </>
  )
}

const sentenceCase = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1)
