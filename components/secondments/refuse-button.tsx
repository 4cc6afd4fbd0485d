'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SecondmentDetail } from '@/lib/secondments/shapes'
import { StepForm } from './step-form'

/** The other decision beside a release: no, with a reason and another offer. */
export function RefuseButton({ one: { id, version, to } }: { one: SecondmentDetail }) {
  const t = useTranslations('secondments.do')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('refuse')}</Button>
      {isOpen ? (
        <StepForm {...{ id, version, end: to }} deed="refuse" title={t('refuse')} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
