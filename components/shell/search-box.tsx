'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { orpc } from '@/lib/api/client'
import type { Page } from './pages'
import classes from './search.module.css'
import { SearchList } from './search-list'
import { resultsOf } from './search-results'

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus()

/** A combobox over what the server finds: the focus stays in the field, the arrow keys move the choice. */
export function SearchBox({ pages, close }: { pages: readonly Page[]; close: () => void }) {
  const t = useTranslations('shell')
  const router = useRouter()
  const listId = useId()
  const [wanted, setWanted] = useState('')
  const [active, setActive] = useState(0)
  const [q] = useDebouncedValue(wanted.trim().slice(0, 100), 150)
  const { data, isFetching, isError } = useQuery({
    ...orpc.people.search.queryOptions({ input: { q } }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const results = resultsOf(
    wanted,
    data,
    pages.map((page) => ({ ...page, label: t(`pages.${page.key}`) })),
  )
  const isSettled = !isFetching && q === wanted.trim()
  const choose = (index: number) => {
    const result = results[index]
    if (!result) return
    close()
    router.push(result.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') return choose(active)
    const isCaretKey = (event.key === 'Home' || event.key === 'End') && wanted !== ''
    const step = isCaretKey ? undefined : steps[event.key]
    if (!step || results.length === 0) return
    event.preventDefault()
    setActive(step(active, results.length))
  }
  const said = isError
    ? t('search.failed')
    : !isSettled
      ? t('search.searching')
      : results.length === 0
        ? t('search.nobody', { wanted: wanted.trim() })
        : t('search.found', { count: results.length })
  return (
    <>
      <div className={classes.field}>
        <Icon name="search" />
        <input
          ref={focusOnce}
          className={classes.input}
          role="combobox"
          aria-expanded={results.length > 0}
          aria-controls={listId}
          aria-activedescendant={results[active] ? `${listId}-${results[active].id}` : undefined}
          aria-autocomplete="list"
          aria-label={t('search.label')}
          placeholder={t('search.open')}
          autoComplete="off"
          spellCheck={false}
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={classes.close} onClick={close} aria-label={t('search.close')}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <SearchList id={listId} results={results} active={active} choose={choose} point={setActive} />
      <p className={results.length > 0 && !isError ? classes.hint : classes.nothing} role="status">
        <span className={results.length > 0 && !isError ? 'sr' : undefined}>{said}</span>
        {results.length > 0 && !isError ? t('search.hint') : null}
      </p>
    </>
  )
}
