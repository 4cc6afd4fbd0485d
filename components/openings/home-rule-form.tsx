'use client'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { HomeRule } from '@/lib/openings/home-shapes'
import { Dialog } from '../ui/dialog'
import { FormActions, FormProblem, formClasses } from '../ui/form'
import { Icon } from '../ui/icon'
import { useDay } from '../ui/use-day'
import { useToday } from '../ui/use-today'
import { CriterionLines } from './criterion-lines'
import classes from './openings.module.css'

const numberOf = (text: string) => (text.trim() === '' ? null : Math.max(0, Math.round(Number(text) || 0)))

/** What one unit keeps; saved as a whole. */
export function HomeRuleForm({ rule, onClose }: { rule: HomeRule; onClose: () => void }) {
  const t = useTranslations('openings.home')
  const cache = useQueryClient()
  const [minHeads, setMinHeads] = useState(rule.minHeads === null ? '' : String(rule.minHeads))
  const [noticeDays, setNotice] = useState(rule.noticeDays === null ? '' : String(rule.noticeDays))
  const [holders, setHolders] = useState(rule.holders)
  const [blackouts, setBlackouts] = useState(rule.blackouts)
  const save = useMutation(
    orpc.homeRules.save.mutationOptions({
      onSuccess: async () => {
        onClose()
        await cache.invalidateQueries({ queryKey: orpc.homeRules.key() })
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fields = { minHeads: numberOf(minHeads), noticeDays: numberOf(noticeDays), holders, blackouts }
    save.mutate({ ...fields, unitId: rule.unit.unitId, version: rule.version })
  }
  return (
    <Dialog title={t('formTitle', { unit: rule.unit.name })} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <TextInput
          inputMode="numeric"
          label={t('minHeadsLabel')}
          value={minHeads}
          onChange={(event) => setMinHeads(event.target.value)}
        />
        <TextInput
          inputMode="numeric"
          label={t('noticeLabel')}
          value={noticeDays}
          onChange={(event) => setNotice(event.target.value)}
        />
        <CriterionLines
          legend={t('holdersLabel')}
          numberLabel={t('minHolders')}
          usual={1}
          most={99}
          lines={holders.map(({ criterion, minHolders }) => ({ criterion, value: minHolders }))}
          onChange={(lines) => setHolders(lines.map(({ criterion, value }) => ({ criterion, minHolders: value })))}
        />
        <Blackouts blackouts={blackouts} onChange={setBlackouts} />
        <FormProblem error={save.error} />
        <FormActions submit={t('save')} isBusy={save.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}

type Blackout = HomeRule['blackouts'][number]

function Blackouts({ blackouts, onChange }: { blackouts: Blackout[]; onChange: (blackouts: Blackout[]) => void }) {
  const t = useTranslations('openings.home')
  const spans = useTranslations('openings')
  const form = useTranslations('openings.form')
  const day = useDay()
  const today = useToday()
  const [typed, setTyped] = useState<Blackout>({ from: today, to: today, reason: '' })
  return (
    <fieldset>
      <legend>{t('blackoutsLabel')}</legend>
      <ul className={classes.lines}>
        {blackouts.map((one) => (
          <li key={one.from}>
            <span>
              {spans('span', { from: day(one.from), to: day(one.to) })}, {one.reason}
            </span>
            <Button
              size="compact-sm"
              aria-label={form('remove', { name: one.reason })}
              onClick={() => onChange(blackouts.filter((other) => other !== one))}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
      <div className={classes.fields}>
        {(['from', 'to'] as const).map((key) => (
          <TextInput
            key={key}
            type="date"
            label={t(key)}
            value={typed[key]}
            onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
          />
        ))}
        <TextInput
          label={t('reason')}
          maxLength={200}
          value={typed.reason}
          onChange={(event) => setTyped({ ...typed, reason: event.target.value })}
        />
        <div>
          <Button
            disabled={typed.reason.trim() === '' || typed.to < typed.from}
            onClick={() => {
              onChange([...blackouts, typed].sort((a, b) => a.from.localeCompare(b.from)))
              setTyped({ from: today, to: today, reason: '' })
            }}
          >
            {form('add')}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}
