'use client'
import dynamic from 'next/dynamic'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { type CellAt, GapMap } from '../charts/gap-map'
import { toggled } from '../charts/gap-map-rows'
import { Problem } from '../ui/problem'
import type { useUrlState } from '../ui/use-url-state'
import { MapActions } from './map-actions'
import { MapFilters } from './map-filters'
import { MapNote } from './map-note'
import { NobodyAssessed } from './map-states'
import { everything, type MapView, sortChange, writeList } from './map-view'
import classes from './organisation.module.css'
import { OrganisationHeadline } from './organisation-headline'
import type { Organisation, OrganisationMap } from './use-organisation'

const CellDrawer = dynamic(() => import('./cell-drawer').then((file) => file.CellDrawer))

/** Headline, filters, map and note, with the chosen cell beside them. */
export function MapScreen({
  view,
  url,
  organisation,
  map,
}: {
  view: MapView
  url: ReturnType<typeof useUrlState>
  organisation: Organisation
  map: OrganisationMap
}) {
  const t = useTranslations('organisation.map')
  const { cell, measure } = view
  const screen = useRef<HTMLDivElement>(null)
  const isEmpty = map.tops.every(({ people }) => people === 0)

  function close() {
    url.set({ unit: null, criterion: null })
    const open = screen.current?.querySelector<HTMLElement>('td[aria-selected="true"]')
    open?.focus()
  }
  function open(at: CellAt) {
    url[cell ? 'set' : 'push'](at)
  }
  useEscape(cell !== null, close)

  return (
    <div className={classes.screen} data-drawer={cell !== null || undefined} ref={screen}>
      <div className={classes.main} aria-busy={organisation.isUpdating}>
        <OrganisationHeadline map={map} bands={organisation.bands} area={view.area} />
        <div className={classes.filters}>
          <MapFilters view={view} organisation={organisation} map={map} onChange={url.set} />
          <MapActions view={view} map={map} />
        </div>
        {organisation.failed ? (
          <Problem error={organisation.failed.error} retry={() => organisation.failed?.refetch()} />
        ) : null}
        {isEmpty ? (
          <NobodyAssessed
            unit={map.area?.name ?? null}
            cycle={map.answer.cycle}
            onShowAll={() => url.set(everything)}
          />
        ) : (
          <>
            <GapMap
              caption={t('caption', { measure, profile: map.role.name, cycle: map.answer.cycle })}
              domains={map.domains}
              rows={map.rows}
              measure={measure}
              policy={map.answer.policy.value}
              sort={view.sort}
              selected={cell}
              onSort={(criterion) => url.set(sortChange(view, criterion))}
              onOpen={open}
              onToggle={(row) => {
                const lists = toggled(row, view)
                url.set({ open: writeList(lists.open), shut: writeList(lists.shut) })
              }}
            />
            <MapNote map={map} measure={measure} />
          </>
        )}
      </div>
      {cell ? (
        <CellDrawer
          key={`${cell.unit} ${cell.criterion}`}
          at={{ ...cell, profile: view.profile, cycle: view.cycle }}
          map={map}
          onClose={close}
        />
      ) : null}
    </div>
  )
}

const openLayer = '[role=dialog]:not([popover]), dialog[open], :popover-open'

/** Escape closes what is open, unless a list or menu took the key for itself. */
function useEscape(isOpen: boolean, close: () => void) {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  // With what is drawn, not after it: the key may follow at once.
  useLayoutEffect(() => {
    if (!isOpen) return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector(openLayer)) latest.current()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOpen])
}
