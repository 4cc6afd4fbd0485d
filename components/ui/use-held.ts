'use client'
import { useEffect, useRef } from 'react'

/**
 * Holds the last word back until the hands rest, in milliseconds (without a number: until the page is left), and says it at
 * once when the page is hidden or closed, or the field goes. Without a connection the browser asks before it closes on a word.
 */
export function useHeld(rest?: number) {
  const held = useRef<{ send: () => void; timer?: ReturnType<typeof setTimeout> } | null>(null)
  const drop = () => {
    clearTimeout(held.current?.timer)
    held.current = null
  }
  const flush = () => {
    const send = held.current?.send
    drop()
    send?.()
  }
  const hold = (send: () => void) => {
    drop()
    held.current = { send, timer: rest === undefined ? undefined : setTimeout(flush, rest) }
  }
  const leave = useRef(flush)
  useEffect(() => {
    const { current: go } = leave
    const hide = () => {
      if (document.visibilityState === 'hidden') go()
    }
    const ask = (event: BeforeUnloadEvent) => {
      if (held.current && !navigator.onLine) event.preventDefault()
    }
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('beforeunload', ask)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('beforeunload', ask)
      go()
    }
  }, [])
  return { hold, flush, drop }
}
