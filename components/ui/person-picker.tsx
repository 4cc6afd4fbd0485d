'use client'
import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './person-picker.module.css'
import { type Among, type FoundPerson, useFoundPeople } from './use-found-people'

export type Picked = { employeeId: string; name: string }

/**
 * Somebody chosen among those the viewer may see, or may name here. A combobox: the focus stays in the field, arrows move the choice,
 * Enter takes it; typing on takes it back.
 */
export function PersonPicker({
  label,
  description,
  error,
  value,
  onChange,
  without = [],
  among = 'today',
}: {
  label: string
  description?: ReactNode
  error?: ReactNode
  value: Picked | null
  onChange: (person: Picked | null) => void
  /** Keys of people who make no sense here. */
  without?: readonly string[]
  among?: Among
}) {
  const t = useTranslations('common.picker')
  const listId = useId()
  const [text, setText] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const [q] = useDebouncedValue((text ?? '').trim().slice(0, 100), 150)
  const { people, isFetching } = useFoundPeople(q, among)
  const isOpen = text !== null && q !== ''
  const found = isOpen ? people.filter(({ employeeId }) => !without.includes(employeeId)) : []
  const choose = (person: FoundPerson | undefined) => {
    if (!person) return
    onChange({ employeeId: person.employeeId, name: person.name })
    setText(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (found.length === 0 || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') choose(found[active])
    else if (step) setActive((active + step + found.length) % found.length)
    else return
    event.preventDefault()
  }
  return (
    <div>
      <TextInput
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        label={label}
        description={description}
        error={error}
        placeholder={t('placeholder')}
        value={text ?? value?.name ?? ''}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          if (value) onChange(null)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={label} className={found.length > 0 ? classes.list : undefined}>
        {found.map((person, index) => (
          <div
            key={person.employeeId}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.option}
            onClick={() => choose(person)}
            onKeyDown={(event) => event.key === 'Enter' && choose(person)}
            onMouseMove={() => setActive(index)}
          >
            <span>{person.name}</span>
            <small>{person.details.filter(Boolean).join(', ')}</small>
          </div>
        ))}
      </div>
      <p role="status" className={isOpen && found.length === 0 ? classes.none : 'sr'}>
        {!isOpen
          ? ''
          : found.length > 0
            ? t('found', { count: found.length })
            : isFetching
              ? t('searching')
              : t('nobody')}
      </p>
    </div>
  )
}
