'use client'
import { useTranslations } from 'use-intl/react'
import type { DraftDiff } from '@/lib/framework/shapes'
import classes from './diff.module.css'

type Diff = NonNullable<DraftDiff['diff']>
type Text = Diff['about'][number]

/** All that changed, thing by thing, with the words that went and came. */
export function DiffList({ diff }: { diff: Diff }) {
  const t = useTranslations('framework.draft.diff')
  const { about, scale, domains, criteria, profiles, defaultProfile } = diff
  return (
    <div className={classes.diff}>
      {criteria.length > 0 ? (
        <section>
          <h2>{t('criteria', { count: criteria.length })}</h2>
          {criteria.map((each) => (
            <article key={each.key} className={classes.thing}>
              <h3>
                {each.name} <Kinds kinds={each.kinds} />
              </h3>
              {each.from && each.to ? (
                <p className={classes.move}>{t('movedFrom', { from: each.from, to: each.to })}</p>
              ) : null}
              <Texts texts={each.texts} />
            </article>
          ))}
        </section>
      ) : null}
      {profiles.length > 0 || defaultProfile ? (
        <section>
          <h2>{t('profiles', { count: profiles.length })}</h2>
          {defaultProfile ? (
            <p>{t('default', { before: defaultProfile.before, after: defaultProfile.after })}</p>
          ) : null}
          {profiles.map((each) => (
            <article key={each.key} className={classes.thing}>
              <h3>
                {each.name} <Kinds kinds={each.kinds} />
              </h3>
              {each.targets.length > 0 && each.kinds.includes('targets') ? <Targets targets={each.targets} /> : null}
            </article>
          ))}
        </section>
      ) : null}
      {domains.length > 0 ? (
        <section>
          <h2>{t('domains', { count: domains.length })}</h2>
          {domains.map((each) => (
            <article key={each.key} className={classes.thing}>
              <h3>
                {each.name} <Kinds kinds={each.kinds} />
              </h3>
              <Texts texts={each.texts} />
            </article>
          ))}
        </section>
      ) : null}
      {scale.length > 0 || about.length > 0 ? (
        <section>
          <h2>{t('words')}</h2>
          <div className={classes.thing}>
            <Texts texts={[...scale, ...about]} />
          </div>
        </section>
      ) : null}
    </div>
  )
}

function Kinds({ kinds }: { kinds: readonly (Diff['criteria'][number]['kinds'][number] | 'targets')[] }) {
  const t = useTranslations('framework.draft.diff.kinds')
  return kinds.map((kind) => (
    <span key={kind} className={classes.kind}>
      {t(kind)}
    </span>
  ))
}

const fields = [
  ...['name', 'shortName', 'summary', 'definition', 'descriptor', 'separates', 'selfPrompt', 'managerPrompt'],
  ...['evidenceExamples', 'references', 'basis', 'ratingGuidance', 'scaleName', 'scaleMeaning'],
] as const
type Field =
  | 'name'
  | 'shortName'
  | 'summary'
  | 'definition'
  | 'descriptor'
  | 'separates'
  | 'selfPrompt'
  | 'managerPrompt'
  | 'evidenceExamples'
  | 'references'
  | 'basis'
  | 'ratingGuidance'
  | 'scaleName'
  | 'scaleMeaning'
const isField = (field: string): field is Field => (fields as readonly string[]).includes(field)

function Texts({ texts }: { texts: readonly Text[] }) {
  const t = useTranslations('framework.draft.diff')
  return (
    <dl className={classes.texts}>
      {texts.map(({ field, level, marks }) => (
        <div key={`${field} ${level}`}>
          <dt>{isField(field) ? t(`fields.${field}`, { level: level ?? 0, next: (level ?? 0) + 1 }) : field}</dt>
          <dd>
            {marks.map(({ kind, text }, at) => {
              const key = `${at} ${kind}`
              if (kind === 'same') return <span key={key}>{text}</span>
              const Mark = kind === 'added' ? 'ins' : 'del'
              return (
                <Mark key={key}>
                  <span className="sr">{t(kind)} </span>
                  {text}
                </Mark>
              )
            })}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Targets({ targets }: { targets: Diff['profiles'][number]['targets'] }) {
  const t = useTranslations('framework.draft.diff')
  const said = (asked: (typeof targets)[number]['before']) =>
    asked === null
      ? t('nothing')
      : t('asked', { ...asked, minimum: asked.minimum ?? 0, must: asked.minimum === null ? 'no' : 'yes' })
  return (
    <table className={classes.targets}>
      <thead>
        <tr>
          <th scope="col">{t('criterion')}</th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map(({ criterion, name, before, after }) => (
          <tr key={criterion}>
            <th scope="row">{name}</th>
            <td>{said(before)}</td>
            <td>{said(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
