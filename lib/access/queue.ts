/** Work for later: the name of a queue and the row that it is about. The row's own state is the truth; a job only wakes. */
export interface Later {
  queue: string
  id: number
}

/** One queue a process, also when the bundler loads this file twice. */
const slot = globalThis as typeof globalThis & { gravitasQueue?: (later: Later) => Promise<void> }

/** Takes over what was asked for later, from now on; null: nobody does. */
export function serveQueue(send: ((later: Later) => Promise<void>) | null): void {
  slot.gravitasQueue = send ?? undefined
}

/** Wakes the workers after a commit. A lost wake-up costs a minute: each queue also sweeps its rows by the clock. */
export async function wake(laters: readonly Later[]): Promise<void> {
  for (const later of laters) await slot.gravitasQueue?.(later).catch(() => {})
}
