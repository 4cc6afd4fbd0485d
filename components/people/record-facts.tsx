'use client'
import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import type { PersonRecord } from '@/lib/people/change-shapes'
import classes from './record.module.css'
import { fieldsOf } from './record-fields'
import { useFieldWords } from './use-field-words'

const CorrectForm = dynamic(() => import('./correct-form').then((file) => file.CorrectForm))

/** What the record says of the post, and the form that mends it in the same place. */
export function RecordFacts({ record, say }: { record: PersonRecord; say: (sentence: string) => void }) {
  const t = useTranslations('peopleAdmin.record')
  const words = useFieldWords()
  const opener = useRef<HTMLButtonElement>(null)
  const [isCorrecting, setIsCorrecting] = useState(false)
  const close = () => {
    flushSync(() => setIsCorrecting(false))
    opener.current?.focus()
  }
  return (
    <section>
      <div className={classes.head}>
        <h2>{isCorrecting ? t('correctTitle') : t('facts')}</h2>
        <Can do="people.change">
          {isCorrecting || record.isOwn ? null : (
            <Button ref={opener} onClick={() => setIsCorrecting(true)}>
              {t('correct')}
            </Button>
          )}
        </Can>
      </div>
      {isCorrecting ? (
        <CorrectForm
          record={record}
          onCancel={close}
          onDone={(isWaiting) => {
            close()
            say(isWaiting ? t('savedWaiting') : t('saved'))
          }}
        />
      ) : (
        <dl className={classes.facts}>
          {Object.entries(fieldsOf(record)).map(([key, value]) =>
            key === 'name' || key === 'email' ? null : (
              <div key={key}>
                <dt>{words.nameOf(key)}</dt>
                <dd>{words.valueOf(key, value)}</dd>
              </div>
            ),
          )}
        </dl>
      )}
    </section>
  )
}
