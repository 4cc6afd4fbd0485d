import { allow } from '@/lib/access/allow'
import { listAccessLog, listAudit } from './queries'
import { AccessLogInput, AccessLogPage, AuditInput, AuditPage } from './shapes'

const list = allow('audit.read')
  .route({
    method: 'GET',
    path: '/audit',
    summary: 'What was done by whom',
    description:
      'Every change, newest first: ids, actions and names of fields, never values. Each entry names the block that seals it; `npm run audit:verify` recomputes the chain. Go on with `next`.',
    tags: ['Audit'],
  })
  .input(AuditInput.prefault({}))
  .output(AuditPage)
  .handler(async ({ context: { db, saw }, input }) => {
    const { actorIds, ...page } = await listAudit(db, input)
    saw('audit', actorIds)
    return page
  })

const looks = allow('audit.read')
  .route({
    method: 'GET',
    path: '/audit/looks',
    summary: 'Who read whose data',
    description: 'The access log, newest first: who, in which role, for what, and whom. Go on with `next`.',
    tags: ['Audit'],
  })
  .input(AccessLogInput.prefault({}))
  .output(AccessLogPage)
  .handler(async ({ context: { db, saw }, input }) => {
    const { personIds, ...page } = await listAccessLog(db, input)
    saw('access log', personIds)
    return page
  })

export const auditProcedures = { list, looks }
