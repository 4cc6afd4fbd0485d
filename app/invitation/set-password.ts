'use server'
import { redirect } from 'next/navigation'
import { theDatabase } from '@/lib/access/database'
import { findInvitation, spendInvitation } from '@/lib/access/gate'
import { hashPassword, passwordProblem } from '@/lib/access/passwords'
import { hashOf } from '@/lib/access/secrets'
import { requestLocale } from '@/lib/messages/request'
import { translator } from '@/lib/messages/translator'

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')

/** Sets the password that the link allows, once, and leads to sign-in; else answers the sentence to show. */
export async function setPassword(_: string | null, form: FormData): Promise<string | null> {
  const t = translator(await requestLocale(), 'signIn.invitation')
  const password = text(form.get('password'))
  const secretHash = hashOf(text(form.get('secret')))
  const invitation = await findInvitation(theDatabase(), secretHash)
  if (!invitation) return t('deadText')
  const problem = passwordProblem(password, [invitation.name, invitation.email])
  if (problem) return problem
  if (password !== text(form.get('again'))) return t('different')
  if (!(await spendInvitation(theDatabase(), secretHash, await hashPassword(password)))) return t('deadText')
  redirect('/sign-in')
}
