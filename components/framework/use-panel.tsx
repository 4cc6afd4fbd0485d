'use client'
import { ORPCError } from '@orpc/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { orpc } from '@/lib/api/client'
import type { Change } from '@/lib/framework/parts'

interface Typed {
  /** The part as it was when the typing began. */
  before: unknown
  after: unknown
}
interface Store {
  typed: ReadonlyMap<string, Typed>
  put: (id: string, typed: Typed | null) => void
}
const Context = createContext<Store | null>(null)

/** Keeps what is typed and not yet saved while one walks from panel to panel; warns before the page is left. */
export function TypedProvider({ children }: { children: ReactNode }) {
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map())
  const put: Store['put'] = (id, value) =>
    setTyped((old) => {
      const next = new Map(old)
      if (value) next.set(id, value)
      else next.delete(id)
      return next
    })
  const isOpen = typed.size > 0
  useEffect(() => {
    if (!isOpen) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isOpen])
  return <Context value={{ typed, put }}>{children}</Context>
}

export function useTyped(): Store {
  const store = useContext(Context)
  if (!store) throw new Error('useTyped stands outside the draft.')
  return store
}

/** Everything about the framework is asked anew: the draft, its flaws, its diff. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: orpc.framework.key() })
}

/** One part of the draft in a form: what is saved, what is typed, and how saving went. */
export function usePanel<Value>(place: Pick<Change, 'part'> & { key?: string }, saved: Value) {
  const { typed, put } = useTyped()
  const refresh = useRefresh()
  const id = `${place.part} ${place.key ?? ''}`
  const own = typed.get(id)
  const save = useMutation({
    mutationFn: async (change: Typed) => {
      await orpc.framework.editDraft.call({ ...place, ...change } as Change)
      await refresh()
    },
    onSuccess: () => put(id, null),
  })
  const error = save.error
  const conflict =
    error instanceof ORPCError && error.code === 'CONFLICT' && error.data ? (error.data as { theirs: Value }) : null
  return {
    value: (own ? own.after : saved) as Value,
    isTyped: own !== undefined,
    isSaving: save.isPending,
    isSaved: save.isSuccess && own === undefined,
    error: conflict ? null : error,
    theirs: conflict?.theirs,
    set(after: Value) {
      put(id, { before: own?.before ?? saved, after })
    },
    save: () => own && save.mutate(own),
    /** At once, for moves and removals that are not typed. */
    change: (after: Value | null) => save.mutate({ before: saved, after }),
    keepMine() {
      if (!own || !conflict) return
      put(id, { before: conflict.theirs, after: own.after })
      save.mutate({ before: conflict.theirs, after: own.after })
    },
    async takeTheirs() {
      await refresh()
      put(id, null)
      save.reset()
    },
    drop() {
      put(id, null)
      save.reset()
    },
  }
}
export type Panel<Value> = ReturnType<typeof usePanel<Value>>
