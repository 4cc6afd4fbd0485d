'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '@/components/ui/filter-select'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import type { DocumentCriterion } from '@/lib/framework/document'
import type { Draft } from '@/lib/framework/shapes'
import { Confirm } from '../ui/confirm'
import classes from './draft.module.css'
import { PanelFoot } from './panel-foot'
import { ReferenceFields } from './reference-fields'
import { usePanel } from './use-panel'

/** Everything of one criterion in one form, saved together. */
export function CriterionForm({ draft, criterion }: { draft: Draft; criterion: DocumentCriterion }) {
  const t = useTranslations('framework.draft.criterion')
  const { scale, domains } = draft.document
  const panel = usePanel<DocumentCriterion>({ part: 'criterion', key: criterion.key }, criterion)
  const { value } = panel
  const set = (change: Partial<DocumentCriterion>) => panel.set({ ...value, ...change })
  return (
    <form
      className={classes.form}
      aria-label={t('label', { name: criterion.name || criterion.key })}
      onSubmit={(event) => {
        event.preventDefault()
        panel.save()
      }}
    >
      <div className={classes.row}>
        <FilterSelect
          label={t('domain')}
          value={value.domain}
          options={domains.map(({ key, name }) => ({ value: key, label: name || key }))}
          onChange={(domain) => set({ domain })}
        />
        <Moves draft={draft} criterion={criterion} />
      </div>
      <TextInput
        label={t('name')}
        maxLength={200}
        value={value.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Textarea
        label={t('definition')}
        rows={2}
        maxLength={4_000}
        value={value.definition}
        onChange={(event) => set({ definition: event.target.value })}
      />
      <fieldset className={classes.levels}>
        <legend>{t('levels')}</legend>
        {scale.map(({ level, name }) => (
          <div key={level}>
            <Textarea
              label={t('level', { level, name })}
              rows={2}
              maxLength={4_000}
              value={value.levels[level] ?? ''}
              onChange={(event) =>
                set({ levels: scale.map((_, at) => (at === level ? event.target.value : (value.levels[at] ?? ''))) })
              }
            />
            {level < scale.length - 1 ? (
              <TextInput
                className={classes.separates}
                label={t('separates', { level, next: level + 1 })}
                size="xs"
                maxLength={4_000}
                value={value.distinguish[`${level}-${level + 1}`] ?? ''}
                onChange={(event) =>
                  set({ distinguish: { ...value.distinguish, [`${level}-${level + 1}`]: event.target.value } })
                }
              />
            ) : null}
          </div>
        ))}
      </fieldset>
      <TextInput
        label={t('selfPrompt')}
        maxLength={4_000}
        value={value.selfPrompt}
        onChange={(event) => set({ selfPrompt: event.target.value })}
      />
      <TextInput
        label={t('managerPrompt')}
        maxLength={4_000}
        value={value.managerPrompt}
        onChange={(event) => set({ managerPrompt: event.target.value })}
      />
      <Textarea
        label={t('evidence')}
        description={t('evidenceHelp')}
        rows={4}
        value={value.evidenceExamples.join('\n')}
        onChange={(event) => set({ evidenceExamples: event.target.value ? event.target.value.split('\n') : [] })}
      />
      <ReferenceFields references={value.references} onChange={(references) => set({ references })} />
      <PanelFoot
        panel={panel}
        describe={(theirs) => theirs.levels.map((text, level) => `${level}: ${text}`).join(' ')}
      />
    </form>
  )
}

/** Up, down and out. */
function Moves({ draft, criterion }: { draft: Draft; criterion: DocumentCriterion }) {
  const t = useTranslations('framework.draft.criterion')
  const keys = draft.document.criteria.map(({ key }) => key)
  const order = usePanel<string[]>({ part: 'order' }, keys)
  const whole = usePanel<DocumentCriterion | null>({ part: 'criterion', key: criterion.key }, criterion)
  const own = draft.document.criteria.filter(({ domain }) => domain === criterion.domain).map(({ key }) => key)
  const at = own.indexOf(criterion.key)
  const swap = (other: string | undefined) =>
    other && order.change(keys.map((key) => (key === criterion.key ? other : key === other ? criterion.key : key)))
  return (
    <>
      <Button
        size="xs"
        disabled={at <= 0 || order.isSaving}
        leftSection={<Icon name="up" size={14} />}
        onClick={() => swap(own[at - 1])}
      >
        {t('up')}
      </Button>
      <Button
        size="xs"
        disabled={at === own.length - 1 || order.isSaving}
        leftSection={<Icon name="down" size={14} />}
        onClick={() => swap(own[at + 1])}
      >
        {t('down')}
      </Button>
      <Confirm
        label={t('remove')}
        question={t('removeQuestion', { name: criterion.name || criterion.key })}
        deed={t('removeDeed')}
        isBusy={whole.isSaving}
        onConfirm={() => whole.change(null)}
      />
      {order.error ? <Problem error={order.error} /> : null}
    </>
  )
}
