import type { Metadata } from 'next'
import Link from 'next/link'
import { Entrance } from '@/app/sign-in/entrance'
import { theDatabase } from '@/lib/access/database'
import { lookAtInstallation } from '@/lib/access/gate'
import { lookAtInvitation } from '@/lib/access/invitations'
import { requestLocale } from '@/lib/api/request-locale'
import { translator } from '@/lib/messages/translator'
import { InvitationForm } from '../invitation-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'signIn')('invitation.title') }
}

export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params
  const t = translator(await requestLocale(), 'signIn.invitation')
  const database = theDatabase()
  const [invitation, { organisation }] = await Promise.all([
    lookAtInvitation(database, secret),
    lookAtInstallation(database),
  ])
  if (!invitation) {
    return (
      <Entrance organisation={organisation}>
        <h1>{t('deadTitle')}</h1>
        <p data-lede>{t('deadText')}</p>
        <Link href="/sign-in">{t('toSignIn')}</Link>
      </Entrance>
    )
  }
  const { name, email } = invitation
  return (
    <Entrance organisation={organisation}>
      <h1>{t('welcome', { name })}</h1>
      <p data-lede>{t('lede', { email })}</p>
      <InvitationForm secret={secret} email={email} />
    </Entrance>
  )
}
