import type { Metadata } from 'next'
import { HomeView } from '@/components/home/home-view'
import { orpc } from '@/lib/api/server'
import { requestLocale } from '@/lib/messages/request'
import { translator } from '@/lib/messages/translator'
import { homeFacts } from './home-facts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'home')('title') }
}

export default async function HomePage() {
  const me = await orpc.me.get.call()
  return <HomeView {...(await homeFacts(me))} />
}
