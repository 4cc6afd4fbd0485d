'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useOnline } from '@/components/ui/use-online'

/** Says, while the network is away, how old what is shown is: the newest answer in the cache. */
export function OfflineBanner({ className }: { className?: string }) {
  const t = useTranslations('common.state')
  const format = useFormatter()
  const cache = useQueryClient().getQueryCache()
  const isOnline = useOnline()
  const newest = Math.max(0, ...cache.getAll().map((query) => query.state.dataUpdatedAt)) || performance.timeOrigin
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const time = format.dateTime(newest, { hour: '2-digit', minute: '2-digit', timeZone })
  return <div role="status">{isOnline ? null : <p className={className}>{t('offline', { time })}</p>}</div>
}
