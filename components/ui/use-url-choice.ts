'use client'
import { useState } from 'react'
import { useUrlState } from './use-url-state'

/**
 * One choice of a page, mirrored in the address. The page changes before the next key is heard, as that key is about what was
 * just chosen; the address alone follows in the framework's own time, which on a busy machine is some keys later.
 */
export function useUrlChoice(name: string) {
  const url = useUrlState()
  const [chosen, setChosen] = useState(() => url.get(name))
  const choose = (value: string) => {
    setChosen(value)
    url.set({ [name]: value })
  }
  return [chosen, choose] as const
}
