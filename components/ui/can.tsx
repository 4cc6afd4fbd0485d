'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { Permission } from '@/lib/access/roles'
import type { Me } from '@/lib/people/shapes'

const Context = createContext<Me | null>(null)

/** Hands the signed-in person to every view below; the server has looked them up for this very request. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Context value={me}>{children}</Context>
}

/** The person behind the screen. */
export function useMe(): Me {
  const me = useContext(Context)
  if (!me) throw new Error('useMe stands outside the pages of signed-in people.')
  return me
}

/** Asks in the view what `allow` asks on the server: shows the children only to people who hold the permission. */
export function Can({ do: permission, children }: { do: Permission; children: ReactNode }) {
  return useMe().permissions.includes(permission) ? children : null
}
