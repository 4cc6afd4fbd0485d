'use client'
import Link from 'next/link'
import { type CSSProperties, useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Page, PageKey } from './pages'
import classes from './tab-bar.module.css'
import { Unread } from './unread'

/** What a thumb reaches for, in the order in which it gets one of the few places. */
const keys = ['home', 'me', 'team', 'organisation', 'assessments', 'messages', 'people', 'framework'] as const
type Tab = Page & { key: (typeof keys)[number] }
/** More do not fit beside each other at 390 px with their names on one line. */
const room = 5

/** The few that fit, in the order of the menu, and all others. */
function divide(pages: readonly Page[]) {
  const tabs = pages.filter((page): page is Tab => (keys as readonly PageKey[]).includes(page.key))
  const first = [...tabs].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key)).slice(0, room - 1)
  const shown = pages.filter(({ isPersonal }) => !isPersonal)
  if (shown.length <= room && shown.length === tabs.length) return { tabs, rest: [] }
  return {
    tabs: tabs.filter((page) => first.includes(page)),
    rest: shown.filter((page) => !first.includes(page as Tab)),
  }
}

/** The menu of a phone, in reach of the thumb: four pages, and one place that opens the others. */
export function TabBar({ pages, current }: { pages: readonly Page[]; current: PageKey | undefined }) {
  const t = useTranslations('shell')
  const { tabs, rest } = divide(pages)
  return (
    <nav
      className={classes.bar}
      aria-label={t('main')}
      style={{ '--tabs': tabs.length + (rest.length > 0 ? 1 : 0) } as CSSProperties}
    >
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
      {rest.length > 0 ? <More pages={rest} current={current} /> : null}
    </nav>
  )
}

/** All that has no place of its own; the browser's popover opens, closes and gives the focus back. */
function More({ pages, current }: { pages: readonly Page[]; current: PageKey | undefined }) {
  const t = useTranslations('shell')
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const isHere = pages.some(({ key }) => key === current)
  return (
    <>
      <button
        type="button"
        className={classes.tab}
        popoverTarget={id}
        aria-haspopup="dialog"
        data-current={isHere || undefined}
      >
        <Icon name="more" />
        {t('more')}
        {pages.some(({ key }) => key === 'messages') ? <Unread page="messages" /> : null}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('morePages')}
        className={classes.more}
        onToggle={({ newState }) => {
          if (newState === 'open') menu.current?.querySelector('a')?.focus()
        }}
      >
        {pages.map((page) => (
          <Link
            key={page.key}
            className={classes.item}
            href={page.path}
            aria-current={page.key === current ? 'page' : undefined}
            onClick={() => menu.current?.hidePopover()}
          >
            <Icon name={page.icon} />
            {t(`pages.${page.key}`)}
            <Unread page={page.key} />
          </Link>
        ))}
      </div>
    </>
  )
}
