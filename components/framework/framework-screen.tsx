'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { FilterSelect } from '@/components/ui/filter-select'
import { Headline } from '@/components/ui/headline'
import { Segmented } from '@/components/ui/segmented'
import { useDay } from '@/components/ui/use-day'
import type { useUrlState } from '@/components/ui/use-url-state'
import type { Editions, Framework } from '@/lib/framework/shapes'
import { CriterionList } from './criterion-list'
import { ExportFile } from './export-file'
import classes from './framework.module.css'
import { Ladder } from './ladder'
import { ProfileTable } from './profile-table'

/** The criteria with their ladders, or the role profiles side by side. */
export function FrameworkScreen({
  framework,
  editions,
  url,
}: {
  framework: Framework
  editions: Editions['editions']
  url: ReturnType<typeof useUrlState>
}) {
  const t = useTranslations('framework')
  const day = useDay()
  const criteria = framework.domains.flatMap((domain) => domain.criteria.map((criterion) => ({ criterion, domain })))
  const view = url.get('view') === 'profiles' ? 'profiles' : 'criteria'
  const at = Math.max(
    criteria.findIndex(({ criterion }) => criterion.key === url.get('criterion')),
    0,
  )
  const shown = criteria[at]
  const published = editions.filter(({ status }) => status === 'published')
  const own = published.find(({ edition }) => edition === framework.edition)
  const draft = editions.find(({ status }) => status === 'draft')
  const count = { criteria: criteria.length, domains: framework.domains.length, levels: framework.scale.length }
  return (
    <>
      <Headline
        title={t('headline', { ...count, edition: framework.edition })}
        lede={t('lede', { name: framework.name })}
        meta={
          <>
            {own?.publishedAt ? <span>{t('published', { day: day(own.publishedAt.slice(0, 10)) })}</span> : null}
            <Can do="framework.write">
              <Link href="/framework/draft">
                {draft ? t('openDraft', { edition: draft.edition }) : t('startDraft')}
              </Link>
            </Can>
          </>
        }
      />
      <div className={classes.bar}>
        <Segmented
          label={t('view.label')}
          value={view}
          options={[
            { value: 'criteria', label: t('view.criteria') },
            { value: 'profiles', label: t('view.profiles') },
          ]}
          onChange={(next) => url.push({ view: next === 'criteria' ? null : next })}
        />
        {published.length > 1 ? (
          <FilterSelect
            label={t('edition')}
            value={framework.edition}
            options={published.map(({ edition }) => ({ value: edition, label: edition }))}
            onChange={(edition) => url.set({ edition: edition === published[0]?.edition ? null : edition })}
          />
        ) : null}
        <ExportFile edition={framework.edition} />
      </div>
      {view === 'profiles' ? (
        <ProfileTable framework={framework} />
      ) : (
        <div className={classes.split}>
          <CriterionList
            domains={framework.domains}
            current={shown?.criterion.key}
            hrefOf={(key) => `/framework?criterion=${key}${url.get('edition') ? `&edition=${framework.edition}` : ''}`}
            onChoose={(key) => url.push({ criterion: key })}
          />
          {shown ? (
            <Ladder
              key={shown.criterion.key}
              {...shown}
              framework={framework}
              before={criteria[at - 1]?.criterion}
              after={criteria[at + 1]?.criterion}
              place={at + 1}
              of={criteria.length}
              onChoose={(key) => url.push({ criterion: key })}
            />
          ) : null}
        </div>
      )}
    </>
  )
}
