'use client'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterSelect } from '@/components/ui/filter-select'
import type { Framework, RoleProfile } from '@/lib/framework/shapes'
import classes from './framework.module.css'

/** What each role asks of each criterion, beside the role that all are compared with. On a phone one role at a time. */
export function ProfileTable({ framework }: { framework: Framework }) {
  const t = useTranslations('framework.profiles')
  const { profiles, domains } = framework
  const standard = profiles.find(({ isDefault }) => isDefault) ?? profiles[0]
  const [against, setAgainst] = useState(standard?.key ?? '')
  const [shown, setShown] = useState(standard?.key ?? '')
  const options = profiles.map(({ key, name }) => ({ value: key, label: name }))
  const base = profiles.find(({ key }) => key === against)
  if (!base) return <EmptyState icon="person" title={t('noneTitle')} text={t('noneText')} />
  return (
    <>
      <div className={classes.bar}>
        <FilterSelect label={t('against')} value={against} options={options} onChange={setAgainst} />
        <span className={classes.phoneChoice}>
          <FilterSelect label={t('show')} value={shown} options={options} onChange={setShown} />
        </span>
      </div>
      <p className={classes.key}>{t('key', { name: base.name })}</p>
      <table className={classes.table}>
        <caption className="sr">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('criterion')}</th>
            {profiles.map(({ key, name, targets }) => (
              <th key={key} scope="col" data-off={key === shown ? undefined : true}>
                {name}
                <small>
                  {t('asked', {
                    count: targets.length,
                    must: targets.filter(({ minimum }) => minimum !== null).length,
                  })}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        {domains.map((domain) => (
          <tbody key={domain.key}>
            <tr>
              <th className={classes.domainRow} scope="rowgroup" colSpan={profiles.length + 1}>
                {domain.name}
              </th>
            </tr>
            {domain.criteria.map(({ key, name }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {profiles.map((profile) => (
                  <td key={profile.key} data-off={profile.key === shown ? undefined : true}>
                    <Asked profile={profile} base={base} criterion={key} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  )
}

function Asked({ profile, base, criterion }: { profile: RoleProfile; base: RoleProfile; criterion: string }) {
  const t = useTranslations('framework.profiles')
  const format = useFormatter()
  const of = (one: RoleProfile) => one.targets.find((each) => each.criterion === criterion)
  const [asked, other] = [of(profile), of(base)]
  if (!asked)
    return (
      <span className={classes.nothing} data-differs={other ? true : undefined}>
        {t('nothing')}
      </span>
    )
  const sum = profile.targets.reduce((all, { weight }) => all + weight, 0)
  const step = asked.target - (other?.target ?? 0)
  return (
    <span className={classes.asked}>
      <b>{asked.target}</b>
      {profile.key !== base.key && step !== 0 ? (
        <span className={classes.step} data-up={step > 0 || undefined}>
          {t('step', { step: `${step > 0 ? '+' : '−'}${Math.abs(step)}` })}
        </span>
      ) : (
        <span />
      )}
      <span className={classes.floor}>{asked.minimum === null ? '' : t('minimum', { minimum: asked.minimum })}</span>
      <span className={classes.share}>
        {format.number(asked.weight / sum, { style: 'percent', maximumFractionDigits: 1 })}
      </span>
    </span>
  )
}
