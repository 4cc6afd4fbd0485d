'use client'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { coverOptions } from '@/db/values'
import { namesSomebody } from '@/lib/secondments/cover'
import type { CoverLink, HomeCover } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'

/** One link of the cover while it is being written. */
export interface Drafted {
  option: CoverLink['option']
  employeeId: string
  consequence: string
}
const first: Drafted = { option: 'acting', employeeId: '', consequence: '' }

export const draftOf = (cover: readonly CoverLink[]): Drafted[] =>
  cover.length === 0
    ? [first]
    : cover.map(({ option, person, consequence }) => ({ option, consequence, employeeId: person?.employeeId ?? '' }))

export const toCover = (links: readonly Drafted[]) =>
  links.map(({ option, employeeId, consequence }) => ({
    ...{ option, consequence },
    employeeId: namesSomebody(option) && employeeId ? employeeId : null,
  }))

/** How the work is done meanwhile: an option, who, and the next link where somebody's own post stands open then. */
export function CoverLinks({
  links,
  home,
  onChange,
}: {
  links: readonly Drafted[]
  home: HomeCover
  onChange: (links: Drafted[]) => void
}) {
  const t = useTranslations('secondments.cover')
  const last = links.at(-1)
  const set = (at: number, change: Partial<Drafted>) =>
    onChange(links.map((link, place) => (place === at ? { ...link, ...change } : link)))
  const mayAdd = last !== undefined && namesSomebody(last.option) && links.length < home.deepest
  return (
    <>
      {links.map((link, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link is its place in the chain
        <fieldset key={at} className={classes.link}>
          <NativeSelect
            label={t('link', { place: at + 1 })}
            value={link.option}
            data={coverOptions.map((value) => ({ value, label: t(`options.${value}`) }))}
            onChange={(event) => set(at, { option: event.target.value as Drafted['option'] })}
          />
          {namesSomebody(link.option) ? (
            <Who link={link} home={home} onChange={(employeeId) => set(at, { employeeId })} />
          ) : null}
          {link.option === 'vacant' || link.option === 'share' ? (
            <Textarea
              label={t('consequence')}
              maxLength={2000}
              value={link.consequence}
              onChange={(event) => set(at, { consequence: event.target.value })}
            />
          ) : null}
        </fieldset>
      ))}
      <div className={classes.deeds}>
        {mayAdd ? (
          <Button size="xs" onClick={() => onChange([...links, { ...first, option: 'share' }])}>
            {t('addLink')}
          </Button>
        ) : null}
        {links.length > 1 ? (
          <Button size="xs" variant="subtle" onClick={() => onChange(links.slice(0, -1))}>
            {t('removeLink')}
          </Button>
        ) : null}
      </div>
      <p className={classes.quiet}>{t('deepest', { most: home.deepest })}</p>
    </>
  )
}

function Who({ link, home, onChange }: { link: Drafted; home: HomeCover; onChange: (employeeId: string) => void }) {
  const t = useTranslations('secondments.cover')
  const most = Math.max(0, ...home.candidates.map(({ holds }) => holds.length))
  const data = home.candidates.map(({ employeeId, name, unit, holds }) => ({
    value: employeeId,
    label:
      most === 0
        ? t('candidatePlain', { name, unit: unit?.name ?? '' })
        : t('candidate', { name, unit: unit?.name ?? '', held: holds.length, of: most }),
  }))
  return (
    <NativeSelect
      label={t('who')}
      value={link.employeeId}
      data={[{ value: '', label: t('choose') }, ...data]}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
