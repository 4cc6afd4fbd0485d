'use client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { type MappingKind, mappingKinds } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { MappingLine } from '@/lib/framework/shapes'
import classes from './draft.module.css'
import { useRefresh } from './use-panel'

interface Named {
  key: string
  name: string
}

/** What became of each criterion of the edition before. Untouched ones carry over without a question. */
export function MappingTable({
  mapping,
  criteria,
  basedOn,
}: {
  mapping: readonly MappingLine[]
  criteria: readonly Named[]
  basedOn: string
}) {
  const t = useTranslations('framework.draft.mapping')
  const asked = mapping.filter((line) => line.kind !== 'same' || !line.isDecided || line.flaw)
  const same = mapping.length - asked.length
  return (
    <section className={classes.mapping} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className={classes.lede}>{t('help', { edition: basedOn, same })}</p>
      {asked.map((line) => (
        <MappingRow key={`${line.from} ${line.kind} ${line.to.join()}`} line={line} criteria={criteria} />
      ))}
    </section>
  )
}

const most: Record<MappingKind, number> = { same: 1, reworded: 1, changed: 1, merged: 1, split: 20, dropped: 0 }

function MappingRow({ line, criteria }: { line: MappingLine; criteria: readonly Named[] }) {
  const t = useTranslations('framework.draft.mapping')
  const refresh = useRefresh()
  const [kind, setKind] = useState(line.kind)
  const [to, setTo] = useState(line.to)
  const isTyped = kind !== line.kind || to.join() !== line.to.join()
  const say = useMutation({ ...orpc.framework.mapCriterion.mutationOptions(), onSuccess: refresh })
  const choose = (next: MappingKind) => {
    setKind(next)
    const own = criteria.some(({ key }) => key === line.from) ? [line.from] : []
    setTo(next === 'dropped' ? [] : (to.length > 0 ? to : own).slice(0, most[next]))
  }
  const isSettled = line.isDecided && !line.flaw && !isTyped
  return (
    <fieldset className={classes.mapped} aria-label={line.name}>
      <b>{line.name}</b>
      <label>
        <span>{t('became')}</span>
        <select value={kind} onChange={(event) => choose(event.target.value as MappingKind)}>
          {mappingKinds.map((each) => (
            <option key={each} value={each}>
              {t(`kinds.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {most[kind] === 0 ? (
        <span />
      ) : (
        <label>
          <span>{t('now')}</span>
          <select
            multiple={most[kind] > 1}
            size={most[kind] > 1 ? 6 : undefined}
            value={most[kind] > 1 ? to : (to[0] ?? '')}
            onChange={(event) => setTo([...event.target.selectedOptions].map(({ value }) => value).filter(Boolean))}
          >
            {most[kind] > 1 ? null : <option value="">{t('choose')}</option>}
            {criteria.map(({ key, name }) => (
              <option key={key} value={key}>
                {name || key}
              </option>
            ))}
          </select>
        </label>
      )}
      {isSettled ? (
        <span className={classes.saved}>
          <Icon name="check" size={14} /> {t('decided')}
        </span>
      ) : (
        <Button
          size="xs"
          variant="filled"
          loading={say.isPending}
          onClick={() => say.mutate({ from: line.from, kind, to })}
        >
          {line.isDecided ? t('save') : t('confirm')}
        </Button>
      )}
      {line.flaw ? <p className={classes.flaw}>{line.flaw}</p> : null}
      {say.isError ? <Problem error={say.error} /> : null}
    </fieldset>
  )
}
