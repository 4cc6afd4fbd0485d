'use client'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './dialog.module.css'
import { Icon } from './icon'

const firstField = 'form :is(input:not([type="hidden"]), select, textarea):enabled'

/**
 * One thing to settle before going on. A native dialog: it keeps the focus inside, closes on Escape and gives the focus back.
 * The first field has the focus; without fields it is the button that closes. Draw it while it is wanted; a click beside it closes nothing, so that nothing typed is lost by a slip.
 */
export function Dialog({ title, onClose, children }: { title: ReactNode; onClose: () => void; children: ReactNode }) {
  const t = useTranslations('common.dialog')
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the element leaves the page: only a dialog that still stands in it can give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>(firstField)?.focus()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={titleId}
      onClose={() => dialog.current && !dialog.current.open && onClose()}
    >
      <div className={classes.top}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className={classes.close} onClick={onClose} aria-label={t('close')}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <div className={classes.body}>{children}</div>
    </dialog>
  )
}
