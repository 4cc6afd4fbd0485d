import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { theDatabase } from '@/lib/access/database'
import { lookAtInstallation } from '@/lib/access/gate'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'
import { Entrance } from './entrance'
import { localPath } from './local-path'
import { SignInForm } from './sign-in-form'

type Query = Record<'to' | 'error' | 'hat', string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'signIn')('title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { to, error, hat } = await searchParams
  const path = localPath(to)
  if (await currentViewer().catch(() => null)) redirect(path)
  const t = translator(await requestLocale(), 'signIn')
  const { organisation, isSample } = await lookAtInstallation(theDatabase()).catch(() => nothingKnown)
  const problem = typeof error === 'string' ? error : null
  return (
    <Entrance organisation={organisation}>
      <h1>{t('welcome')}</h1>
      <p data-lede>{organisation ? t('lede', { organisation }) : t('ledeEmpty')}</p>
      <SignInForm to={path} problem={problem} isSample={isSample} asAdministrator={hat === 'administrator'} />
    </Entrance>
  )
}

/** The page stands even while the database does not; trying to sign in then says so. */
const nothingKnown = { organisation: null, isSample: false }
