import type { Language } from '@/db/values'
import { locales } from '@/lib/messages/locale'
import { translator } from '@/lib/messages/translator'
import { pathOf } from './paths'
import type { MessageAbout, MessageKind } from './shapes'
import { valuesOf } from './values'

export interface Told {
  publicId: string
  kind: MessageKind
  about: MessageAbout
}
export interface Mail {
  subject: string
  text: string
  /** The same for the same messages, so that a mail sent twice by a crash shows as one. */
  messageId: string
}

/** One mail that says all that somebody was told and has not been mailed: one message by its own title, more as a digest. */
export function digest(told: readonly Told[], language: Language | null, publicUrl: string): Mail {
  const locale = language ?? locales[0]
  const t = translator(locale, 'messages')
  const parts = told.map(({ kind, about }) => {
    const values = valuesOf(about, locale)
    const link = new URL(pathOf(kind, about), publicUrl).href
    return { title: t(`kinds.${kind}.title`, values), text: t(`kinds.${kind}.text`, values), link }
  })
  const [first] = parts
  const body = parts.map(({ title, text, link }) => (told.length > 1 ? [title, text, link] : [text, link]).join('\n'))
  return {
    subject: told.length === 1 && first ? first.title : t('mail.subject', { count: told.length }),
    text: `${[...body, t('mail.why', { link: new URL('/messages', publicUrl).href })].join('\n\n')}\n`,
    messageId: `<${told.map(({ publicId }) => publicId).sort()[0]}.${told.length}@${new URL(publicUrl).hostname}>`,
  }
}
