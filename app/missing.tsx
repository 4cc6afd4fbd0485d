import { requestLocale } from '@/lib/api/request-locale'
import { translator } from '@/lib/messages/translator'

/** Not there and not yours to see look the same. A plain link: every page carries this one's code. */
export async function Missing() {
  const t = translator(await requestLocale(), 'home.missing')
  return (
    <div className="plain">
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <a href="/">{t('home')}</a>
    </div>
  )
}
