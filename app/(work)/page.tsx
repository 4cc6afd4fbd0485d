import type { Metadata } from 'next'
import { HomeView } from '@/components/home/home-view'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'
import { homeFacts } from './home-facts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'home')('title') }
}

export default async function HomePage() {
  const me = await orpc.me.get.call()
  return <HomeView {...(await homeFacts(me))} />
}
