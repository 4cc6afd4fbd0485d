/** First is the language of the product; a second proves that nothing is said outside the catalogue. */
export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]
export const localeCookie = 'locale'

/** Each language by its own name, whatever is spoken around it. */
export const languageNames: Record<Locale, string> = { en: 'English', de: 'Deutsch' }

/** BCP 47 tags for dates and numbers: "22 Nov 2026" is British. */
export const regions: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' }

const isLocale = (tag: string | undefined): tag is Locale => locales.some((locale) => locale === tag)

/** The person's own choice, else the first language of their browser that we speak, else English. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='))
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q.slice(2)) }
    })
    .filter((part) => part.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map((part) => part.language).find(isLocale) ?? 'en'
}
