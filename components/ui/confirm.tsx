'use client'
import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './confirm.module.css'

/** A button whose deed is asked for twice, the second time in full words; the focus comes back when one thinks better of it. */
export function Confirm({
  label,
  question,
  deed,
  isPrimary = false,
  isDisabled = false,
  isBusy = false,
  onConfirm,
}: {
  label: string
  question: ReactNode
  deed: string
  isPrimary?: boolean
  isDisabled?: boolean
  isBusy?: boolean
  onConfirm: () => void
}) {
  const t = useTranslations('common.dialog')
  const [isAsking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setAsking(false)
    opener.current?.focus()
  }
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
                close()
                onConfirm()
              }}
            >
              {deed}
            </Button>
            <Button onClick={close}>{t('leaveIt')}</Button>
          </div>
        </fieldset>
      ) : null}
    </>
  )
}
