'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import type { Criterion, Domain, Framework } from '@/lib/framework/shapes'
import classes from './framework.module.css'

/** One criterion: its descriptors from the lowest level to the highest, and what tells neighbours apart. */
export function Ladder({
  criterion,
  domain,
  framework,
  before,
  after,
  place,
  of,
  onChoose,
}: {
  criterion: Criterion
  domain: Domain
  framework: Framework
  before: Criterion | undefined
  after: Criterion | undefined
  place: number
  of: number
  onChoose: (key: string) => void
}) {
  const t = useTranslations('framework.ladder')
  return (
    <article>
      <p className={classes.crumb}>
        {domain.name} · {t('place', { place, of })}
      </p>
      <h2 className={classes.name}>{criterion.name}</h2>
      <p className={classes.definition}>{criterion.definition}</p>
      <Levels criterion={criterion} framework={framework} />
      <More criterion={criterion} />
      <div className={classes.steps}>
        {before ? (
          <Button
            onClick={() => onChoose(before.key)}
            leftSection={<Icon name="right" size={14} className={classes.back} />}
          >
            {before.name}
          </Button>
        ) : (
          <span />
        )}
        {after ? (
          <Button onClick={() => onChoose(after.key)} rightSection={<Icon name="right" size={14} />}>
            {after.name}
          </Button>
        ) : null}
      </div>
    </article>
  )
}

function Levels({ criterion, framework }: { criterion: Criterion; framework: Framework }) {
  const t = useTranslations('framework.ladder')
  const [open, setOpen] = useState<readonly number[]>([])
  const toggle = (level: number) =>
    setOpen(open.includes(level) ? open.filter((one) => one !== level) : [...open, level])
  return (
    <ol
      className={classes.levels}
      style={{ '--levels': criterion.levels.length } as React.CSSProperties}
      aria-label={t('levels')}
    >
      {criterion.levels.map(({ level, descriptor, separatesNext }) => {
        const step = framework.scale.find((each) => each.level === level)
        const isOpen = open.includes(level)
        return (
          <li key={level} className={classes.level}>
            <p className={classes.levelHead}>
              <span className={classes.chip}>{level}</span>
              <span>{step?.name}</span>
            </p>
            <p className={classes.descriptor}>{descriptor}</p>
            {separatesNext ? (
              <div className={classes.between}>
                <button type="button" aria-expanded={isOpen} onClick={() => toggle(level)}>
                  {t('separates', { level, next: level + 1 })}
                  <Icon name={isOpen ? 'up' : 'down'} size={12} />
                </button>
                <p hidden={!isOpen}>{separatesNext}</p>
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function More({ criterion }: { criterion: Criterion }) {
  const t = useTranslations('framework.ladder')
  const { selfPrompt, managerPrompt, evidenceExamples, references } = criterion
  return (
    <div className={classes.more}>
      <section>
        <h3>{t('questions')}</h3>
        <dl>
          {selfPrompt ? (
            <>
              <dt>{t('self')}</dt>
              <dd>{selfPrompt}</dd>
            </>
          ) : null}
          {managerPrompt ? (
            <>
              <dt>{t('manager')}</dt>
              <dd>{managerPrompt}</dd>
            </>
          ) : null}
        </dl>
      </section>
      {evidenceExamples.length > 0 ? (
        <section>
          <h3>{t('evidence')}</h3>
          <ul className={classes.bullets}>
            {evidenceExamples.map((example) => (
              <li key={example}>{example}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {references.length > 0 ? (
        <section>
          <h3>{t('references')}</h3>
          <ul className={classes.references}>
            {references.map(({ standard, code, title }) => (
              <li key={`${standard} ${code} ${title}`}>
                <b>{standard}</b> {[code, title].filter(Boolean).join(', ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
