'use client'
import { MantineProvider } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { isServer, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl/react'
import type { Messages } from '@/lib/messages'
import { cssVariables, theme } from './theme'

/** Ended elsewhere: the page would only collect refusals, so the person is shown the way back in. */
function leaveWhenSignedOut(error: unknown) {
  if (!(error instanceof ORPCError) || error.status !== 401) return
  window.location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`)
}

function createQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, error) => failures < 2 && !(error instanceof ORPCError && error.status < 500),
      },
    },
  })
}

let inBrowser: QueryClient | undefined

/** One cache for the life of the tab; on the server one for each request, so that nobody reads another's answers. */
function queryClient() {
  if (isServer) return createQueryClient()
  inBrowser ??= createQueryClient()
  return inBrowser
}

export function Providers({
  nonce,
  locale,
  timeZone,
  messages,
  children,
}: {
  nonce: string | undefined
  locale: string
  /** For times of day; days are days in every zone. */
  timeZone: string
  messages: Messages
  children: ReactNode
}) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce ?? ''}
      deduplicateCssVariables={false}
    >
      <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
        <QueryClientProvider client={queryClient()}>{children}</QueryClientProvider>
      </IntlProvider>
    </MantineProvider>
  )
}
