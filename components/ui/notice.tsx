import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import classes from './notice.module.css'

const icons: Record<'info' | 'lock' | 'error', IconName> = { info: 'info', lock: 'lock', error: 'info' }

/** A sentence or two about the state of what is shown: partial data (`info`), no right (`lock`), or a failure (`error`). */
export function Notice({
  kind = 'info',
  title,
  children,
  action,
}: {
  kind?: keyof typeof icons
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={icons[kind]} size={20} className={classes.icon} />
      <div className={classes.text}>
        <p className={classes.title}>{title}</p>
        {children ? <p>{children}</p> : null}
        {action}
      </div>
    </div>
  )
}
