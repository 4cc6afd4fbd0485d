'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { orpc } from '@/lib/api/client'
import type { AuditEntry, AuditPage } from '@/lib/trail/shapes'
import { auditPages, type DeedFilters, deedFilters } from './address'
import classes from './audit.module.css'
import { Filters } from './filters'
import { Rows } from './rows'
import { useMoment } from './use-moment'

const csvHead = [
  'id',
  'at',
  'actor',
  'employee_id',
  'action',
  'subject',
  'subject_id',
  'fields',
  'block',
  'block_sha256',
]
const csvRow = (entry: AuditEntry) => [
  ...[entry.id, entry.at, entry.actor, entry.person?.employeeId ?? null, entry.action, entry.subject, entry.subjectId],
  ...[entry.fields.join(' '), entry.block, entry.blockHash],
]

/** How much the chain holds. */
export function DeedsHeadline({ filters }: { filters: DeedFilters }) {
  const t = useTranslations('audit')
  const { data } = useInfiniteQuery(orpc.audit.list.infiniteOptions(auditPages(filters)))
  const { newest: _, ...counts } = data?.pages[0]?.chain ?? { newest: null }
  return <Headline title={'blocks' in counts ? t('headline.deeds', counts) : t('title')} lede={t('lede.deeds')} />
}

/** Who did what, with the block that seals it; the newest block's hash is there to be noted down. */
export function Deeds({
  filters,
  set,
}: {
  filters: DeedFilters
  set: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('audit')
  const question = useInfiniteQuery(orpc.audit.list.infiniteOptions(auditPages(filters)))
  const entries = question.data?.pages.flatMap((page) => page.entries) ?? []
  const newest = question.data?.pages[0]?.chain.newest
  return (
    <>
      <Filters values={filters} set={set} />
      <Rows
        question={question}
        count={entries.length}
        isFiltered={deedFilters.some((name) => filters[name])}
        clear={() => set(Object.fromEntries(deedFilters.map((name) => [name, null])))}
        emptyText={t('nothing.emptyDeeds')}
        file={() => ({ name: `audit-to-${entries[0]?.id ?? 0}.csv`, rows: [csvHead, ...entries.map(csvRow)] })}
      >
        <DeedsTable entries={entries} />
      </Rows>
      {newest ? <Newest newest={newest} /> : null}
    </>
  )
}

function DeedsTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useTranslations('audit')
  const moment = useMoment()
  return (
    <table className={classes.table}>
      <caption className="sr">{t('captions.deeds')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.at')}</th>
          <th scope="col">{t('columns.who')}</th>
          <th scope="col">{t('columns.action')}</th>
          <th scope="col">{t('columns.subject')}</th>
          <th scope="col" className={classes.wide}>
            {t('columns.fields')}
          </th>
          <th scope="col" className={classes.short}>
            {t('columns.block')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className={classes.at}>{moment(entry.at)}</td>
            <td className={classes.who}>{entry.person?.name ?? entry.actor}</td>
            <td className={classes.name}>{entry.action}</td>
            <td>{[entry.subject, entry.subjectId].filter(Boolean).join(' ')}</td>
            <td className={classes.muted}>{entry.fields.join(', ')}</td>
            <td className={classes.block} data-label={t('columns.block')} title={entry.blockHash ?? undefined}>
              {entry.block ?? t('unsealed')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Newest({ newest }: { newest: NonNullable<AuditPage['chain']['newest']> }) {
  const t = useTranslations('audit')
  const moment = useMoment()
  return (
    <footer className={classes.newest}>
      <p className={classes.hash}>{t('newest', { block: newest.block, at: moment(newest.at), hash: newest.hash })}</p>
      <p>{t('newestHelp')}</p>
    </footer>
  )
}
