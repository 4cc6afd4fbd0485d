'use client'
import { useTranslations } from 'use-intl/react'

/** Words for the role and the purposes of a look; what has no word yet is said as it is kept. */
export function useLookWords() {
  const t = useTranslations('readiness.looks')
  const roleOf = (role: string) => (t.has(`roles.${role}` as 'roles.hr') ? t(`roles.${role}` as 'roles.hr') : role)
  const onePurpose = (purpose: string) =>
    t.has(`purposes.${purpose}` as 'purposes.team') ? t(`purposes.${purpose}` as 'purposes.team') : purpose
  /** Of one or several, "levels, readiness". */
  const purposeOf = (purposes: string) => purposes.split(', ').map(onePurpose).join(', ')
  return { roleOf, purposeOf }
}
