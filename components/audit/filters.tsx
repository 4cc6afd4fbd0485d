'use client'
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { deedFilters, lookFilters } from './address'
import classes from './audit.module.css'

type Name = (typeof deedFilters)[number] | (typeof lookFilters)[number]
type Change = (change: Record<string, string | null>) => void

/** Fields above the rows; each stands in the address once the typing rests. */
export function Filters({ values, set }: { values: Partial<Record<Name, string | undefined>>; set: Change }) {
  return (
    <search className={classes.filters}>
      {(Object.keys(values) as Name[]).map((name) => (
        <Filter key={name} name={name} value={values[name] ?? ''} set={set} />
      ))}
    </search>
  )
}

function Filter({ name, value, set }: { name: Name; value: string; set: Change }) {
  const t = useTranslations('audit.filters')
  const [typed, setTyped] = useState(value)
  const [from, setFrom] = useState(value)
  const send = useDebouncedCallback((wanted: string) => set({ [name]: wanted.trim() || null }), 300)
  // Cleared or changed from elsewhere; what is being typed is not taken away.
  if (value !== from) {
    setFrom(value)
    if (value !== typed.trim()) setTyped(value)
  }
  return (
    <TextInput
      className={classes.filter}
      size="xs"
      type={name === 'from' || name === 'to' ? 'date' : 'text'}
      label={t(name)}
      value={typed}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.target.value)
        send(event.target.value)
      }}
    />
  )
}
