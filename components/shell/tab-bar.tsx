'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Page, PageKey } from './pages'
import classes from './tab-bar.module.css'

/** The menu of a phone, in reach of the thumb; what is looked after rarely stands on home and in the search. */
export function TabBar({ pages, current }: { pages: readonly Page[]; current: PageKey | undefined }) {
  const t = useTranslations('shell')
  const shown = pages.filter(({ group }) => group !== 'administration')
  return (
    <nav className={classes.bar} aria-label={t('main')}>
      {shown.map((page) => (
        <Link
          key={page.key}
          className={classes.tab}
          href={page.path}
          aria-current={page.key === current ? 'page' : undefined}
        >
          <Icon name={page.icon} />
          {t(`tabs.${page.key}`)}
        </Link>
      ))}
    </nav>
  )
}
