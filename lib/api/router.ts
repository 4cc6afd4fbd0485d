import { changeProcedures, grantProcedures, tokenProcedures } from '@/lib/access/procedures'
import { accountProcedures } from '@/lib/account/procedures'
import { gapMapProcedures } from '@/lib/analytics/procedures'
import { assessmentProcedures } from '@/lib/assessments/form-procedures'
import { cycleProcedures } from '@/lib/assessments/procedures'
import { deputyProcedures, runProcedures } from '@/lib/cycles/procedures'
import { importProcedures } from '@/lib/exchange/procedures'
import { frameworkProcedures } from '@/lib/framework/procedures'
import { healthProcedures } from '@/lib/health/procedures'
import { meProcedures, peopleProcedures, unitProcedures } from '@/lib/people/procedures'
import { privacyProcedures } from '@/lib/privacy/procedures'
import { readinessProcedures } from '@/lib/readiness/procedures'
import { auditProcedures } from '@/lib/trail/procedures'
import { webhookProcedures } from '@/lib/webhooks/procedures'

/** Everything that can be asked or done, by noun; the same for pages, components and integrators. */
export const router = {
  me: meProcedures,
  people: peopleProcedures,
  units: unitProcedures,
  framework: frameworkProcedures,
  cycles: { ...cycleProcedures, ...runProcedures },
  deputies: deputyProcedures,
  assessments: assessmentProcedures,
  readiness: readinessProcedures,
  gapMap: gapMapProcedures,
  account: accountProcedures,
  grants: grantProcedures,
  changes: changeProcedures,
  tokens: tokenProcedures,
  webhooks: webhookProcedures,
  privacy: privacyProcedures,
  audit: auditProcedures,
  health: healthProcedures,
  imports: importProcedures,
}
export type AppRouter = typeof router
