'use client'
import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'

/** Fetched by whoever wants to name somebody. */
const PeersDialog = dynamic(() => import('./peers-dialog').then(({ PeersDialog }) => PeersDialog))

/** Opens whom the manager asks about a report. */
export function PeersButton({ cycle, person }: { cycle: string; person: { employeeId: string; name: string } }) {
  const t = useTranslations('agreements.waiting')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="xs"
        aria-label={`${t('peers')}: ${person.name}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('peers')}
      </Button>
      {isOpen ? <PeersDialog cycle={cycle} person={person} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
