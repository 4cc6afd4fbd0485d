'use client'
import { Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Dialog } from './dialog'
import { FormActions, FormProblem, formClasses, issueOf } from './form'

/** A dialog that asks for words and nothing more, but for what `children` ask before them. `field`: what the door calls the words. */
export function WordsForm({
  title,
  label,
  field,
  submit,
  sending: { error, isPending },
  onSubmit,
  onClose,
  children,
}: {
  title: string
  label: string
  field: string
  submit: string
  sending: { error: unknown; isPending: boolean }
  onSubmit: (words: string) => void
  onClose: () => void
  children?: ReactNode
}) {
  const [words, setWords] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(words)
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={formClasses.form} onSubmit={send}>
        {children}
        <Textarea
          label={label}
          required
          withAsterisk={false}
          maxLength={4000}
          error={issueOf(error, field)}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <FormProblem error={error} />
        <FormActions submit={submit} isBusy={isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
