'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Document, DocumentDomain } from '@/lib/framework/document'
import { keyFor } from '@/lib/framework/keys'
import type { Draft } from '@/lib/framework/shapes'
import classes from './draft.module.css'
import { PanelFoot } from './panel-foot'
import { usePanel } from './use-panel'

/** What holds the criteria together: the edition's label, its scale, its domains. */
export function DraftStructure({ draft: { document } }: { draft: Draft }) {
  return (
    <div className={classes.columns}>
      <About document={document} />
      <Domains document={document} />
      <Scale document={document} />
    </div>
  )
}

function About({ document: { version, basis, ratingGuidance } }: { document: Document }) {
  const t = useTranslations('framework.draft.about')
  const panel = usePanel({ part: 'about' }, { version, basis, ratingGuidance })
  const { value, set } = panel
  return (
    <section className={classes.form} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <TextInput
        label={t('edition')}
        description={t('editionHelp')}
        maxLength={200}
        value={value.version}
        onChange={(event) => set({ ...value, version: event.target.value })}
      />
      <Textarea
        label={t('basis')}
        rows={3}
        maxLength={4_000}
        value={value.basis}
        onChange={(event) => set({ ...value, basis: event.target.value })}
      />
      <Textarea
        label={t('guidance')}
        description={t('guidanceHelp')}
        rows={8}
        value={value.ratingGuidance.join('\n')}
        onChange={(event) =>
          set({ ...value, ratingGuidance: event.target.value ? event.target.value.split('\n') : [] })
        }
      />
      <PanelFoot panel={panel} describe={(theirs) => theirs.version} />
    </section>
  )
}

function Scale({ document: { scale } }: { document: Document }) {
  const t = useTranslations('framework.draft.scale')
  const panel = usePanel({ part: 'scale' }, scale)
  const set = (level: number, change: { name?: string; meaning?: string }) =>
    panel.set(panel.value.map((each) => (each.level === level ? { ...each, ...change } : each)))
  return (
    <section className={classes.form} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {panel.value.map(({ level, name, meaning }) => (
        <fieldset key={level} className={classes.pair}>
          <legend>{t('level', { level })}</legend>
          <TextInput
            label={t('name')}
            maxLength={200}
            value={name}
            onChange={(event) => set(level, { name: event.target.value })}
          />
          <Textarea
            label={t('meaning')}
            rows={2}
            maxLength={4_000}
            value={meaning}
            onChange={(event) => set(level, { meaning: event.target.value })}
          />
        </fieldset>
      ))}
      <PanelFoot panel={panel} describe={(theirs) => theirs.map(({ name }) => name).join(', ')} />
    </section>
  )
}

function Domains({ document: { domains, criteria } }: { document: Document }) {
  const t = useTranslations('framework.draft.domains')
  const panel = usePanel<DocumentDomain[]>({ part: 'domains' }, domains)
  const { value } = panel
  const set = (key: string, change: Partial<DocumentDomain>) =>
    panel.set(value.map((each) => (each.key === key ? { ...each, ...change } : each)))
  const swap = (at: number, other: number) =>
    panel.set(value.map((each, place) => (place === at ? value[other]! : place === other ? value[at]! : each)))
  const add = () => {
    const key = keyFor(
      t('fresh'),
      value.map((each) => each.key),
    )
    panel.set([...value, { key, name: '', shortName: '', summary: '' }])
  }
  return (
    <section className={classes.form} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {value.map(({ key, name, shortName, summary }, at) => {
        const count = criteria.filter(({ domain }) => domain === key).length
        const called = name || t('fresh')
        return (
          <fieldset key={key} className={classes.pair}>
            <legend>{t('holds', { name: called, count })}</legend>
            <TextInput
              label={t('name')}
              maxLength={200}
              value={name}
              onChange={(event) => set(key, { name: event.target.value })}
            />
            <TextInput
              label={t('shortName')}
              maxLength={200}
              value={shortName}
              onChange={(event) => set(key, { shortName: event.target.value })}
            />
            <Textarea
              label={t('summary')}
              rows={2}
              maxLength={4_000}
              value={summary}
              onChange={(event) => set(key, { summary: event.target.value })}
            />
            <div className={classes.row}>
              <Button
                size="xs"
                disabled={at === 0}
                leftSection={<Icon name="up" size={14} />}
                aria-label={t('up', { name: called })}
                onClick={() => swap(at, at - 1)}
              >
                {t('upShort')}
              </Button>
              <Button
                size="xs"
                disabled={at === value.length - 1}
                leftSection={<Icon name="down" size={14} />}
                aria-label={t('down', { name: called })}
                onClick={() => swap(at, at + 1)}
              >
                {t('downShort')}
              </Button>
              {count === 0 ? (
                <Button size="xs" onClick={() => panel.set(value.filter((each) => each.key !== key))}>
                  {t('remove')}
                </Button>
              ) : null}
            </div>
          </fieldset>
        )
      })}
      <Button size="xs" onClick={add}>
        {t('add')}
      </Button>
      <PanelFoot panel={panel} describe={(theirs) => theirs.map(({ name }) => name).join(', ')} />
    </section>
  )
}
