'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { Problem } from '@/components/ui/problem'
import { orpc } from '@/lib/api/client'
import { ErasePreview } from './erase-preview'
import { Erasures } from './erasures'
import classes from './privacy.module.css'

/** HR finds somebody, also who has left, sees what there is, says why, and erases; below, what was erased before. */
export function ErasePerson() {
  const t = useTranslations('privacy')
  const [wanted, setWanted] = useState<Picked | null>(null)
  const preview = useQuery({
    ...orpc.privacy.preview.queryOptions({ input: { employeeId: wanted?.employeeId ?? '' } }),
    enabled: wanted !== null,
    retry: false,
    // The picture must be today's, not that of an earlier try.
    gcTime: 0,
  })
  return (
    <>
      <div className={classes.find}>
        <PersonPicker
          label={t('erase.who')}
          description={t('erase.whoHelp')}
          among="everybody"
          value={wanted}
          onChange={setWanted}
        />
      </div>
      <div aria-live="polite">
        {wanted && preview.error ? <Problem error={preview.error} retry={preview.refetch} /> : null}
        {wanted && preview.data ? (
          <ErasePreview key={preview.data.employeeId} preview={preview.data} restart={() => setWanted(null)} />
        ) : null}
      </div>
      <Erasures />
    </>
  )
}
