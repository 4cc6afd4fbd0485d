'use client'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

declare global {
  interface Window {
    /** Keys pressed before anybody could hear them, in their order; kept by the script in the head. */
    earlyKeys?: string[]
  }
}

type Stage = 'drawn' | 'playing' | 'ready'

/**
 * For a screen that answers keys: spread what it gives over the outermost element. Until the page's code is there the screen is
 * inert, so that no click seems to work and does not; keys are put by and played then, each after the last has had its effect.
 */
export function useEarlyKeys() {
  const [stage, setStage] = useState<Stage>('drawn')
  useEffect(() => {
    let isGone = false
    // Not from within an effect: what a key changes is drawn before the next is played.
    setTimeout(() => {
      if (isGone) return
      flushSync(() => setStage('playing'))
      for (let key = window.earlyKeys?.shift(); key !== undefined; key = window.earlyKeys?.shift()) play(key)
      flushSync(() => setStage('ready'))
    })
    return () => {
      isGone = true
    }
  }, [])
  return {
    inert: stage === 'drawn',
    'aria-busy': stage === 'drawn' || undefined,
    'data-early-keys': stage === 'ready' ? undefined : '',
  }
}

/** Does what the browser and the page together would have done at this key. */
function play(key: string): void {
  const at = document.activeElement instanceof HTMLElement ? document.activeElement : document.body
  if (at.matches('textarea, input:not([type="radio"], [type="checkbox"])')) {
    type(at, key)
    return
  }
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  flushSync(() => at.dispatchEvent(event))
  if (
    !event.defaultPrevented &&
    (key === 'Enter' || key === ' ') &&
    at.matches('a, button, summary, [type="checkbox"]')
  )
    flushSync(() => at.click())
}

/** The only way to put text where the caret is that a page hears as typing. */
function type(field: HTMLElement, key: string): void {
  if (key.length === 1) document.execCommand('insertText', false, key)
  else if (key === 'Backspace') document.execCommand('delete')
  else if (key === 'Enter' && field.matches('textarea')) document.execCommand('insertText', false, '\n')
  else field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}
