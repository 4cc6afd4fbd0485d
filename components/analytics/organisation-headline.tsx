'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl/react'
import { bands as allBands, type Band } from '@/db/values'
import type { BandCounts } from '@/lib/readiness/shapes'
import { addressWith } from '../ui/address'
import { BandMark } from '../ui/band-mark'
import { Headline } from '../ui/headline'
import classes from './organisation.module.css'
import type { OrganisationMap } from './use-organisation'

/** Who is ready, the widest gap and where it lies, in a sentence with its counts; the bands below lead to their people. */
export function OrganisationHeadline({
  map,
  bands,
  area,
}: {
  map: OrganisationMap
  bands: BandCounts | undefined
  area: string | undefined
}) {
  const t = useTranslations('organisation')
  const gap = useGapSentence(map)
  const now = bands?.counts['ready-now'] ?? 0
  const ready =
    bands &&
    (bands.people === 1 ? t('headline.readyOnly', { now }) : t('headline.ready', { now, people: bands.people }))
  const { profile, cycle } = map.answer
  const link = (band: Band) => addressWith('/people', '', { band, profile, cycle, unit: area ?? null }) as Route
  return (
    <Headline
      title={[ready, gap].filter(Boolean).join(' ') || t('title')}
      meta={
        bands ? (
          <ul className={classes.bands} aria-label={t('bands.label')}>
            {allBands.toReversed().map((band) => (
              <li key={band}>
                <Link className={classes.band} href={link(band)} prefetch={false}>
                  <span aria-hidden="true" className={classes.disc}>
                    <BandMark band={band} withWords={false} />
                  </span>
                  <b>{bands.counts[band]}</b> {t(`bands.${band}`)}
                </Link>
              </li>
            ))}
            {bands.provisional > 0 ? <li>{t('bands.provisional', { count: bands.provisional })}</li> : null}
          </ul>
        ) : null
      }
    />
  )
}

function useGapSentence({ widest, tops, domains, allDomains }: OrganisationMap): string {
  const t = useTranslations('organisation.headline')
  const format = useFormatter()
  const isRated = tops.some(({ cells }) => [...cells.values()].some(({ assessed }) => assessed > 0))
  if (!widest) return isRated ? t('noGap') : domains.length > 0 ? t('nothingRated') : ''
  const { assessed, below, areas } = widest
  const criterion = allDomains.flatMap(({ columns }) => columns).find(({ key }) => key === widest.criterion)
  const where = areas.reduce((sum, each) => sum + each.below, 0)
  return t('widest', {
    criterion: criterion?.name ?? widest.criterion,
    share: below === assessed ? t('widestAll', { assessed }) : t('widestSome', { below, assessed }),
    where:
      areas.length === 0
        ? ''
        : t('widestWhere', {
            below: where,
            areas: format.list(
              areas.map(({ name }) => name),
              { type: 'disjunction' },
            ),
          }),
  })
}
