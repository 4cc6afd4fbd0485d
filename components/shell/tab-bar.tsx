'use client'
import Link from 'next/link'
import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Page, PageKey } from './pages'
import classes from './tab-bar.module.css'
import { Unread } from './unread'

const keys = ['home', 'me', 'assessments', 'messages', 'team', 'people', 'organisation', 'framework'] as const
type Tab = Page & { key: (typeof keys)[number] }
const isTab = (page: Page): page is Tab => (keys as readonly PageKey[]).includes(page.key)

/** The menu of a phone, in reach of the thumb. What is left out is work for a desk: it stands on home and in the search. */
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
