'use client'
import { Button } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { FilterSelect } from '../ui/filter-select'
import { Icon } from '../ui/icon'
import { Problem } from '../ui/problem'
import { addFiles, mostFiles, whyNot } from './chosen-files'
import classes from './upload.module.css'
import { useSize } from './use-size'

/** Files dropped or chosen, from one folder or several; they are sent when the person says so, and then read on a page of their own. */
export function Upload() {
  const t = useTranslations('import.upload')
  const size = useSize()
  const router = useRouter()
  const cache = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const hint = useId()
  const isReady = useMounted()
  const [files, setFiles] = useState<File[]>([])
  const [source, setSource] = useState('')
  const sources = useQuery(orpc.imports.sources.queryOptions())
  const known = sources.data?.sources ?? []
  const [isOver, setIsOver] = useState(false)
  const sending = useMutation(
    orpc.imports.create.mutationOptions({
      onSuccess: ({ id }) => {
        cache.invalidateQueries({ queryKey: orpc.imports.list.key() })
        router.push(`/admin/import/${id}`)
      },
    }),
  )
  const problem = whyNot(files)
  const isBusy = sending.isPending || sending.isSuccess
  const add = (more: FileList | null) => {
    if (isBusy || !more?.length) return
    // The list empties with its field, before React comes to it.
    const chosen = [...more]
    sending.reset()
    setFiles((have) => addFiles(have, chosen))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    add(event.dataTransfer.files)
  }
  return (
    <section
      className={classes.zone}
      data-over={isOver || undefined}
      aria-label={t('label')}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <div className={classes.choose}>
        <Icon name="upload" size={24} />
        <label className={classes.label}>
          <span>{t('choose')}</span>
          <input
            ref={input}
            type="file"
            multiple
            accept=".csv,.tsv,.txt,.xlsx"
            aria-describedby={hint}
            disabled={!isReady || isBusy}
            onChange={(event) => {
              add(event.target.files)
              event.target.value = ''
            }}
          />
        </label>
        <p id={hint} className={classes.hint}>
          {t('hint', { files: mostFiles })}
        </p>
      </div>
      {files.length > 0 ? (
        <ul className={classes.files}>
          {files.map((file) => (
            <li key={file.name}>
              <Icon name="file" size={16} />
              <span className={classes.name}>{file.name}</span>
              <span className={classes.size}>{size(file.size)}</span>
              <button
                type="button"
                className={classes.remove}
                disabled={isBusy}
                aria-label={t('remove', { name: file.name })}
                onClick={() => {
                  setFiles(files.filter((each) => each !== file))
                  input.current?.focus()
                }}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div role="alert">{problem ? <p className={classes.problem}>{t(problem.refusal, problem)}</p> : null}</div>
      {sending.isError ? <Problem error={sending.error} title={t('failed')} /> : null}
      {files.length > 0 && known.length > 0 ? (
        <FilterSelect
          label={t('source')}
          value={source}
          options={[{ value: '', label: t('otherSource') }, ...known.map(({ name }) => ({ value: name, label: name }))]}
          onChange={setSource}
        />
      ) : null}
      {files.length > 0 ? (
        <Button
          variant="filled"
          disabled={problem !== null}
          loading={isBusy}
          onClick={() => sending.mutate({ files, source: source || undefined })}
        >
          {isBusy ? t('sending') : t('send', { count: files.length })}
        </Button>
      ) : null}
    </section>
  )
}
