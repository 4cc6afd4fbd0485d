'use client'
import { FileInput, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { Segmented } from '@/components/ui/segmented'
import { orpc } from '@/lib/api/client'
import { mostBytes } from '@/lib/evidence/limits'
import type { Evidence } from '@/lib/evidence/shapes'

const kinds = ['text', 'link', 'file'] as const
type NewPiece = Parameters<typeof orpc.evidence.add.call>[0]
const accepted = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.txt'

/** A new piece of evidence: named, dated, in words, at an address or in a file. */
export function AddEvidence({
  employeeId,
  today,
  onBegin,
  onClose,
  onAdded,
}: {
  employeeId: string
  today: string
  /** Makes the form, without which nothing can be attached about somebody else. */
  onBegin: () => Promise<unknown>
  onClose: () => void
  onAdded: (piece: Evidence) => void
}) {
  const t = useTranslations('evidence.form')
  const [kind, setKind] = useState<(typeof kinds)[number]>('text')
  const [given, setGiven] = useState({ title: '', datedOn: today, note: '', url: '' })
  const [file, setFile] = useState<File | null>(null)
  const add = useMutation({
    mutationFn: async (piece: NewPiece) => {
      await onBegin()
      return orpc.evidence.add.call(piece)
    },
    onSuccess: onAdded,
  })
  const isTooLarge = kind === 'file' && file !== null && file.size > mostBytes
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { title, datedOn, note, url } = given
    const where = kind === 'link' ? { url } : kind === 'file' && file ? { file } : {}
    if (!isTooLarge) add.mutate({ employeeId, title, datedOn, note, ...where })
  }
  const field = (name: keyof typeof given) => ({
    value: given[name],
    error: issueOf(add.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setGiven({ ...given, [name]: event.currentTarget.value }),
  })
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <TextInput label={t('what')} description={t('whatHint')} required maxLength={200} {...field('title')} />
        <TextInput type="date" label={t('day')} required max={today} {...field('datedOn')} />
        <Segmented
          label={t('kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={setKind}
        />
        {kind === 'link' ? <TextInput type="url" label={t('url')} required {...field('url')} /> : null}
        {kind === 'file' ? (
          <FileInput
            label={t('file')}
            description={t('fileHint')}
            placeholder={t('choose')}
            accept={accepted}
            required
            value={file}
            error={isTooLarge ? t('tooLarge') : issueOf(add.error, 'file')}
            onChange={setFile}
          />
        ) : null}
        <Textarea
          label={t('note')}
          description={t('noteHint')}
          required={kind === 'text'}
          autosize
          minRows={3}
          maxLength={4000}
          {...field('note')}
        />
        <FormProblem error={add.error} />
        <FormActions submit={t('submit')} isBusy={add.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
