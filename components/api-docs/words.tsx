/** A sentence whose `code` stands in code. */
export function Words({ children }: { children: string | undefined }) {
  const parts = (children ?? '').split('`').map((text, at) => ({ id: `${at} ${text}`, text, isCode: at % 2 === 1 }))
  return parts.map(({ id, text, isCode }) => (isCode ? <code key={id}>{text}</code> : <span key={id}>{text}</span>))
}
