'use client'
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl/react'
import { BrandMark } from '@/components/ui/icon'
import { orpc } from '@/lib/api/client'
import type { Me } from '@/lib/people/shapes'
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

/** Where we are. On a person's page it names them as soon as the page has loaded them; it asks nothing by itself. */
function Crumb({ page }: { page: Page | null }) {
  const t = useTranslations('shell')
  const path = usePathname()
  const segment = page ? path.slice(page.path.length).split('/')[1] : undefined
  const employeeId = decodeURIComponent(segment ?? '')
  const name = useKnownName(employeeId)
  if (!page) return <div className={classes.crumb} />
  const isOfCycle = page.key === 'assessments' || page.key === 'cycles'
  const cycle = isOfCycle ? (employeeId === 'new' ? t('newCycle') : t('cycle', { name: employeeId })) : null
  const words = page.key === 'framework' ? t('draft') : ofThings.includes(page.key) ? t('details') : t('person')
  const here = name ?? cycle ?? words
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
      <span className={classes.here}>{here}</span>
    </div>
  )
}

/** The name as the page's own answers have it. Only looks: a question made here would keep the page from using its own. */
function useKnownName(employeeId: string): string | undefined {
  const client = useQueryClient()
  const input = { employeeId }
  const read = () =>
    client.getQueryData(orpc.people.get.queryKey({ input }))?.name ??
    client.getQueryData(orpc.people.record.queryKey({ input }))?.name
  return useSyncExternalStore(
    (tell) => client.getQueryCache().subscribe(tell),
    read,
    () => undefined,
  )
}
