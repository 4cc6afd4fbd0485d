'use client'
import { Button, Popover } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { orpc } from '@/lib/api/client'
import { type FileFormat, fileFormats } from '@/lib/framework/shapes'
import classes from './framework.module.css'

/** Hands an edition over as a file, in each of the forms that others read. */
export function ExportFile({ edition }: { edition: string }) {
  const t = useTranslations('framework.file')
  const fetched = useMutation({
    mutationFn: (format: FileFormat) => orpc.framework.file.call({ format, edition }),
    onSuccess: ({ fileName, contentType, content }) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([content], { type: contentType }))
      link.download = fileName
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
  return (
    <Popover position="bottom-start" withinPortal={false}>
      <Popover.Target>
        <Button size="xs" leftSection={<Icon name="download" size={14} />} loading={fetched.isPending}>
          {t('export')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.formats}>
          {fileFormats.map((format) => (
            <li key={format}>
              <button type="button" onClick={() => fetched.mutate(format)}>
                <b>{t(`formats.${format}`)}</b>
                <span>{t(`about.${format}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        {fetched.isError ? <Problem error={fetched.error} /> : null}
      </Popover.Dropdown>
    </Popover>
  )
}
