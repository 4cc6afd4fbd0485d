import type { Metadata } from 'next'
import { DocsView } from '@/components/api-docs/docs-view'
import { publicUrl } from '@/lib/access/address'
import { describeApi } from '@/lib/api/open-api'

export const metadata: Metadata = { title: 'API' }

export default async function DocsPage() {
  return <DocsView document={await describeApi()} home={publicUrl().origin} />
}
