import { sql } from 'drizzle-orm'
import { index, pgPolicy, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, key, version } from '../columns'
import { admin, isOther, jobsOnly, pAdmin, proved } from '../policies'
import { person } from './people'

/** What the organisation's directory says of a person beside what we keep ourselves, and the manager still to come. */
export const scimUser = pgTable(
  'scim_user',
  {
    personId: key()
      .primaryKey()
      .references(() => person.id),
    externalId: text().unique(),
    userName: text().notNull(),
    givenName: text(),
    familyName: text(),
    department: text(),
    division: text(),
    costCenter: text(),
    organization: text(),
    /** The manager as the directory named them, while nobody here goes by that name. */
    pendingManager: text(),
    /** Whose token wrote last: what is tried again is tried with their rights. */
    keptBy: key().references(() => person.id),
    createdAt: createdAt(),
    modifiedAt: createdAt(),
    /** Deleted by the directory: the person stays, disabled. */
    removedAt: instant(),
    version: version(),
  },
  (t) => {
    const isOthers = sql`${proved(pAdmin)} and ${isOther(t.personId)}`
    const isByViewer = sql`${isOthers} and ${t.keptBy} = (select authz.person_id())`
    return [
      uniqueIndex('scim_user_name').on(sql`lower(${t.userName})`),
      index('scim_user_pending').on(t.pendingManager).where(sql`pending_manager is not null`),
      admin(),
      pgPolicy('admin_adds', { for: 'insert', to: pAdmin, withCheck: isByViewer }),
      pgPolicy('admin_keeps', { for: 'update', to: pAdmin, using: isOthers, withCheck: isByViewer }),
      jobsOnly('privacy,scim'),
    ]
  },
)
