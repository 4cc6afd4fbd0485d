'use client'
import { useId } from 'react'
import classes from './secondments.module.css'

export type Ruling = 'uphold' | 'reject'
const both = ['uphold', 'reject'] as const

/** HR’s word on what somebody asks, one of two. */
export function RulingChoice({
  label,
  labels,
  value,
  onChange,
}: {
  label: string
  labels: Record<Ruling, string>
  value: Ruling
  onChange: (value: Ruling) => void
}) {
  const group = useId()
  return (
    <fieldset className={classes.ruling}>
      <legend>{label}</legend>
      {both.map((one) => (
        <label key={one}>
          <input type="radio" name={group} value={one} checked={value === one} onChange={() => onChange(one)} />
          {labels[one]}
        </label>
      ))}
    </fieldset>
  )
}
