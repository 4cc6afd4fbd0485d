'use client'
import { useFormatter } from 'use-intl/react'

/** Bytes as people say them: "12 kB", "1.4 MB". */
export function useSize() {
  const format = useFormatter()
  return (bytes: number) => {
    const [amount, unit] =
      bytes < 1_000_000 ? [Math.max(1, bytes / 1_000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
    const maximumFractionDigits = amount < 10 && unit === 'megabyte' ? 1 : 0
    return format.number(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })
  }
}
