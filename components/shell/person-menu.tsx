'use client'
import { useMantineColorScheme } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import Link from 'next/link'
import { useId, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { Avatar } from '@/components/ui/person-chip'
import { Segmented } from '@/components/ui/segmented'
import { chooseLocale } from '@/lib/api/choose-locale'
import { languageNames, locales } from '@/lib/messages/locale'
import type { Me } from '@/lib/people/shapes'
import classes from './person-menu.module.css'
import { SignOut } from './sign-out'

const schemes = ['light', 'dark', 'auto'] as const

/**
 * Who is signed in, how the page looks and speaks, and the way out. The browser's own popover opens, closes and gives the
 * focus back: a library that places boxes would weigh more than all the rest of the bar.
 */
export function PersonMenu({ me }: { me: Me }) {
  const t = useTranslations('shell.menu')
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const close = () => menu.current?.hidePopover()
  return (
    <>
      <button type="button" className={classes.opener} popoverTarget={id} aria-haspopup="dialog">
        <Avatar name={me.name} />
        <span className="sr">{t('open')}</span>
        <span className={classes.name}>{me.name}</span>
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('title')}
        className={classes.menu}
        onToggle={({ newState }) => {
          if (newState === 'open') menu.current?.querySelector('a')?.focus()
        }}
      >
        <div>
          <p className={classes.who}>{me.name}</p>
          {me.email ? <p className={classes.email}>{me.email}</p> : null}
          {me.hat === 'administrator' ? <p className={classes.email}>{t('administrator')}</p> : null}
        </div>
        <Link className={classes.account} href="/account" prefetch={false} onClick={close}>
          <Icon name="key" />
          {t('account')}
        </Link>
        <Link className={classes.account} href="/privacy" prefetch={false} onClick={close}>
          <Icon name="shield" />
          {t('privacy')}
        </Link>
        <Appearance />
        <Language />
        <SignOut />
      </div>
    </>
  )
}

function Appearance() {
  const t = useTranslations('shell.menu')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isKnown = useMounted()
  return (
    <div>
      <p className={classes.label}>{t('appearance')}</p>
      <Segmented
        label={t('appearance')}
        value={isKnown ? colorScheme : 'auto'}
        options={schemes.map((scheme) => ({ value: scheme, label: t(scheme) }))}
        onChange={setColorScheme}
      />
    </div>
  )
}

function Language() {
  const t = useTranslations('shell.menu')
  const current = useLocale().startsWith('de') ? 'de' : 'en'
  return (
    <div>
      <p className={classes.label}>{t('language')}</p>
      <Segmented
        label={t('language')}
        value={current}
        options={locales.map((locale) => ({ value: locale, label: languageNames[locale] }))}
        onChange={chooseLocale}
      />
    </div>
  )
}
