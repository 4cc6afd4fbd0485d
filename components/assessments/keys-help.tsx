'use client'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '../ui/dialog'
import classes from './aside.module.css'

type Word = 'choose' | 'notObserved' | 'move' | 'step' | 'comment' | 'evidence' | 'separates' | 'enter' | 'escape'
const usual: [keys: string[], word: Word][] = [
  [['0', '5'], 'choose'],
  [['N'], 'notObserved'],
  [['↑', '↓'], 'move'],
  [['←', '→'], 'step'],
  [['C'], 'comment'],
  [['E'], 'evidence'],
]
const more: typeof usual = [
  [['S'], 'separates'],
  [['Enter'], 'enter'],
  [['Esc'], 'escape'],
]

/** The keys one needs most, and the way to all of them. */
export function KeyRows({ onHelp }: { onHelp?: () => void }) {
  const t = useTranslations('assessments.aside')
  return (
    <dl className={classes.rows}>
      {(onHelp ? usual : [...usual, ...more]).map(([keys, word]) => (
        <Row key={word} keys={keys} word={word} />
      ))}
      {onHelp ? (
        <>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>
            <button type="button" onClick={onHelp}>
              {t('help')}
            </button>
          </dd>
        </>
      ) : null}
    </dl>
  )
}

function Row({ keys, word }: { keys: string[]; word: Word }) {
  const t = useTranslations('assessments.aside')
  return (
    <>
      <dt>
        {keys.map((key, place) => (
          <span key={key}>
            {place > 0 && word === 'choose' ? '– ' : null}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{t(word)}</dd>
    </>
  )
}

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('assessments.aside')
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <KeyRows />
    </Dialog>
  )
}
