import { changeProcedures, grantProcedures, tokenProcedures } from '@/lib/access/procedures'
import { accountProcedures } from '@/lib/account/procedures'
import { agreementProcedures, conversationProcedures, peerProcedures } from '@/lib/agreements/procedures'
import { gapMapProcedures } from '@/lib/analytics/procedures'
import { assessmentProcedures } from '@/lib/assessments/form-procedures'
import { cycleProcedures } from '@/lib/assessments/procedures'
import { deputyProcedures, runProcedures } from '@/lib/cycles/procedures'
import { evidenceProcedures } from '@/lib/evidence/procedures'
import { importProcedures } from '@/lib/exchange/procedures'
import { frameworkProcedures } from '@/lib/framework/procedures'
import { healthProcedures } from '@/lib/health/procedures'
import { calendarProcedures, messageProcedures } from '@/lib/notifications/procedures'
import { homeRuleProcedures, policyProcedures, standingProcedures } from '@/lib/openings/home-procedures'
import { openingProcedures, wishProcedures } from '@/lib/openings/procedures'
import { meProcedures, peopleProcedures, unitProcedures } from '@/lib/people/procedures'
import { plannerProcedures } from '@/lib/planner/procedures'
import { toldProcedures } from '@/lib/planner/told-procedures'
import { privacyProcedures } from '@/lib/privacy/procedures'
import { readinessProcedures } from '@/lib/readiness/procedures'
import { notChosenProcedures } from '@/lib/secondments/not-chosen-procedures'
import { hostedProcedures, secondmentProcedures } from '@/lib/secondments/procedures'
import { auditProcedures } from '@/lib/trail/procedures'
import { webhookProcedures } from '@/lib/webhooks/procedures'

/** Everything that can be asked or done, by noun; the same for pages, components and integrators. */
export const router = {
  me: meProcedures,
  people: peopleProcedures,
  units: unitProcedures,
  framework: frameworkProcedures,
  agreements: agreementProcedures,
  conversations: conversationProcedures,
  peers: peerProcedures,
  assessments: assessmentProcedures,
  cycles: { ...cycleProcedures, ...runProcedures },
  deputies: deputyProcedures,
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
  messages: messageProcedures,
  calendar: calendarProcedures,
  evidence: evidenceProcedures,
  planner: { ...plannerProcedures, ...toldProcedures },
  notChosen: notChosenProcedures,
  secondments: secondmentProcedures,
  hosted: hostedProcedures,
  openings: openingProcedures,
  wishes: wishProcedures,
  homeRules: homeRuleProcedures,
  placementPolicy: policyProcedures,
  standings: standingProcedures,
}
export type AppRouter = typeof router
