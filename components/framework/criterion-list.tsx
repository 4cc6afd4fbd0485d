'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '@/components/ui/filter-select'
import { Icon } from '@/components/ui/icon'
import classes from './framework.module.css'

interface Listed {
  key: string
  name: string
  criteria: readonly { key: string; name: string; definition: string; levels: readonly { descriptor: string }[] }[]
}

/** Domains with their criteria at the side, found by any word in them; on a phone one select box. */
export function CriterionList({
  domains,
  current,
  hrefOf,
  onChoose,
}: {
  domains: readonly Listed[]
  current: string | undefined
  hrefOf: (key: string) => string
  onChoose: (key: string) => void
}) {
  const t = useTranslations('framework.list')
  const [wanted, setWanted] = useState('')
  const words = wanted.trim().toLowerCase()
  const shown = domains
    .map((domain) => ({
      ...domain,
      criteria: domain.criteria.filter(({ name, definition, levels }) =>
        [name, definition, domain.name, ...levels.map(({ descriptor }) => descriptor)].some((text) =>
          text.toLowerCase().includes(words),
        ),
      ),
    }))
    .filter(({ criteria }) => criteria.length > 0)
  const count = shown.reduce((sum, { criteria }) => sum + criteria.length, 0)
  return (
    <nav className={classes.side} aria-label={t('label')}>
      <TextInput
        type="search"
        size="xs"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={14} />}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <p className={words ? classes.found : 'sr'} role="status">
        {words ? t('found', { count }) : ''}
      </p>
      <div className={classes.phoneChoice}>
        <FilterSelect
          label={t('criterion')}
          value={shown.some(({ criteria }) => criteria.some(({ key }) => key === current)) ? (current ?? '') : ''}
          options={[
            ...(words ? [{ value: '', label: t('choose') }] : []),
            ...shown.flatMap(({ criteria }) => criteria.map(({ key, name }) => ({ value: key, label: name }))),
          ]}
          onChange={(key) => key && onChoose(key)}
        />
      </div>
      <div className={classes.domains}>
        {shown.map((domain) => (
          <section key={domain.key} aria-label={domain.name}>
            <h2 className={classes.domain}>{domain.name}</h2>
            <ul>
              {domain.criteria.map(({ key, name }) => (
                <li key={key}>
                  <a
                    className={classes.item}
                    href={hrefOf(key)}
                    aria-current={key === current ? 'true' : undefined}
                    onClick={(event) => {
                      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
                      event.preventDefault()
                      onChoose(key)
                    }}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  )
}
