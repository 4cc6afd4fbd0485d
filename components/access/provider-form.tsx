'use client'
import { Button, type ButtonProps } from '@mantine/core'
import { useTranslations } from 'use-intl/react'

/** Goes to the organisation's sign-in provider; works without script. What for stands in the hidden fields. */
export function ProviderForm({
  name,
  fields,
  isConnecting = false,
  ...look
}: {
  /** What the organisation calls its provider. */
  name: string
  fields: Record<string, string>
  isConnecting?: boolean
} & Pick<ButtonProps, 'size' | 'fullWidth'>) {
  const t = useTranslations('signIn.provider')
  return (
    <form method="post" action="/api/auth/signin/oidc">
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Button type="submit" {...look}>
        {t(isConnecting ? 'connect' : 'continue', { name })}
      </Button>
    </form>
  )
}
