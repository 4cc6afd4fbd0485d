'use client'
import type { KeyboardEventHandler } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './level-choice.module.css'

/** The scale as one row of radio buttons. Left and right choose, as do the digits of the page around it. */
export function LevelChoice({
  label,
  name,
  value,
  scale,
  isLabelHidden = false,
  onChange,
  onKeyDown,
}: {
  label: string
  name: string
  value: number | null
  scale: readonly { level: number; name: string }[]
  isLabelHidden?: boolean
  onChange: (level: number) => void
  onKeyDown?: KeyboardEventHandler
}) {
  const t = useTranslations('agreements.agree')
  return (
    <fieldset className={classes.choice}>
      <legend className={isLabelHidden ? 'sr' : classes.label}>{label}</legend>
      <div className={classes.row}>
        {scale.map((one) => (
          <label key={one.level} title={one.name}>
            <input
              type="radio"
              name={name}
              value={one.level}
              aria-label={t('levelOf', { level: one.level, name: one.name })}
              checked={value === one.level}
              onChange={() => onChange(one.level)}
              onKeyDown={onKeyDown}
            />
            <span aria-hidden="true">{one.level}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
