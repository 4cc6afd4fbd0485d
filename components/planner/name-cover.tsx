'use client'
import { Button, NativeSelect } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import type { Run } from '@/lib/planner/shapes'
import type { ToldPlacement } from '@/lib/planner/told-shapes'
import type { Changes } from './use-changes'
import type { NamesOf } from './use-names'

/** Names who covers for everybody who alone holds a must-have at home, before anybody is asked. */
export function NameCover({
  run,
  placements,
  uncovered,
  names,
  changes,
}: {
  run: Run
  placements: readonly ToldPlacement[]
  /** Of these, so many have nobody named yet. */
  uncovered: number
  names: NamesOf
  changes: Changes
}) {
  const t = useTranslations('planner.cover')
  const [isOpen, setOpen] = useState(false)
  const sole = placements.filter((one) => one.sole.length > 0)
  if (run.status !== 'planned' || sole.length === 0) return null
  return (
    <Can do="planner.run">
      <Button variant={uncovered > 0 ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {uncovered > 0 ? t('open', { count: uncovered }) : t('change')}
      </Button>
      {isOpen ? (
        <Dialog title={t('title')} onClose={() => setOpen(false)}>
          <Fields sole={sole} placements={placements} names={names} changes={changes} close={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </Can>
  )
}

function Fields({
  sole,
  placements,
  names,
  changes,
  close,
}: {
  sole: readonly ToldPlacement[]
  placements: readonly ToldPlacement[]
  names: NamesOf
  changes: Changes
  close: () => void
}) {
  const t = useTranslations('planner.cover')
  const [named, setNamed] = useState<Record<string, string>>(() =>
    Object.fromEntries(sole.map(({ employeeId }) => [employeeId, changes.coverOf(employeeId) ?? ''])),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    changes.cover(named, close)
  }
  // Whoever goes themselves covers for nobody.
  const stays = (employeeId: string) => !placements.some((one) => one.employeeId === employeeId)
  return (
    <form className={formClasses.form} onSubmit={submit}>
      <p className={formClasses.lead}>{t('text')}</p>
      {sole.map(({ employeeId, unitId, home, sole: criteria }) => {
        const best = home.cover
        const colleagues = names.people
          .filter((one) => one.unit?.unitId === unitId && one.employeeId !== employeeId && stays(one.employeeId))
          .map((one) => ({
            value: one.employeeId,
            label:
              best?.employeeId === one.employeeId
                ? t('best', { person: one.name, holds: best.holds, held: home.held })
                : one.name,
          }))
        return (
          <NativeSelect
            key={employeeId}
            label={t('for', { person: names.person(employeeId), unit: names.unit(unitId) })}
            description={t('alone', { criteria: criteria.map(names.criterion).join(', ') })}
            data={[{ value: '', label: t('nobody') }, ...colleagues]}
            value={named[employeeId] ?? ''}
            onChange={(event) => setNamed({ ...named, [employeeId]: event.target.value })}
          />
        )
      })}
      <FormProblem error={changes.error} />
      <FormActions submit={t('save')} isBusy={changes.isBusy} cancel={close} />
    </form>
  )
}
