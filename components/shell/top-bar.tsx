'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { BrandMark } from '@/components/ui/icon'
import type { Me } from '@/lib/people/shapes'
import { useKnownName } from './known-name'
import type { Page } from './pages'
import { PersonMenu } from './person-menu'
import { Search } from './search'
import classes from './top-bar.module.css'

/** Where we are, the search, the person; under it `children`, the notes that hold for every page. */
export function TopBar({
  me,
  pages,
  page,
  children,
}: {
  me: Me
  pages: readonly Page[]
  page: Page | null
  children: ReactNode
}) {
  const t = useTranslations('shell')
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <Link className={classes.brand} href="/" aria-label={t('homeLink')}>
          <BrandMark />
        </Link>
        <Crumb page={page} />
        <Search pages={pages} />
        <PersonMenu me={me} />
      </div>
      {children}
    </header>
  )
}

/** Pages whose details are of something else than a person. */
const ofThings: readonly Page['key'][] = ['import', 'adminWebhooks', 'openings', 'secondments', 'planner']

/** Where we are. What a page is about it names as soon as the page has loaded it; it asks nothing by itself. */
function Crumb({ page }: { page: Page | null }) {
  const t = useTranslations('shell')
  const path = usePathname()
  const [segment, below] = page ? path.slice(page.path.length).split('/').slice(1) : []
  const key = decodeURIComponent((segment === 'hosted' && below) || segment || '')
  const name = useKnownName(page?.key, key)
  if (!page) return <div className={classes.crumb} />
  const isOfCycle = page.key === 'assessments' || page.key === 'cycles'
  const cycle = isOfCycle ? (key === 'new' ? t('newCycle') : t('cycle', { name: key })) : null
  const plan = page.key === 'planner' && key === 'new' ? t('newPlan') : null
  const words = page.key === 'framework' ? t('draft') : ofThings.includes(page.key) ? t('details') : t('person')
  const here = name ?? cycle ?? plan ?? words
  if (!segment) {
    return (
      <div className={classes.crumb}>
        <span className={classes.here}>{t(`pages.${page.key}`)}</span>
      </div>
    )
  }
  return (
    <div className={classes.crumb}>
      <Link href={page.path}>{t(`pages.${page.key}`)}</Link>
      <span aria-hidden="true">/</span>
      <span className={classes.here} title={here}>
        {here}
      </span>
    </div>
  )
}
