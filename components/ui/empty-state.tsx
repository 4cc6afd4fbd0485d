import type { ReactNode } from 'react'
import classes from './empty-state.module.css'
import { Icon, type IconName } from './icon'

/** What will be here, and the one action that fills it. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  icon: IconName
  title: ReactNode
  text: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classes.empty}>
      <Icon name={icon} size={24} className={classes.icon} />
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {action}
    </div>
  )
}
