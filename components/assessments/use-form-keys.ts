'use client'
import { useEffect, useRef } from 'react'
import type { Content } from '@/lib/assessments/form-rules'
import type { FormCriterion } from '@/lib/assessments/form-shapes'

interface Hands {
  /** Absent where nothing can be answered. */
  criterion: FormCriterion | undefined
  content: Content | null
  onWrite: (content: Pick<Content, 'kind' | 'level'>) => void
  onBack: () => void
  onNext: () => void
  onSeparates: () => void
  onHelp: () => void
}

const notObserved = { kind: 'not-observed', level: null } as const

/** What a key stands for on the ladder; `undefined`: nothing. Up and down walk the rungs, “not observed” is the last. */
export function chosenBy(key: string, levels: readonly number[], now: Content | null) {
  if (/^[nN]$/.test(key)) return notObserved
  const level = /^\d$/.test(key) ? Number(key) : Number.NaN
  if (levels.includes(level)) return { kind: 'rated', level } as const
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined
  const rungs = [...levels.map((each) => ({ kind: 'rated', level: each }) as const), notObserved]
  const at = rungs.findIndex(({ kind, level: each }) => kind === now?.kind && each === now?.level)
  const next = at < 0 ? (key === 'ArrowDown' ? 0 : rungs.length - 1) : at + (key === 'ArrowDown' ? 1 : -1)
  return rungs[Math.min(rungs.length - 1, Math.max(0, next))]
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))

/** Keys of the whole page while nobody types and no dialog is open. */
export function useFormKeys(hands: Hands) {
  const now = useRef(hands)
  useEffect(() => {
    now.current = hands
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (document.querySelector('dialog[open], [popover]:popover-open')) return
      if (isTyping(event.target)) {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
        return
      }
      if (press(event, now.current)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Whether the key meant something here. */
function press({ key, target }: KeyboardEvent, hands: Hands): boolean {
  const { criterion, content, onWrite, onBack, onNext, onSeparates, onHelp } = hands
  const isOnControl = target instanceof HTMLElement && target.matches('a, button, summary, [type="checkbox"]')
  if (key === 'Enter' && isOnControl) return false
  if (key === 'ArrowLeft') onBack()
  else if (key === 'ArrowRight' || (key === 'Enter' && criterion)) onNext()
  else if (key === '?') onHelp()
  else if (/^[eE]$/.test(key)) return click('[data-add-evidence]')
  else if (!criterion) return false
  else if (/^[sS]$/.test(key)) onSeparates()
  else if (/^[cC]$/.test(key)) return focus('[data-comment]')
  else {
    const chosen = chosenBy(
      key,
      criterion.levels.map(({ level }) => level),
      content,
    )
    if (!chosen) return false
    onWrite(chosen)
  }
  return true
}

function focus(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector)
  found?.focus()
  return found !== null
}

function click(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector)
  found?.click()
  return found !== null
}
