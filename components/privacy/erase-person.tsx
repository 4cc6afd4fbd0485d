'use client'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { orpc } from '@/lib/api/client'
import { ErasePreview } from './erase-preview'
import { Erasures } from './erasures'
import classes from './privacy.module.css'

/** HR finds somebody by their employee id, sees what there is, says why, and erases; below, what was erased before. */
export function ErasePerson() {
  const t = useTranslations('privacy')
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState('')
  const preview = useQuery({
    ...orpc.privacy.preview.queryOptions({ input: { employeeId: wanted } }),
    enabled: wanted !== '',
    retry: false,
    // The picture must be today's, not that of an earlier try.
    gcTime: 0,
  })
  const find = (event: FormEvent) => {
    event.preventDefault()
    setWanted(typed.trim())
  }
  const restart = () => {
    setWanted('')
    setTyped('')
  }
  return (
    <>
      <Headline title={t('headline.erase')} lede={t('lede.erase')} />
      <form className={classes.find} onSubmit={find}>
        <TextInput
          label={t('erase.id')}
          description={t('erase.idHelp')}
          value={typed}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          required
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" loading={preview.isFetching}>
          {t('erase.find')}
        </Button>
      </form>
      <div aria-live="polite">
        {preview.error ? <Problem error={preview.error} retry={preview.refetch} /> : null}
        {preview.data ? <ErasePreview key={preview.data.employeeId} preview={preview.data} restart={restart} /> : null}
      </div>
      <Erasures />
    </>
  )
}
