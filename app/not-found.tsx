import Link from 'next/link'
import { BrandMark } from '@/components/ui/icon'
import { requestLocale } from '@/lib/messages/request'
import { translator } from '@/lib/messages/translator'

export default async function NotFound() {
  const t = translator(await requestLocale(), 'home')
  return (
    <main className="plain">
      <BrandMark height={25} />
      <h1>{t('missing.title')}</h1>
      <p>{t('missing.text')}</p>
      <Link href="/">{t('missing.home')}</Link>
    </main>
  )
}
