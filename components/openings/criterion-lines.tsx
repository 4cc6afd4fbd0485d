'use client'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './openings.module.css'
import { useCriteria } from './use-openings'

export type CriterionLine = { criterion: string; value: number }

/** Criteria with a number each: chosen one by one, taken out again by a button that names it. */
export function CriterionLines({
  legend,
  numberLabel,
  usual,
  most,
  lines,
  onChange,
}: {
  legend: string
  numberLabel: string
  usual: number
  most: number
  lines: readonly CriterionLine[]
  onChange: (lines: CriterionLine[]) => void
}) {
  const t = useTranslations('openings.form')
  const { all, name } = useCriteria()
  const free = all.filter(({ key }) => !lines.some(({ criterion }) => criterion === key))
  const [typed, setTyped] = useState({ criterion: '', value: String(usual) })
  const value = Math.min(most, Math.max(1, Math.round(Number(typed.value) || usual)))
  return (
    <fieldset>
      <legend>{legend}</legend>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.criterion}>
            <span>
              {name(line.criterion)}, {line.value}
            </span>
            <Button
              size="compact-xs"
              aria-label={t('remove', { name: name(line.criterion) })}
              onClick={() => onChange(lines.filter(({ criterion }) => criterion !== line.criterion))}
            >
              –
            </Button>
          </li>
        ))}
      </ul>
      <div className={classes.row}>
        <NativeSelect
          label={t('criterion')}
          value={typed.criterion}
          data={[{ value: '', label: '–' }, ...free.map(({ key, name: label }) => ({ value: key, label }))]}
          onChange={(event) => setTyped({ ...typed, criterion: event.target.value })}
        />
        <TextInput
          label={numberLabel}
          inputMode="numeric"
          value={typed.value}
          onChange={(event) => setTyped({ ...typed, value: event.target.value })}
        />
        <Button
          disabled={typed.criterion === ''}
          onClick={() => {
            onChange([...lines, { criterion: typed.criterion, value }])
            setTyped({ criterion: '', value: String(usual) })
          }}
        >
          {t('add')}
        </Button>
      </div>
    </fieldset>
  )
}
