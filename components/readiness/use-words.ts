'use client'
import { useFormatter, useLocale, useTranslations } from 'use-intl/react'

/** How many words of a list are said before "and three more". */
const said = 3

/** A criterion's name as it stands inside a sentence: English names lose their capital, abbreviations and German keep it. */
export function midSentence(name: string, locale: string): string {
  if (!locale.startsWith('en')) return name
  return /^\p{Lu}(?:\p{Ll}|\s|$)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Numbers and names as sentences want them. */
export function useWords() {
  const t = useTranslations('readiness')
  const format = useFormatter()
  const locale = useLocale()
  const inSentence = (name: string) => midSentence(name, locale)
  const count = (count: number) => t('count', { count })
  const list = (parts: readonly string[]) => format.list(parts, { type: 'conjunction' })
  return {
    /** "seven"; figures from 13 on. */
    count,
    /** "Seven", to begin a sentence with. */
    Count: (number: number) => capitalised(count(number)),
    inSentence,
    list,
    /** "prioritisation, governance and decisions, portfolio risk, and three more". */
    names(names: readonly string[], most = said) {
      const rest = names.length - most
      const shown = names.slice(0, most).map(inSentence)
      if (rest <= 0) return list(shown)
      const listed = format.list(shown, { type: 'unit' })
      return t('headline.andMore', { names: listed, count: rest, word: count(rest) })
    },
    whole: (points: number) => format.number(points, { maximumFractionDigits: 0 }),
    tenth: (points: number) => format.number(points, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    level: (level: number) => format.number(level, { maximumFractionDigits: 1 }),
    percent: (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 }),
  }
}
