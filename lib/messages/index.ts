import type {} from 'use-intl'
import deAccess from './de/access.json'
import deAccount from './de/account.json'
import deAgreements from './de/agreements.json'
import deAssessments from './de/assessments.json'
import deAudit from './de/audit.json'
import deCommon from './de/common.json'
import deCycles from './de/cycles.json'
import deEvidence from './de/evidence.json'
import deFramework from './de/framework.json'
import deHealth from './de/health.json'
import deHome from './de/home.json'
import deImport from './de/import.json'
import deMessages from './de/messages.json'
import deOpenings from './de/openings.json'
import deOrganisation from './de/organisation.json'
import dePeople from './de/people.json'
import dePeopleAdmin from './de/people-admin.json'
import dePlanner from './de/planner.json'
import dePrivacy from './de/privacy.json'
import deReadiness from './de/readiness.json'
import deSecondments from './de/secondments.json'
import deShell from './de/shell.json'
import deSignIn from './de/sign-in.json'
import deTeam from './de/team.json'
import deWebhooks from './de/webhooks.json'
import access from './en/access.json'
import account from './en/account.json'
import agreements from './en/agreements.json'
import assessments from './en/assessments.json'
import audit from './en/audit.json'
import common from './en/common.json'
import cycles from './en/cycles.json'
import evidence from './en/evidence.json'
import framework from './en/framework.json'
import health from './en/health.json'
import home from './en/home.json'
import imports from './en/import.json'
import messages from './en/messages.json'
import openings from './en/openings.json'
import organisation from './en/organisation.json'
import people from './en/people.json'
import peopleAdmin from './en/people-admin.json'
import planner from './en/planner.json'
import privacy from './en/privacy.json'
import readiness from './en/readiness.json'
import secondments from './en/secondments.json'
import shell from './en/shell.json'
import signIn from './en/sign-in.json'
import team from './en/team.json'
import webhooks from './en/webhooks.json'
import type { Locale } from './locale'

/** Every sentence of the product by noun, in English; other languages have the same keys and arguments. */
const en = {
  access,
  account,
  agreements,
  assessments,
  audit,
  common,
  cycles,
  evidence,
  framework,
  health,
  home,
  import: imports,
  messages,
  openings,
  organisation,
  people,
  peopleAdmin,
  planner,
  privacy,
  readiness,
  secondments,
  shell,
  signIn,
  team,
  webhooks,
}
export type Messages = typeof en

const de = {
  access: deAccess,
  account: deAccount,
  agreements: deAgreements,
  assessments: deAssessments,
  audit: deAudit,
  common: deCommon,
  cycles: deCycles,
  evidence: deEvidence,
  framework: deFramework,
  health: deHealth,
  home: deHome,
  import: deImport,
  messages: deMessages,
  openings: deOpenings,
  organisation: deOrganisation,
  people: dePeople,
  peopleAdmin: dePeopleAdmin,
  planner: dePlanner,
  privacy: dePrivacy,
  readiness: deReadiness,
  secondments: deSecondments,
  shell: deShell,
  signIn: deSignIn,
  team: deTeam,
  webhooks: deWebhooks,
}

export const catalogues = { en, de } satisfies Record<Locale, Record<keyof Messages, unknown>>

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages
  }
}
