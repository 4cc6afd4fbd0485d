import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import { catalogues, type Messages } from '.'
import { type Locale, regions } from './locale'

/** The catalogue outside React components: page titles, server actions, tests. */
export function translator<const Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  locale: Locale,
  namespace: Namespace,
) {
  return createTranslator<Messages, Namespace>({
    locale: regions[locale],
    messages: catalogues[locale] as Messages,
    namespace,
  })
}
