import Link from 'next/link'
import { requestLocale } from '@/lib/messages/request'
import { translator } from '@/lib/messages/translator'

/** Not there and not yours to see look the same, inside the frame. */
export default async function NotFound() {
  const t = translator(await requestLocale(), 'home')
  return (
    <div className="plain">
      <h1>{t('missing.title')}</h1>
      <p>{t('missing.text')}</p>
      <Link href="/">{t('missing.home')}</Link>
    </div>
  )
}
