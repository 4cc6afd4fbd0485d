import { ORPCError } from '@orpc/client'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { unreadMessages } from '@/components/shell/unread-messages'
import { Prefetched } from '@/components/ui/prefetched'
import { orpc } from '@/lib/api/server'

/** Everything behind it has a viewer: the session is looked up again for each request, and a dead one leads to sign-in. */
export default async function WorkLayout({ children }: { children: ReactNode }) {
  const me = await orpc.me.get.call().catch((error: unknown) => {
    if (error instanceof ORPCError && error.status === 401) return null
    throw error
  })
  if (!me) redirect(`/sign-in?to=${encodeURIComponent((await headers()).get('x-path') ?? '/')}`)
  const isTold = me.permissions.includes('messages.own')
  return (
    <Prefetched queries={isTold ? [orpc.messages.list.queryOptions(unreadMessages)] : []}>
      <Shell me={me}>{children}</Shell>
    </Prefetched>
  )
}
