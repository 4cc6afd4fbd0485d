'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { fileFormats } from '@/lib/exchange/files'
import { Icon } from '../ui/icon'
import { saveFile } from '../ui/save-file'
import classes from './guide.module.css'

const kinds = ['units', 'people', 'ratings', 'openings'] as const

/** The files: what a row of each says, which columns it must have, and an empty one to fill. */
export function Guide() {
  const t = useTranslations('import.guide')
  return (
    <div className={classes.guide}>
      <p className={classes.intro}>{t('intro')}</p>
      <ol className={classes.files}>
        {kinds.map((kind) => {
          const { columns } = fileFormats[kind]
          const must = columns.filter(({ needed }) => needed)
          const may = columns.filter(({ needed }) => !needed)
          return (
            <li key={kind}>
              <div className={classes.what}>
                <h3>{t(`${kind}.title`)}</h3>
                <p>{t(`${kind}.text`)}</p>
              </div>
              <dl className={classes.columns}>
                <div>
                  <dt>{t('must')}</dt>
                  <dd>{must.map(({ name }) => name).join(', ')}</dd>
                </div>
                <div>
                  <dt>{t('may')}</dt>
                  <dd>{may.map(({ name }) => name).join(', ')}</dd>
                </div>
              </dl>
              <Button
                leftSection={<Icon name="download" size={14} />}
                onClick={() => saveFile(`${kind}.csv`, `${columns.map(({ name }) => name).join(',')}\n`)}
              >
                {t('template', { file: `${kind}.csv` })}
              </Button>
            </li>
          )
        })}
      </ol>
      <p className={classes.intro}>{t('others')}</p>
    </div>
  )
}
