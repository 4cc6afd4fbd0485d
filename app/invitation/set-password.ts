'use server'
import { redirect } from 'next/navigation'
import { theDatabase } from '@/lib/access/database'
import { acceptInvitation, spentLink } from '@/lib/access/invitations'
import { requestLocale } from '@/lib/api/request-locale'
import { translator } from '@/lib/messages/translator'

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')

/** Sets the password that the link allows, once, and leads to sign-in; else answers the sentence to show. */
export async function setPassword(_: string | null, form: FormData): Promise<string | null> {
  const t = translator(await requestLocale(), 'signIn.invitation')
  const password = text(form.get('password'))
  if (password !== text(form.get('again'))) return t('different')
  const problem = await acceptInvitation(theDatabase(), text(form.get('secret')), password)
  if (problem) return problem === spentLink ? t('deadText') : problem
  redirect('/sign-in')
}
