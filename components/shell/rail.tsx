'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { BrandMark, Icon } from '@/components/ui/icon'
import type { GroupKey, Page, PageKey } from './pages'
import classes from './rail.module.css'
import { Unread } from './unread'

const groups: readonly GroupKey[] = ['you', 'team', 'organisation', 'administration']

/** The menu at the left. Narrow, it keeps its icons; their names stay for screen readers and on hover. */
export function Rail({
  pages,
  current,
  isNarrow,
}: {
  pages: readonly Page[]
  current: PageKey | undefined
  isNarrow: boolean
}) {
  const t = useTranslations('shell')
  return (
    <nav className={classes.rail} aria-label={t('main')} data-narrow={isNarrow || undefined}>
      <Link className={classes.brand} href="/" aria-label={t('homeLink')}>
        <BrandMark />
        <span className={classes.word}>Gravitas</span>
      </Link>
      {groups.map((group) => {
        const own = pages.filter((page) => page.group === group && !page.isPersonal)
        if (own.length === 0) return null
        return (
          <div key={group}>
            <p className={classes.group}>
              <span className={classes.word}>{t(`groups.${group}`)}</span>
            </p>
            {own.map((page) => (
              <Link
                key={page.key}
                className={classes.item}
                href={page.path}
                aria-current={page.key === current ? 'page' : undefined}
                title={isNarrow ? t(`pages.${page.key}`) : undefined}
              >
                <Icon name={page.icon} />
                <span className={classes.word}>{t(`pages.${page.key}`)}</span>
                <Unread page={page.key} />
              </Link>
            ))}
          </div>
        )
      })}
    </nav>
  )
}
