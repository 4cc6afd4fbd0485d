import type { Database } from '@/db/client'

/** Holds transactions of viewers open until so many have been opened, so that they truly meet. */
export function allAtOnce(database: Database, wanted: number): Database {
  let open = 0
  let go = () => {}
  const everybody = new Promise<void>((resolve) => {
    go = resolve
  })
  const meet: Database['asViewer'] = (scope, work) =>
    database.asViewer(scope, async (db, opening) => {
      open += 1
      if (open === wanted) go()
      await everybody
      return work(db, opening)
    })
  return { ...database, asViewer: meet }
}
