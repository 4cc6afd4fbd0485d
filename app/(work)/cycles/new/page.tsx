import type { Metadata } from 'next'
import { NewCycle } from '@/components/cycles/new-cycle'
import { requestLocale } from '@/lib/api/request-locale'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'cycles')('new.title') }
}

export default function NewCyclePage() {
  return <NewCycle />
}
