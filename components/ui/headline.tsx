import type { ReactNode } from 'react'
import classes from './headline.module.css'

/** What the page has to say, first: one or two sentences with their count, then a lede or a line of facts. */
export function Headline({
  title,
  lede,
  meta,
  order = 1,
}: {
  title: ReactNode
  lede?: ReactNode
  meta?: ReactNode
  /** 2 where the page already has its first heading, as a person's page has their name. */
  order?: 1 | 2
}) {
  const Title = order === 1 ? 'h1' : 'h2'
  return (
    <div className={classes.block}>
      <Title className={classes.title}>{title}</Title>
      {lede ? <p className={classes.lede}>{lede}</p> : null}
      {meta ? <div className={classes.meta}>{meta}</div> : null}
    </div>
  )
}
