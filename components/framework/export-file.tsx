'use client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { type FrameworkFormat, frameworkFormats } from '@/db/values'
import { orpc } from '@/lib/api/client'
import classes from './framework.module.css'

/** Hands an edition over as a file, in each of the forms that others read. */
export function ExportFile({ edition }: { edition: string }) {
  const t = useTranslations('framework.file')
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const fetched = useMutation({
    mutationFn: (format: FrameworkFormat) => orpc.framework.file.call({ format, edition }),
    onSuccess: ({ fileName, contentType, content }) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([content], { type: contentType }))
      link.download = fileName
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
  function place(list: HTMLElement) {
    const { left, bottom } = opener.current!.getBoundingClientRect()
    const most = document.documentElement.clientWidth - list.offsetWidth - 16
    list.style.left = `${Math.max(16, Math.min(left, most))}px`
    list.style.top = `${bottom + window.scrollY + 4}px`
  }

  return (
    <>
      <Button
        ref={opener}
        size="xs"
        leftSection={<Icon name="download" size={14} />}
        loading={fetched.isPending}
        popoverTarget={id}
      >
        {t('export')}
      </Button>
      <div
        id={id}
        popover="auto"
        className={classes.formats}
        onToggle={({ currentTarget, newState }) => newState === 'open' && place(currentTarget)}
      >
        <ul>
          {frameworkFormats.map((format) => (
            <li key={format}>
              <button type="button" onClick={() => fetched.mutate(format)}>
                <b>{t(`formats.${format}`)}</b>
                <span>{t(`about.${format}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        {fetched.isError ? <Problem error={fetched.error} /> : null}
      </div>
    </>
  )
}
