import type { ReactNode } from 'react'
import { BrandMark } from '@/components/ui/icon'
import { requestLocale } from '@/lib/api/request-locale'
import { translator } from '@/lib/messages/translator'
import classes from './entrance.module.css'
import { Pendulum } from './pendulum'

/** What people without a session see: one thing to do at the left, and what this is about at the right. */
export async function Entrance({ organisation, children }: { organisation: string | null; children: ReactNode }) {
  const t = translator(await requestLocale(), 'signIn')
  return (
    <div className={classes.halves}>
      <main className={classes.left}>
        <p className={classes.brand}>
          <BrandMark height={25} />
          Gravitas
        </p>
        <div className={classes.form}>{children}</div>
        <p className={classes.foot}>{organisation ? t('runBy', { organisation }) : t('runByYou')}</p>
      </main>
      <aside className={classes.right}>
        <Pendulum className={classes.picture} captionClassName={classes.caption} />
      </aside>
    </div>
  )
}
