'use server'
import { cookies } from 'next/headers'
import { type Locale, localeCookie, locales } from '@/lib/messages/locale'
import { currentViewer, orpc } from './server'

const year = 365 * 24 * 60 * 60

/** Remembers a person's language in their account and in this browser; the page they are on answers in it at once. */
export async function chooseLocale(locale: Locale): Promise<void> {
  if (!locales.includes(locale)) return
  const jar = await cookies()
  jar.set(localeCookie, locale, { path: '/', maxAge: year, sameSite: 'lax' })
  if (await currentViewer()) await orpc.account.setPreferences.call({ language: locale })
}
