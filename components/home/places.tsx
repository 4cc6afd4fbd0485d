'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { pagesFor } from '@/components/shell/pages'
import { Icon } from '@/components/ui/icon'
import type { Me } from '@/lib/people/shapes'
import classes from './home.module.css'

/** The pages this person may open, each with what it answers. */
export function Places({ me }: { me: Me }) {
  const t = useTranslations('home')
  const shell = useTranslations('shell')
  const texts = {
    me: t('own.text'),
    assessments: t('assessments.text'),
    team: t('team.text', { reports: me.reports, words: t('words', { count: me.reports }) }),
    people: me.permissions.includes('readiness.read') ? t('people.text') : t('people.textNames'),
    organisation: t('organisation.text'),
    adminPeople: t('administration.people'),
    adminAccess: t('administration.access'),
    adminTokens: t('administration.tokens'),
    adminWebhooks: t('administration.webhooks'),
    privacy: t(me.permissions.includes('people.erase') ? 'privacy.textHr' : 'privacy.text'),
    audit: t('audit.text'),
    health: t('health.text'),
    import: t('import.text'),
    cycles: t('cycles.text'),
    framework: t('framework.text'),
    planner: t('planner.text'),
    messages: t('messages.text'),
    secondments: t('secondments.text'),
    openings: t('openings.text'),
  }
  const names = {
    me: t('own.link'),
    assessments: shell('pages.assessments'),
    team: t('team.link'),
    people: t('people.link'),
    organisation: t('organisation.link'),
    adminPeople: shell('pages.adminPeople'),
    adminAccess: shell('pages.adminAccess'),
    adminTokens: shell('pages.adminTokens'),
    adminWebhooks: shell('pages.adminWebhooks'),
    privacy: t('privacy.link'),
    audit: t('audit.link'),
    health: t('health.link'),
    import: t('import.link'),
    cycles: t('cycles.link'),
    framework: t('framework.link'),
    planner: t('planner.link'),
    messages: t('messages.link'),
    secondments: t('secondments.link'),
    openings: t('openings.link'),
  }
  return (
    <section>
      <h2>{t('places')}</h2>
      <ul className={classes.places}>
        {pagesFor(me).map(({ key, path, icon }) =>
          key === 'home' || key === 'account' ? null : (
            <li key={key}>
              <Link className={classes.place} href={path}>
                <Icon name={icon} />
                <span className={classes.name}>{names[key]}</span>
                <span className={classes.text}>{texts[key]}</span>
                <Icon name="right" size={14} />
              </Link>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
