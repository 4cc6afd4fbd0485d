import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { RouterClient } from '@orpc/server'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { AppRouter } from './router'

interface CallContext {
  /** Give the same key to each attempt of one deed; a fresh one is made when absent. */
  idempotencyKey?: string
  /** The request goes on when the page closes; its body may have 64 KB, as the browser has it. */
  keepalive?: boolean
}

/** For small words that may be a page's last: whether they have to outlive it is known when they are said. */
export const lastWord = () => ({ context: { keepalive: document.visibilityState === 'hidden' } })

/** Random UUID; `crypto.randomUUID` exists on secure origins only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const link = new RPCLink<CallContext>({
  url: () => `${window.location.origin}/rpc`,
  headers: ({ context }) => ({ 'idempotency-key': context.idempotencyKey ?? newKey() }),
  adapterInterceptors: [
    ({ next, ...options }) => {
      const init = { ...options.init, keepalive: options.context.keepalive }
      return next({ ...options, init })
    },
  ],
})

/** The procedures for components, over /rpc with the session's cookie. */
const client: RouterClient<AppRouter, CallContext> = createORPCClient(link)

/** `useQuery(orpc.gapMap.get.queryOptions({ input }))`; the keys are those of `lib/api/server`. */
export const orpc = createTanstackQueryUtils(client)
