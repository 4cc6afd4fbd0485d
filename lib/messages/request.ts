import { cookies, headers } from 'next/headers'
import { type Locale, localeCookie, pickLocale } from './locale'

/** The language of the request at hand: the cookie of a person's choice, else their browser's. */
export async function requestLocale(): Promise<Locale> {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return pickLocale(jar.get(localeCookie)?.value, head.get('accept-language'))
}
