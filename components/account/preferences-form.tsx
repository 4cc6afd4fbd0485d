'use client'
import { Button, NativeSelect } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses } from '@/components/ui/form'
import type { Account } from '@/lib/account/shapes'
import { chooseLocale } from '@/lib/api/choose-locale'
import { orpc } from '@/lib/api/client'
import { type Locale, languageNames, locales } from '@/lib/messages/locale'

/** The language of every page and the zone in which times of day are told; the page speaks it as soon as it is saved. */
export function PreferencesForm({ account, language }: { account: Account; language: Locale }) {
  const t = useTranslations('account.preferences')
  const router = useRouter()
  const isMounted = useMounted()
  const [chosen, setChosen] = useState({ language: account.language ?? language, timeZone: account.timeZone ?? '' })
  const save = useMutation(
    orpc.account.setPreferences.mutationOptions({
      onSuccess: async (_, { language: spoken }) => {
        if (spoken) await chooseLocale(spoken)
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ language: chosen.language, timeZone: chosen.timeZone || null })
  }
  const here = isMounted ? Intl.DateTimeFormat().resolvedOptions().timeZone : null
  return (
    <form className={formClasses.form} onSubmit={submit}>
      <NativeSelect
        label={t('language')}
        value={chosen.language}
        data={locales.map((locale) => ({ value: locale, label: languageNames[locale] }))}
        onChange={(event) => setChosen({ ...chosen, language: event.target.value as Locale })}
      />
      <NativeSelect
        label={t('timeZone')}
        description={here ? `${t('timeZoneHint')} ${t('browser', { zone: here })}` : t('timeZoneHint')}
        descriptionProps={{ mih: 32 }}
        value={chosen.timeZone}
        data={[
          { value: '', label: t('standard', { zone: account.organisationTimeZone }) },
          ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
        ]}
        onChange={(event) => setChosen({ ...chosen, timeZone: event.target.value })}
      />
      <FormProblem error={save.error} />
      <div className={formClasses.actions}>
        <Button type="submit" loading={save.isPending}>
          {t('submit')}
        </Button>
        <span role="status" className={formClasses.saved}>
          {save.isSuccess ? t('saved') : ''}
        </span>
      </div>
    </form>
  )
}
