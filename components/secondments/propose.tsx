'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { Icon } from '@/components/ui/icon'
import { ProposeForm } from './propose-form'

/** HR's way to a placement by hand. */
export function Propose() {
  const t = useTranslations('secondments.propose')
  const [isOpen, setOpen] = useState(false)
  return (
    <Can do="secondments.propose">
      <Button variant="filled" leftSection={<Icon name="plus" size={14} />} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen ? <ProposeForm onClose={() => setOpen(false)} /> : null}
    </Can>
  )
}
