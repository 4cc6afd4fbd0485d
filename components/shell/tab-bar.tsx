'use client'
import Link from 'next/link'
import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Page, PageKey } from './pages'
import classes from './tab-bar.module.css'
import { Unread } from './unread'

type Tab = Page & {
  key: Exclude<
    PageKey,
    'account' | 'openings' | 'privacy' | 'audit' | 'health' | 'import' | 'cycles' | `admin${string}`
  >
}
const isTab = (page: Page): page is Tab =>
  page.group !== 'administration' && !page.isPersonal && page.key !== 'openings'

/** The menu of a phone, in reach of the thumb. Administration is work of its own: its pages stand on home and in the search. */
export function TabBar({ pages, current }: { pages: readonly Page[]; current: PageKey | undefined }) {
  const t = useTranslations('shell')
  const tabs = pages.filter(isTab)
  return (
    <nav className={classes.bar} aria-label={t('main')} style={{ '--tabs': tabs.length } as CSSProperties}>
      {tabs.map((page) => (
        <Link
          key={page.key}
          className={classes.tab}
          href={page.path}
          aria-current={page.key === current ? 'page' : undefined}
        >
          <Icon name={page.icon} />
          {t(`tabs.${page.key}`)}
          <Unread page={page.key} />
        </Link>
      ))}
    </nav>
  )
}
