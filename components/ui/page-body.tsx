'use client'
import { type ReactNode, type SyntheticEvent, useEffect } from 'react'

declare global {
  interface Window {
    /** What was done to this element is heard from now on. */
    heardEarly?: (element: EventTarget | null) => void
    /** React has taken the page up, and has had nothing to do since. */
    isAtRest?: true
  }
}

const isBox = (target: EventTarget) => target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type)
const hearInput = ({ target, nativeEvent }: SyntheticEvent) => {
  // Whoever draws a box listens at the click, which came before.
  if (!nativeEvent.isTrusted || !isBox(target)) window.heardEarly?.(target)
}
const hearClick = ({ target }: SyntheticEvent) =>
  window.heardEarly?.((target instanceof Element && target.closest('button')) || target)

function rest() {
  window.isAtRest = true
}

/** The outermost element that React listens at: it says what it hears to the script that keeps what nobody heard. */
export function PageBody({ children }: { children: ReactNode }) {
  useEffect(() => {
    // Safari has no word for being idle.
    if (window.requestIdleCallback) window.requestIdleCallback(rest)
    else setTimeout(rest, 500)
  }, [])
  return (
    <body onInputCapture={hearInput} onClickCapture={hearClick}>
      {children}
    </body>
  )
}
