import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { earlyFieldsScript } from '@/components/ui/early-fields'
import { earlyKeysScript } from '@/components/ui/early-keys'
import { PageBody } from '@/components/ui/page-body'
import { requestLocale, requestTimeZone } from '@/lib/api/request-locale'
import { regions } from '@/lib/messages/locale'
import { messagesOf } from '@/lib/messages/translator'
import { inter } from './font'
import './global.css'
import './tokens.css'
import { Providers } from './providers'

export const metadata: Metadata = { title: { default: 'Gravitas', template: '%s · Gravitas' }, robots: 'noindex' }
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#FBFAF7' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [head, locale, timeZone] = await Promise.all([headers(), requestLocale(), requestTimeZone()])
  const nonce = head.get('x-nonce') ?? undefined
  return (
    <html lang={regions[locale]} className={inter.variable} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
        <script nonce={nonce} suppressHydrationWarning>
          {`${earlyKeysScript};\n${earlyFieldsScript}`}
        </script>
      </head>
      <PageBody>
        <Providers nonce={nonce} locale={regions[locale]} timeZone={timeZone} messages={messagesOf(locale)}>
          {children}
        </Providers>
      </PageBody>
    </html>
  )
}
