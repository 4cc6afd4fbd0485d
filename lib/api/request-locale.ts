import { cookies, headers } from 'next/headers'
import { type Locale, localeCookie, pickLocale } from '@/lib/messages/locale'
import { currentViewer } from './server'

/** Whoever cannot be looked up at this moment reads on in the browser's language. */
const viewer = () => currentViewer().catch(() => null)

/** The language of the request at hand: what the person chose for their account, in this browser, else the browser's own. */
export async function requestLocale(): Promise<Locale> {
  const [jar, head, known] = await Promise.all([cookies(), headers(), viewer()])
  return pickLocale(known?.language ?? jar.get(localeCookie)?.value, head.get('accept-language'))
}

/** The zone in which the person at hand reads times of day. */
export async function requestTimeZone(): Promise<string> {
  return (await viewer())?.timeZone ?? 'UTC'
}
