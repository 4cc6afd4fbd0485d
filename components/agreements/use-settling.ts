'use client'
import { ORPCError } from '@orpc/client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Agreement, Comparison, Settled } from '@/lib/agreements/shapes'
import { lastWord, orpc } from '@/lib/api/client'

export type Wanted = { criterion: string; level: number; reason: string }
export type Clash = { criterion: string; yours: Wanted; stored: Agreement | null }
export type Saving = 'idle' | 'saving' | 'saved' | 'failed'

/** What a refused change says was stored meanwhile. */
function clashOf(error: unknown, yours: Wanted): Clash | null {
  if (!(error instanceof ORPCError) || error.status !== 409 || !error.data) return null
  return { criterion: yours.criterion, yours, stored: (error.data as { stored: Agreement | null }).stored }
}

/**
 * Writes levels of one comparison, one deed after the other, so that a draft on its way and the agreement after it never meet.
 * Each names the version that the page knows at that moment.
 */
export function useSettling(input: { cycle: string; employeeId: string }) {
  const client = useQueryClient()
  const options = orpc.agreements.get.queryOptions({ input })
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const onTheWay = useRef<(string | undefined)[]>([])
  /** What was chosen and is not stored yet, by criterion. */
  const unsaved = useRef(new Map<string, Wanted>())
  const [saving, setSaving] = useState<{ state: Saving; criterion: string | null; at: number }>({
    ...{ state: 'idle', criterion: null, at: 0 },
  })
  const [clash, setClash] = useState<Clash | null>(null)
  const [error, setError] = useState<unknown>(null)

  const read = () => client.getQueryData<Comparison>(options.queryKey)
  const versionOf = (criterion: string) =>
    read()?.criteria.find((one) => one.criterion === criterion)?.agreement?.version ?? 0
  const put = (levels: readonly { criterion: string; agreement: Agreement | null }[]) => {
    const changed = new Map(levels.map(({ criterion, agreement }) => [criterion, agreement]))
    client.setQueryData<Comparison>(options.queryKey, (old) =>
      old
        ? {
            ...old,
            criteria: old.criteria.map((one) =>
              changed.has(one.criterion) ? { ...one, agreement: changed.get(one.criterion) ?? null } : one,
            ),
          }
        : old,
    )
  }
  const settle = ({ levels }: Settled) => put(levels.map(({ criterion, ...agreement }) => ({ criterion, agreement })))

  /** Runs after whatever is on its way, unless `isLast` makes it go at once; true when it was written. */
  function inTurn(yours: Wanted | null, work: () => Promise<Settled>, isLast = false): Promise<boolean> {
    const turn = (isLast ? Promise.resolve() : line.current).then(async () => {
      onTheWay.current.push(yours?.criterion)
      setSaving({ state: 'saving', criterion: yours?.criterion ?? null, at: Date.now() })
      setError(null)
      try {
        settle(await work())
        setSaving({ state: 'saved', criterion: yours?.criterion ?? null, at: Date.now() })
        return true
      } catch (failure) {
        const found = yours && clashOf(failure, yours)
        if (found) setClash(found)
        setError(failure)
        setSaving({ state: 'failed', criterion: yours?.criterion ?? null, at: Date.now() })
        return false
      } finally {
        onTheWay.current.splice(onTheWay.current.indexOf(yours?.criterion), 1)
      }
    })
    line.current = turn
    return turn
  }
  /** A page that closes cannot wait for what is on its way: its last word is written upon the version that will make. */
  const keepLast = (wanted: Wanted) => {
    const ahead = onTheWay.current.filter((criterion) => criterion === wanted.criterion).length
    const last = { ...input, ...wanted, version: versionOf(wanted.criterion) + ahead }
    return inTurn(wanted, () => orpc.agreements.keep.call(last, lastWord()), true)
  }
  /** Until it is stored, whoever comes back to the criterion finds it. */
  const keep = async (wanted: Wanted) => {
    unsaved.current.set(wanted.criterion, wanted)
    const isKept = await (document.visibilityState === 'hidden'
      ? keepLast(wanted)
      : inTurn(wanted, () => orpc.agreements.keep.call({ ...input, ...versioned(wanted) })))
    if (isKept && unsaved.current.get(wanted.criterion) === wanted) unsaved.current.delete(wanted.criterion)
    return isKept
  }
  const versioned = (wanted: Wanted) => ({ ...wanted, version: versionOf(wanted.criterion) })

  return {
    ...{ saving, clash, error },
    keep,
    unsavedOf: (criterion: string) => unsaved.current.get(criterion),
    agree: (levels: readonly Wanted[]) =>
      inTurn(levels.length === 1 ? levels[0]! : null, () =>
        orpc.agreements.agree.call({ ...input, levels: levels.map(versioned) }),
      ).then(async (done) => {
        if (done) for (const { criterion } of levels) unsaved.current.delete(criterion)
        if (done && !read()?.conversation) await client.invalidateQueries({ queryKey: options.queryKey })
        return done
      }),
    dispute: (criterion: string, objection: string) =>
      inTurn(null, () =>
        orpc.agreements.dispute.call({ ...input, criterion, objection, version: versionOf(criterion) }),
      ),
    takeBack: (criterion: string) =>
      inTurn(null, () => orpc.agreements.takeBack.call({ ...input, criterion, version: versionOf(criterion) })),
    /** What is stored becomes what the page knows; one's own is then written over it, or let go. */
    resolve: () => {
      if (clash) {
        unsaved.current.delete(clash.criterion)
        put([{ criterion: clash.criterion, agreement: clash.stored }])
      }
      setClash(null)
      setError(null)
      setSaving({ state: 'idle', criterion: null, at: Date.now() })
    },
  }
}
export type Settling = ReturnType<typeof useSettling>
