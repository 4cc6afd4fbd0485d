'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { Problem } from '@/components/ui/problem'
import { useUrlState } from '@/components/ui/use-url-state'
import type { DocumentCriterion } from '@/lib/framework/document'
import { keyFor } from '@/lib/framework/keys'
import type { Draft } from '@/lib/framework/shapes'
import { CriterionForm } from './criterion-form'
import { CriterionList } from './criterion-list'
import classes from './draft.module.css'
import frame from './framework.module.css'
import { usePanel } from './use-panel'

/** The draft's criteria at the side, one of them in a form. */
export function DraftCriteria({ draft }: { draft: Draft }) {
  const t = useTranslations('framework.draft.criteria')
  const url = useUrlState()
  const { document } = draft
  const criterion = document.criteria.find(({ key }) => key === url.get('criterion')) ?? document.criteria[0]
  const domains = document.domains.map((domain) => ({
    ...domain,
    criteria: document.criteria
      .filter((each) => each.domain === domain.key)
      .map((each) => ({
        ...each,
        name: each.name || each.key,
        levels: each.levels.map((descriptor) => ({ descriptor })),
      })),
  }))
  return (
    <div className={frame.split}>
      <div>
        <CriterionList
          domains={domains}
          current={criterion?.key}
          hrefOf={(key) => `/framework/draft?criterion=${key}`}
          onChoose={(key) => url.push({ criterion: key })}
        />
        <AddCriterion draft={draft} onAdded={(key) => url.push({ criterion: key })} />
      </div>
      {criterion ? (
        <CriterionForm key={criterion.key} draft={draft} criterion={criterion} />
      ) : (
        <EmptyState icon="list" title={t('noneTitle')} text={t('noneText')} />
      )}
    </div>
  )
}

function AddCriterion({ draft: { document }, onAdded }: { draft: Draft; onAdded: (key: string) => void }) {
  const t = useTranslations('framework.draft.criteria')
  const [name, setName] = useState('')
  const key = keyFor(
    name,
    document.criteria.map((each) => each.key),
  )
  const panel = usePanel<DocumentCriterion | null>({ part: 'criterion', key }, null)
  const domain = document.domains[0]?.key
  const add = () => {
    if (!name.trim() || !domain) return
    panel.change({
      ...{ key, domain, name: name.trim(), definition: '', references: [], evidenceExamples: [], levels: [] },
      ...{ distinguish: {}, selfPrompt: '', managerPrompt: '' },
    })
    setName('')
    onAdded(key)
  }
  if (!domain) return null
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextInput
        label={t('newName')}
        size="xs"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" size="xs" disabled={!name.trim()} loading={panel.isSaving}>
        {t('add')}
      </Button>
      {panel.error ? <Problem error={panel.error} /> : null}
    </form>
  )
}
