'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { csvName, gapMapCsv } from '@/lib/analytics/csv'
import { Icon, type IconName } from '../ui/icon'
import { saveFile } from '../ui/save-file'
import type { MapView } from './map-view'
import classes from './organisation.module.css'
import type { OrganisationMap } from './use-organisation'

/** Copies the view's address, and saves the rows and columns on screen as a file. */
export function MapActions({ view, map }: { view: MapView; map: OrganisationMap }) {
  const t = useTranslations('organisation.filters')
  const [said, setSaid] = useState('')

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href)
      setSaid(t('linkCopied'))
    } catch {
      setSaid(t('linkNotCopied'))
    }
  }

  function saveCsv() {
    const { answer, domains, rows, targets, tops } = map
    const { profile, cycle, asOf } = answer
    const scope = tops.length === 1 ? (tops[0]?.unit.name ?? '') : tops.map(({ unit }) => unit.unitId).join('-')
    const text = gapMapCsv({
      rows: rows.map(({ node }) => node),
      criteria: domains.flatMap(({ columns }) => columns),
      measure: view.measure,
      targets,
    })
    saveFile(csvName({ measure: view.measure, scope, profile, cycle, asOf }), text)
    setSaid(t('exported', { rows: rows.length }))
  }

  return (
    <div className={classes.actions}>
      <span className={classes.said} role="status">
        {said}
      </span>
      <Action icon="link" label={t('copyLink')} onClick={copyLink} />
      <Action icon="download" label={t('export')} onClick={saveCsv} />
    </div>
  )
}

function Action({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button type="button" className={classes.action} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
