'use client'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type MapRow, rankOf } from './gap-map-rows'
import { allRows, type Slot, windowOf } from './gap-map-window'

/** Row heights in px as gap-map.module.css draws them: areas stand a little apart. */
const heightOf = (row: MapRow) => (rankOf(row) === 1 ? 31 : 28)
/** Scrolled positions are taken in such steps, so that a row's worth of scrolling draws nothing anew. */
const step = 140

/** The rows to draw for what is scrolled into view of `panel`; all of them for a short map, and on paper. */
export function useRowWindow(
  rows: readonly MapRow[],
  keep: number,
): { panel: React.Ref<HTMLDivElement>; slots: Slot[] } {
  const panel = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 900 })
  const [isPrinting, setPrinting] = useState(false)
  const isLong = rows.length > allRows

  useEffect(() => {
    const element = panel.current
    if (!element || !isLong) return
    const look = () => {
      const top = Math.floor(element.scrollTop / step) * step
      const height = Math.ceil(element.clientHeight / step + 1) * step
      setView((before) => (before.top === top && before.height === height ? before : { top, height }))
    }
    const print = (is: boolean) => () => flushSync(() => setPrinting(is))
    const [before, after] = [print(true), print(false)]
    look()
    element.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      element.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [isLong])

  const slots = isLong && !isPrinting ? windowOf(rows.map(heightOf), view, keep) : rows.map((_, row) => ({ row }))
  return { panel, slots }
}
