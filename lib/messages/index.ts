import type {} from 'use-intl'
import deCommon from './de/common.json'
import deFramework from './de/framework.json'
import deHome from './de/home.json'
import deOrganisation from './de/organisation.json'
import dePeople from './de/people.json'
import deReadiness from './de/readiness.json'
import deShell from './de/shell.json'
import deSignIn from './de/sign-in.json'
import deTeam from './de/team.json'
import common from './en/common.json'
import framework from './en/framework.json'
import home from './en/home.json'
import organisation from './en/organisation.json'
import people from './en/people.json'
import readiness from './en/readiness.json'
import shell from './en/shell.json'
import signIn from './en/sign-in.json'
import team from './en/team.json'
import type { Locale } from './locale'

/** Every sentence of the product by noun, in English; other languages have the same keys and arguments. */
const en = { common, framework, home, organisation, people, readiness, shell, signIn, team }
export type Messages = typeof en

const de = {
  common: deCommon,
  framework: deFramework,
  home: deHome,
  organisation: deOrganisation,
  people: dePeople,
  readiness: deReadiness,
  shell: deShell,
  signIn: deSignIn,
  team: deTeam,
}

export const catalogues = { en, de } satisfies Record<Locale, Record<keyof Messages, unknown>>

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages
  }
}
