'use client'
import { useMutation } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import type { Draft } from '@/lib/framework/shapes'
import { Confirm } from '../ui/confirm'
import classes from './draft.module.css'
import { ExportFile } from './export-file'
import { ImportFile } from './import-file'
import { useRefresh, useTyped } from './use-panel'

const DraftChanges = dynamic(() => import('./draft-changes').then((file) => file.DraftChanges))
const DraftCriteria = dynamic(() => import('./draft-criteria').then((file) => file.DraftCriteria))
const DraftProfiles = dynamic(() => import('./draft-profiles').then((file) => file.DraftProfiles))
const DraftStructure = dynamic(() => import('./draft-structure').then((file) => file.DraftStructure))

const views = ['criteria', 'structure', 'profiles', 'changes'] as const

/** The draft: what is missing, and four ways into it. */
export function DraftScreen({ draft }: { draft: Draft }) {
  const t = useTranslations('framework.draft')
  const url = useUrlState()
  const router = useRouter()
  const refresh = useRefresh()
  const { typed } = useTyped()
  const view = views.find((each) => each === url.get('view')) ?? 'criteria'
  const { document, flaws, basedOn } = draft
  const discard = useMutation({
    ...orpc.framework.discard.mutationOptions(),
    onSuccess: async () => {
      router.push('/framework')
      await refresh()
    },
  })
  return (
    <>
      <Headline
        title={t('headline', { edition: document.version, count: flaws.length })}
        lede={basedOn ? t('lede', { edition: basedOn }) : t('ledeOwn')}
        meta={
          <>
            <Link href="/framework">{t('toReading')}</Link>
            {typed.size > 0 ? <span>{t('typed', { count: typed.size })}</span> : null}
          </>
        }
      />
      {flaws.length > 0 ? <Flaws draft={draft} onOpen={url.push} /> : null}
      <div className={classes.bar}>
        <Segmented
          label={t('views.label')}
          value={view}
          options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          onChange={(next) => url.push({ view: next === 'criteria' ? null : next })}
        />
      </div>
      {view === 'criteria' ? <DraftCriteria draft={draft} /> : null}
      {view === 'structure' ? <DraftStructure draft={draft} /> : null}
      {view === 'profiles' ? <DraftProfiles draft={draft} /> : null}
      {view === 'changes' ? <DraftChanges draft={draft} /> : null}
      <section className={classes.below} aria-label={t('whole')}>
        <h2>{t('whole')}</h2>
        <div className={classes.row}>
          <ExportFile edition="draft" />
          <Confirm
            label={t('discard')}
            question={t('discardQuestion', { edition: document.version })}
            deed={t('discardDeed', { edition: document.version })}
            isBusy={discard.isPending}
            onConfirm={() => discard.mutate(undefined)}
          />
        </div>
        {discard.isError ? <Problem error={discard.error} /> : null}
        <ImportFile isReplacing />
      </section>
    </>
  )
}

const viewOf = {
  about: 'structure',
  scale: 'structure',
  domain: 'structure',
  criterion: null,
  profile: 'profiles',
} as const

function Flaws({
  draft: { flaws },
  onOpen,
}: {
  draft: Draft
  onOpen: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('framework.draft')
  return (
    <details className={classes.flaws}>
      <summary>{t('flaws', { count: flaws.length })}</summary>
      <ul>
        {flaws.map(({ part, key, message }) => (
          <li key={`${part} ${key} ${message}`}>
            <button
              type="button"
              onClick={() =>
                onOpen({
                  view: viewOf[part],
                  ...(part === 'criterion' ? { criterion: key } : {}),
                  ...(part === 'profile' ? { profile: key } : {}),
                })
              }
            >
              {message}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
