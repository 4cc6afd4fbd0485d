import type { Metadata } from 'next'
import { importPages } from '@/components/exchange/import-pages'
import { ImportView } from '@/components/exchange/import-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'import')('title') }
}

export default function ImportPage() {
  return (
    <Prefetched queries={[orpc.imports.list.infiniteOptions(importPages), orpc.imports.sources.queryOptions()]}>
      <ImportView />
    </Prefetched>
  )
}
