'use client'
import { type RefObject, useEffect, useEffectEvent } from 'react'

/** Where keys mean letters, not commands. */
const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"])'))

/**
 * Digits choose a level, up and down walk, wherever on the page nobody is writing; Enter agrees where no button has the focus.
 * Without a form (`form` null) only walking is heard.
 */
export function useLevelKeys({
  form,
  top,
  onLevel,
  onEnter,
  onStep,
  onAcross,
}: {
  form?: RefObject<HTMLFormElement | null>
  top?: number
  onLevel?: (level: number) => void
  onEnter?: () => void
  onStep: (step: 1 | -1) => void
  /** Left and right, where they do not choose among radio buttons. */
  onAcross?: (step: 1 | -1) => void
}) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (isWriting(target) || document.querySelector('dialog[open]')) return
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null
    const across = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : null
    const isInside = target === document.body || (target instanceof Node && Boolean(form?.current?.contains(target)))
    if (step) onStep(step)
    else if (across && onAcross) onAcross(across)
    else if (onLevel && /^[0-9]$/.test(key) && Number(key) <= (top ?? 0)) onLevel(Number(key))
    else if (onEnter && key === 'Enter' && target === document.body && isInside) onEnter()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}
