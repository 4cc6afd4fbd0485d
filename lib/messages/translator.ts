import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import formatMessage from 'use-intl/format-message'
import { catalogues, type Messages } from '.'
import { compileAll } from './compile'
import { type Locale, regions } from './locale'

/** Pages are built with a formatter that takes compiled messages alone (next.config.js); commands and tests read the texts. */
const ready = formatMessage.raw ? catalogues : { en: compileAll(catalogues.en), de: compileAll(catalogues.de) }

/** The catalogue of a language as the formatter at hand takes it. */
export const messagesOf = (locale: Locale) => ready[locale] as Messages

/** The catalogue outside React components: page titles, server actions, tests. */
export function translator<const Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  locale: Locale,
  namespace: Namespace,
) {
  return createTranslator<Messages, Namespace>({ locale: regions[locale], messages: messagesOf(locale), namespace })
}
