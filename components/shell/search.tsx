'use client'
import { useClickOutside, useHotkeys } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Page } from './pages'
import classes from './search.module.css'
import { SearchBox } from './search-box'

/** The way to everything by name. A native dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Search({ pages }: { pages: readonly Page[] }) {
  const t = useTranslations('shell.search')
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const open = () => {
    setIsOpen(true)
    dialog.current?.showModal()
  }
  const close = () => dialog.current?.close()
  const inside = useClickOutside<HTMLDivElement>(close)
  useHotkeys([['mod+K', () => (dialog.current?.open ? close() : open())]], [], true)
  return (
    <>
      <button type="button" className={classes.opener} onClick={open} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={14} />
        <span className={classes.words}>{t('open')}</span>
        <kbd className={classes.key}>Ctrl K</kbd>
      </button>
      <dialog ref={dialog} className={classes.dialog} aria-label={t('label')} onClose={() => setIsOpen(false)}>
        {isOpen ? (
          <div ref={inside} className={classes.inside}>
            <SearchBox pages={pages} close={close} />
          </div>
        ) : null}
      </dialog>
    </>
  )
}
