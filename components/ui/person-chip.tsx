import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { addressWith } from './address'
import classes from './person-chip.module.css'

/** First letters of the first and last word of a name; one letter for a single word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('')
}

export function Avatar({ name }: { name: string }) {
  return (
    <span className={classes.avatar} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** The page of a person; a role and a cycle that one came from are kept. */
export function personPath(employeeId: string, { profile, cycle }: { profile?: string; cycle?: string } = {}): Route {
  const kept = { profile: profile ?? null, cycle: cycle ?? null }
  return addressWith(`/people/${encodeURIComponent(employeeId)}`, '', kept) as Route
}

/** A person by initials, name and what places them (unit, or title); links to their page unless `isLink` is false. */
export function PersonChip({
  person,
  detail,
  isLink = true,
  kept,
}: {
  person: { employeeId: string; name: string; unit?: { name: string } | null }
  detail?: ReactNode
  isLink?: boolean
  /** Role and cycle that the link keeps. */
  kept?: { profile?: string; cycle?: string }
}) {
  const under = detail ?? person.unit?.name
  return (
    <span className={classes.person}>
      <Avatar name={person.name} />
      <span>
        {isLink ? (
          <Link className={classes.name} href={personPath(person.employeeId, kept)} prefetch={false}>
            {person.name}
          </Link>
        ) : (
          <span className={classes.name}>{person.name}</span>
        )}
        {under ? <span className={classes.unit}>{under}</span> : null}
      </span>
    </span>
  )
}
