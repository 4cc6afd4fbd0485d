'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTimeZone, useTranslations } from 'use-intl/react'
import type { Comparison, Conversation } from '@/lib/agreements/shapes'
import { lastWord, orpc } from '@/lib/api/client'
import { FormProblem } from '../ui/form'
import { Notice } from '../ui/notice'
import { useHeld } from '../ui/use-held'
import { useMoment } from '../ui/use-moment'
import classes from './compare.module.css'
import type { Compared } from './use-comparison'

/** An instant as a local date and time field wants it, in the browser's zone. */
function toField(instant: string | null): string {
  if (!instant) return ''
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
const toInstant = (field: string) => (field ? new Date(field).toISOString() : null)
const nothing: Conversation = { meetsAt: null, notes: '', acknowledgedAt: null, isOutdated: false, version: 0 }

/** Both fields are saved together, by hand or when the page is left; somebody else's change in between is shown beside one's own. */
export function ConversationForm({ answer: { input, comparison } }: { answer: Compared }) {
  const t = useTranslations('agreements.talk')
  const format = useFormatter()
  const zone = useTimeZone() ?? ''
  const { moment } = useMoment()
  const client = useQueryClient()
  const { queryKey } = orpc.agreements.get.queryOptions({ input })
  const stored = comparison.conversation ?? nothing
  const [meets, setMeets] = useState(toField(stored.meetsAt))
  const [notes, setNotes] = useState(stored.notes)
  const put = (conversation: Conversation | null) =>
    client.setQueryData<Comparison>(queryKey, (old) => (old ? { ...old, conversation } : old))
  const keep = useMutation({
    mutationFn: (given: Parameters<typeof orpc.conversations.keep.call>[0]) =>
      orpc.conversations.keep.call(given, lastWord()),
    onSuccess: put,
  })
  const { hold, drop } = useHeld()
  const save = (version: number) => {
    drop()
    keep.mutate({ ...input, meetsAt: toInstant(meets), notes, version })
  }
  const write = (change: { meets?: string; notes?: string }) => {
    const next = { meets, notes, ...change }
    setMeets(next.meets)
    setNotes(next.notes)
    // A field that is half filled in is empty: only “Save” takes a meeting away.
    const meetsAt = toInstant(next.meets) ?? stored.meetsAt
    hold(() => {
      const version = client.getQueryData<Comparison>(queryKey)?.conversation?.version ?? 0
      keep.mutate({ ...input, meetsAt, notes: next.notes, version })
    })
  }
  const clash =
    keep.error instanceof ORPCError && keep.error.status === 409
      ? ((keep.error.data as { stored?: Conversation } | undefined)?.stored ?? null)
      : null
  return (
    <form
      className={classes.talk}
      style={{ marginTop: 0 }}
      onSubmit={(event) => {
        event.preventDefault()
        save(stored.version)
      }}
    >
      <TextInput
        type="datetime-local"
        label={t('meets')}
        description={t('zone', { zone })}
        value={meets}
        onChange={(event) => write({ meets: event.currentTarget.value })}
        maw={280}
      />
      <Textarea
        label={t('notes')}
        autosize
        minRows={3}
        maxLength={8000}
        value={notes}
        onChange={(event) => write({ notes: event.currentTarget.value })}
      />
      {clash ? (
        <Notice kind="error" title={keep.error?.message}>
          {t('conflict')} {[clash.meetsAt && moment(clash.meetsAt), clash.notes].filter(Boolean).join(', ')}
          <span className={classes.row}>
            <Button
              size="xs"
              onClick={() => {
                drop()
                setMeets(toField(clash.meetsAt))
                setNotes(clash.notes)
                put(clash)
                keep.reset()
              }}
            >
              {t('useStored')}
            </Button>
            <Button size="xs" onClick={() => save(clash.version)}>
              {t('useMine')}
            </Button>
          </span>
        </Notice>
      ) : (
        <FormProblem error={keep.error} />
      )}
      <div className={classes.row}>
        <Button type="submit" loading={keep.isPending}>
          {t('save')}
        </Button>
        <span role="status" className={classes.muted}>
          {keep.isSuccess
            ? t('saved', { at: format.dateTime(keep.submittedAt, { hour: '2-digit', minute: '2-digit' }) })
            : null}
        </span>
      </div>
    </form>
  )
}
