'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { Dialog } from '../ui/dialog'
import { FormProblem } from '../ui/form'
import { PersonPicker, type Picked } from '../ui/person-picker'
import { Problem } from '../ui/problem'
import classes from './waiting.module.css'

type Person = { employeeId: string; name: string }

/** Whom the manager asks about a report; what anybody answers never shows here. */
export function PeersDialog({ cycle, person, onClose }: { cycle: string; person: Person; onClose: () => void }) {
  const t = useTranslations('agreements.peers')
  return (
    <Dialog title={t('title', { name: person.name })} onClose={onClose}>
      <Peers cycle={cycle} person={person} />
    </Dialog>
  )
}

function Peers({ cycle, person }: { cycle: string; person: Person }) {
  const t = useTranslations('agreements.peers')
  const client = useQueryClient()
  const [picked, setPicked] = useState<Picked | null>(null)
  const input = { cycle, employeeId: person.employeeId }
  const list = useQuery(orpc.peers.list.queryOptions({ input }))
  const renew = () => client.invalidateQueries({ queryKey: orpc.peers.key() })
  const ask = useMutation(
    orpc.peers.ask.mutationOptions({
      onSuccess: () => {
        setPicked(null)
        return renew()
      },
    }),
  )
  const unask = useMutation(orpc.peers.unask.mutationOptions({ onSettled: renew }))
  if (list.error && !list.data) return <Problem error={list.error} retry={() => list.refetch()} />
  if (!list.data) return <p aria-busy="true" />
  const { peers, recommended, may } = list.data
  const left = recommended - peers.length
  return (
    <div className={classes.peers}>
      <p>{t('text', { least: recommended })}</p>
      {peers.length === 0 ? <p className={classes.muted}>{t('none')}</p> : null}
      <ul>
        {peers.map(({ employeeId, name, hasSubmitted }) => (
          <li key={employeeId}>
            {name} <small>{t(hasSubmitted ? 'answered' : 'asked')}</small>
            {may && !hasSubmitted ? (
              <Button
                size="xs"
                aria-label={`${t('remove')}: ${name}`}
                loading={unask.isPending && unask.variables.peerId === employeeId}
                onClick={() => unask.mutate({ ...input, peerId: employeeId })}
              >
                {t('remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {left > 0 && may ? <p className={classes.muted}>{t('few', { left })}</p> : null}
      {may ? (
        <form
          className={classes.peers}
          onSubmit={(event) => {
            event.preventDefault()
            if (picked) ask.mutate({ ...input, peerId: picked.employeeId })
          }}
        >
          <PersonPicker
            label={t('who')}
            value={picked}
            onChange={setPicked}
            among={input}
            without={[person.employeeId, ...peers.map(({ employeeId }) => employeeId)]}
          />
          <div>
            <Button type="submit" variant="filled" disabled={!picked} loading={ask.isPending}>
              {t('ask')}
            </Button>
          </div>
        </form>
      ) : (
        <p className={classes.muted}>{t('closed')}</p>
      )}
      <FormProblem error={ask.error ?? unask.error} />
    </div>
  )
}
