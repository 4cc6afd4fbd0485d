'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterSelect } from '@/components/ui/filter-select'
import { Problem } from '@/components/ui/problem'
import { useUrlState } from '@/components/ui/use-url-state'
import type { DocumentProfile } from '@/lib/framework/document'
import { keyFor } from '@/lib/framework/keys'
import type { Draft } from '@/lib/framework/shapes'
import { Confirm } from '../ui/confirm'
import classes from './draft.module.css'
import { PanelFoot } from './panel-foot'
import { ProfileTargets } from './profile-targets'
import { usePanel } from './use-panel'

/** One role profile at a time: what it asks of each criterion, and how much each counts. */
export function DraftProfiles({ draft }: { draft: Draft }) {
  const t = useTranslations('framework.draft.profiles')
  const url = useUrlState()
  const { document } = draft
  const profile =
    document.profiles.find(({ key }) => key === url.get('profile')) ??
    document.profiles.find(({ key }) => key === document.default) ??
    document.profiles[0]
  return (
    <>
      <div className={classes.bar}>
        {profile ? (
          <FilterSelect
            label={t('profile')}
            value={profile.key}
            options={document.profiles.map(({ key, name }) => ({ value: key, label: name || key }))}
            onChange={(key) => url.push({ profile: key })}
          />
        ) : null}
        {profile ? <Standing draft={draft} profile={profile} /> : null}
        <AddProfile draft={draft} onAdded={(key) => url.push({ profile: key })} />
      </div>
      {profile ? (
        <ProfileForm key={profile.key} draft={draft} profile={profile} />
      ) : (
        <EmptyState icon="person" title={t('noneTitle')} text={t('noneText')} />
      )}
    </>
  )
}

/** Whether pages begin with this profile; and away with it. */
function Standing({ draft: { document }, profile }: { draft: Draft; profile: DocumentProfile }) {
  const t = useTranslations('framework.draft.profiles')
  const order = document.profiles.map(({ key }) => key)
  const all = usePanel({ part: 'profiles' }, { order, default: document.default })
  const own = usePanel<DocumentProfile | null>({ part: 'profile', key: profile.key }, profile)
  const isDefault = document.default === profile.key
  return (
    <>
      {isDefault ? (
        <span className={classes.saved}>{t('isDefault')}</span>
      ) : (
        <Button size="xs" loading={all.isSaving} onClick={() => all.change({ order, default: profile.key })}>
          {t('makeDefault')}
        </Button>
      )}
      {isDefault ? null : (
        <Confirm
          label={t('remove')}
          question={t('removeQuestion', { name: profile.name })}
          deed={t('removeDeed')}
          isBusy={own.isSaving}
          onConfirm={() => own.change(null)}
        />
      )}
      {all.error ? <Problem error={all.error} /> : null}
    </>
  )
}

function AddProfile({ draft: { document }, onAdded }: { draft: Draft; onAdded: (key: string) => void }) {
  const t = useTranslations('framework.draft.profiles')
  const [name, setName] = useState('')
  const key = keyFor(
    name,
    document.profiles.map((each) => each.key),
  )
  const panel = usePanel<DocumentProfile | null>({ part: 'profile', key }, null)
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (!name.trim()) return
        panel.change({ key, name: name.trim(), order: document.profiles.length + 1, summary: '', criteria: [] })
        setName('')
        onAdded(key)
      }}
    >
      <TextInput
        aria-label={t('newName')}
        placeholder={t('newName')}
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

function ProfileForm({ draft, profile }: { draft: Draft; profile: DocumentProfile }) {
  const t = useTranslations('framework.draft.profiles')
  const panel = usePanel<DocumentProfile>({ part: 'profile', key: profile.key }, profile)
  const { value } = panel
  const set = (change: Partial<DocumentProfile>) => panel.set({ ...value, ...change })
  return (
    <form
      className={classes.form}
      aria-label={t('label', { name: profile.name })}
      onSubmit={(event) => {
        event.preventDefault()
        panel.save()
      }}
    >
      <div className={classes.twins}>
        <TextInput
          label={t('name')}
          maxLength={200}
          value={value.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Textarea
          label={t('summary')}
          rows={1}
          maxLength={4_000}
          value={value.summary}
          onChange={(event) => set({ summary: event.target.value })}
        />
      </div>
      <ProfileTargets document={draft.document} criteria={value.criteria} onChange={(criteria) => set({ criteria })} />
      <PanelFoot
        panel={panel}
        describe={(theirs) =>
          theirs.criteria.map(({ criterion, target, weight }) => `${criterion} ${target} · ${weight} %`).join('; ')
        }
      />
    </form>
  )
}
