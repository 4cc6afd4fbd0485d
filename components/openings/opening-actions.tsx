'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { MoveOpeningInput, Opening } from '@/lib/openings/shapes'
import { FormProblem } from '../ui/form'
import classes from './openings.module.css'

const OpeningForm = dynamic(() => import('./opening-form').then((file) => file.OpeningForm))

type To = MoveOpeningInput['to']
type Word = 'publish' | 'fill' | 'free' | 'close'
const ways: Record<Opening['status'], [to: To, word: Word][]> = {
  draft: [['published', 'publish']],
  published: [
    ['filled', 'fill'],
    ['closed', 'close'],
  ],
  filled: [
    ['published', 'free'],
    ['closed', 'close'],
  ],
  closed: [],
}

/** What whoever keeps an opening may do with it as it stands. */
export function OpeningActions({ opening }: { opening: Opening }) {
  const t = useTranslations('openings.actions')
  const { openingId, version, status } = opening
  const cache = useQueryClient()
  const router = useRouter()
  const [isChanging, setChanging] = useState(false)
  const lists = useQuery({ ...orpc.openings.list.queryOptions({ input: {} }), enabled: isChanging })
  const refresh = () => cache.invalidateQueries({ queryKey: orpc.openings.key() })
  const move = useMutation(orpc.openings.move.mutationOptions({ onSuccess: refresh }))
  const discard = useMutation(
    orpc.openings.discard.mutationOptions({
      onSuccess: async () => {
        router.push('/openings')
        await cache.invalidateQueries({ queryKey: orpc.openings.list.key() })
      },
    }),
  )
  return (
    <section aria-label={t('title')}>
      <div className={classes.bar}>
        {ways[status].map(([to, word]) => (
          <Button
            key={to}
            variant={word === 'publish' ? 'filled' : 'default'}
            loading={move.isPending && move.variables.to === to}
            onClick={() => move.mutate({ openingId, version, to })}
          >
            {t(word)}
          </Button>
        ))}
        {status === 'closed' ? null : <Button onClick={() => setChanging(true)}>{t('change')}</Button>}
        {status === 'draft' ? (
          <Button loading={discard.isPending} onClick={() => discard.mutate({ openingId, version })}>
            {t('discard')}
          </Button>
        ) : null}
      </div>
      <FormProblem error={move.error ?? discard.error} />
      {isChanging && lists.data ? (
        <OpeningForm lists={lists.data} opening={opening} onClose={() => setChanging(false)} />
      ) : null}
    </section>
  )
}
