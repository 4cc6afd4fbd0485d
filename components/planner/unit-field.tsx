'use client'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { indented, unitOptions } from '@/components/people/filters'
import { Icon } from '@/components/ui/icon'
import classes from './scenario-form.module.css'
import type { NamesOf } from './use-names'

/** Units whose people may go, chosen one by one; what is chosen stands beneath as buttons that take it out. */
export function UnitField({
  chosen,
  names,
  onChange,
}: {
  chosen: readonly string[]
  names: NamesOf
  onChange: (chosen: string[]) => void
}) {
  const t = useTranslations('planner.form')
  const [picked, setPicked] = useState('')
  const options = indented(unitOptions(names.units)).filter(({ value }) => !chosen.includes(value))
  return (
    <div>
      <div className={classes.adding}>
        <NativeSelect
          label={t('units')}
          description={chosen.length === 0 ? t('everybody') : undefined}
          value={picked}
          data={[{ value: '', label: t('addUnit') }, ...options]}
          onChange={(event) => setPicked(event.target.value)}
        />
        <Button
          disabled={picked === ''}
          aria-label={t('addUnit')}
          onClick={() => {
            onChange([...chosen, picked])
            setPicked('')
          }}
        >
          {t('add')}
        </Button>
      </div>
      {chosen.length > 0 ? (
        <div className={classes.chips}>
          {chosen.map((key) => (
            <button
              key={key}
              type="button"
              aria-label={t('remove', { name: names.unit(key) })}
              onClick={() => onChange(chosen.filter((one) => one !== key))}
            >
              {names.unit(key)} <Icon name="close" size={10} />
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
