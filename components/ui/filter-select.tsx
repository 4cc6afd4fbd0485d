'use client'
import { useId } from 'react'
import classes from './filter-select.module.css'
import { Icon } from './icon'

export type Option = { value: string; label: string; depth?: number }

/** A filter with its name inside the control: "Target  Portfolio PMO Manager". The platform's own list: quick, and at home on a phone. */
export function FilterSelect({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <span className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <select id={id} className={classes.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {'\u2003'.repeat(option.depth ?? 0) + option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} className={classes.arrow} />
    </span>
  )
}
