import type { Db } from '@/db/client'

export type OpenedCycle = { id: number; frameworkVersionId: number; isNew: boolean }

/** The cycle of that name, opened on the newest published framework when there is none. Error without any framework. */
export async function openCycle(db: Db, name: string): Promise<OpenedCycle> {
  const { rows: there } = await db.$client.query<Omit<OpenedCycle, 'isNew'>>(
    'select id, framework_version_id as "frameworkVersionId" from cycle where name = $1',
    [name],
  )
  if (there[0]) return { ...there[0], isNew: false }
  const { rows: made } = await db.$client.query<Omit<OpenedCycle, 'isNew'>>(
    `insert into cycle (name, framework_version_id)
      select $1, id from framework_version where status = 'published' order by published_at desc, id desc limit 1
      returning id, framework_version_id as "frameworkVersionId"`,
    [name],
  )
  if (!made[0])
    throw new Error(
      'There is no framework to rate by yet. Start once with npm start -- --no-sample, which loads the default one, then import again.',
    )
  return { ...made[0], isNew: true }
}
