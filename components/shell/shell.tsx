'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { MeProvider } from '@/components/ui/can'
import { useDay } from '@/components/ui/use-day'
import type { Me } from '@/lib/people/shapes'
import { OfflineBanner } from './offline-banner'
import { isForm, pageAt, pagesFor } from './pages'
import { Rail } from './rail'
import classes from './shell.module.css'
import { TabBar } from './tab-bar'
import { TopBar } from './top-bar'

/** The frame of every page behind sign-in: rail, top bar, content; a tab bar on phones. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const t = useTranslations('shell')
  const day = useDay()
  const pathname = usePathname()
  const page = pageAt(pathname)
  const isFlush = isForm(pathname)
  const pages = pagesFor(me)
  const isDense = page?.isDense === true && pages.some((each) => each.key === page.key)
  return (
    <MeProvider me={me}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <div className={classes.app} data-narrow={isDense || undefined}>
        <Rail pages={pages} current={page?.key} isNarrow={isDense} />
        <div className={classes.column}>
          <TopBar me={me} pages={pages} page={page}>
            {me.sampleToday ? <p className={classes.banner}>{t('sample', { day: day(me.sampleToday) })}</p> : null}
            <OfflineBanner className={classes.banner} />
          </TopBar>
          <main
            id="content"
            className={classes.content}
            data-wide={isDense || undefined}
            data-flush={isFlush || undefined}
            tabIndex={-1}
          >
            {children}
          </main>
        </div>
      </div>
      {isFlush ? null : <TabBar pages={pages} current={page?.key} />}
    </MeProvider>
  )
}
