'use client'
import type { ReactNode, SyntheticEvent } from 'react'

declare global {
  interface Window {
    /** What was done to this element is heard from now on. */
    heardEarly?: (element: EventTarget | null) => void
  }
}

const isBox = (target: EventTarget) => target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type)
const hearInput = ({ target, nativeEvent }: SyntheticEvent) => {
  // Whoever draws a box listens at the click, which came before.
  if (!nativeEvent.isTrusted || !isBox(target)) window.heardEarly?.(target)
}
const hearClick = ({ target }: SyntheticEvent) =>
  window.heardEarly?.((target instanceof Element && target.closest('button')) || target)

/** The outermost element that React listens at: it says what it hears to the script that keeps what nobody heard. */
export const PageBody = ({ children }: { children: ReactNode }) => (
  <body onInputCapture={hearInput} onClickCapture={hearClick}>
    {children}
  </body>
)
