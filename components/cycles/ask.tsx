'use client'
import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './cycles.module.css'

/** A deed that is asked for twice, the second time in full words; the focus comes back when one thinks better of it. */
export function Ask({
  label,
  question,
  deed,
  isPrimary = false,
  isDisabled = false,
  isBusy,
  onConfirm,
}: {
  label: string
  question: ReactNode
  deed: string
  isPrimary?: boolean
  isDisabled?: boolean
  isBusy: boolean
  onConfirm: () => void
}) {
  const t = useTranslations('cycles')
  const [isAsking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={opener}
        variant={isPrimary ? 'filled' : 'default'}
        disabled={isDisabled}
        loading={isBusy}
        aria-expanded={isAsking}
        onClick={() => setAsking(!isAsking)}
      >
        {label}
      </Button>
      {isAsking && !isDisabled ? (
        <fieldset className={classes.confirm} aria-label={label}>
          <p>{question}</p>
          <div className={classes.row}>
            <Button
              variant="filled"
              autoFocus
              onClick={() => {
                setAsking(false)
                onConfirm()
              }}
            >
              {deed}
            </Button>
            <Button
              onClick={() => {
                setAsking(false)
                opener.current?.focus()
              }}
            >
              {t('ask.back')}
            </Button>
          </div>
        </fieldset>
      ) : null}
    </>
  )
}
