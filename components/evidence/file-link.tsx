'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { saveFile } from '@/components/ui/save-file'
import { orpc } from '@/lib/api/client'
import type { Evidence } from '@/lib/evidence/shapes'

/** Saves the file of a piece; it is never shown in the page. */
export function FileLink({ id, file }: { id: string; file: NonNullable<Evidence['file']> }) {
  const t = useTranslations('evidence')
  const save = useMutation(
    orpc.evidence.file.mutationOptions({ onSuccess: ({ body }) => saveFile(file.name, body, file.type) }),
  )
  return (
    <>
      <button
        type="button"
        aria-label={t('download', { name: file.name })}
        disabled={save.isPending}
        onClick={() => save.mutate({ id })}
      >
        {file.name}
      </button>
      <FormProblem error={save.error} />
    </>
  )
}
