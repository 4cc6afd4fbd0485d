'use client'
import { useTranslations } from 'use-intl/react'

const left = 12
const step = 63
const at = (level: number) => left + level * step

/** Both levels on one line: hollow is the person's own, filled the manager's, dotted the target. Read out as words. */
export function SideLine({
  self,
  manager,
  target,
  top,
}: {
  self: number | null
  manager: number | null
  target: number | null
  top: number
}) {
  const t = useTranslations('agreements.table')
  const word = (level: number | null) => (level === null ? t('none') : String(level))
  const width = at(top) + left + 1
  return (
    <svg
      viewBox={`0 0 ${width} 22`}
      role="img"
      aria-label={t('line', { self: word(self), manager: word(manager), target: word(target) })}
    >
      {Array.from({ length: top + 1 }, (_, level) => at(level)).map((x) => (
        <line key={x} x1={x} x2={x} y1="5" y2="17" stroke="var(--line-2)" />
      ))}
      <line x1={at(0)} x2={at(top)} y1="11" y2="11" stroke="var(--line)" />
      {target === null ? null : (
        <path d={`M${at(target)} 1v20`} stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="2 2" />
      )}
      {self === null || manager === null || self === manager ? null : (
        <line x1={at(self)} x2={at(manager)} y1="11" y2="11" stroke="var(--ink-2)" strokeWidth="2.5" />
      )}
      {self === null ? null : (
        <circle cx={at(self)} cy="11" r="6.5" fill="var(--surface)" stroke="var(--ink)" strokeWidth="1.8" />
      )}
      {manager === null ? null : <circle cx={at(manager)} cy="11" r={self === manager ? 3.5 : 7} fill="var(--ink)" />}
    </svg>
  )
}
