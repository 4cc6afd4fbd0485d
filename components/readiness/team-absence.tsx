'use client'
import { useTranslations } from 'use-intl/react'
import { type Absence, absenceCost, HOLDS_FROM, shortNames } from '@/lib/readiness/team'
import { FilterSelect } from '../ui/filter-select'
import { LevelChip } from '../ui/level-chip'
import classes from './team.module.css'
import type { TeamAnswer } from './use-team'
import { useWords } from './use-words'

/** So many people stand side by side as buttons; more are a list to choose from. */
const aside = 8

/** What the team could no longer do while one of them is away. */
export function TeamAbsence({
  answer: { members, held, names },
  away,
  onChoose,
}: {
  answer: TeamAnswer
  away: string | undefined
  onChoose: (employeeId: string) => void
}) {
  const t = useTranslations('team.absence')
  const { count: word } = useWords()
  const short = shortNames(members.map(({ person }) => person.name))
  const people = members
    .map(({ person }, at) => ({
      ...{ id: person.employeeId, name: person.name, short: short[at] ?? person.name },
      absence: absenceCost(members, held, person.employeeId),
    }))
    .sort((a, b) => b.absence.lost.length - a.absence.lost.length)
  const chosen = people.find(({ id }) => id === away) ?? people[0]
  if (!chosen) return null
  const { absence, name } = chosen
  const level = HOLDS_FROM
  const count = absence.lost.length
  const shortOf = (employeeId: string) => people.find(({ id }) => id === employeeId)?.short ?? employeeId
  return (
    <section className={classes.absence}>
      <h2>{t('title')}</h2>
      <p className={classes.sub}>{t('sub', { level })}</p>
      {people.length > aside ? (
        <div className={classes.who}>
          <FilterSelect
            label={t('who')}
            value={chosen.id}
            options={people.map((each) => ({ value: each.id, label: `${each.name} (${each.absence.lost.length})` }))}
            onChange={onChoose}
          />
        </div>
      ) : (
        <fieldset className={classes.who} aria-label={t('who')}>
          {people.map((each) => (
            <button key={each.id} type="button" aria-pressed={each === chosen} onClick={() => onChoose(each.id)}>
              {each.short} <span>{each.absence.lost.length}</span>
              <span className="sr">{t('criteria', { count: each.absence.lost.length })}</span>
            </button>
          ))}
        </fieldset>
      )}
      <div aria-live="polite">
        <p className={classes.lost}>
          {count === 0
            ? t.rich('safe', { name, level, b: (text) => <b>{text}</b> })
            : t.rich('lost', { name: chosen.short, level, count, word: word(count), b: (text) => <b>{text}</b> })}
        </p>
        {count > 0 ? <Lost absence={absence} names={names} name={name} shortOf={shortOf} /> : null}
      </div>
    </section>
  )
}

function Lost({
  absence: { lost, cover },
  names,
  name,
  shortOf,
}: {
  absence: Absence
  names: ReadonlyMap<string, string>
  name: string
  shortOf: (employeeId: string) => string
}) {
  const t = useTranslations('team.absence')
  const { list } = useWords()
  return (
    <>
      <ul className={classes.losses}>
        {lost.map(({ criterion, level, next }) => (
          <li key={criterion}>
            <span>{names.get(criterion) ?? criterion}</span>
            <span className={classes.step}>
              <span className="sr">{t('from', { name })}</span>
              <LevelChip level={level} />
              <span aria-hidden="true">→</span>
              <span className="sr">{t('next')}</span>
              <LevelChip level={next?.level ?? null} />
            </span>
            <span className={classes.next}>
              {next === null
                ? t('nobody')
                : next.people.length > 2
                  ? t('people', { count: next.people.length })
                  : list(next.people.map(({ person }) => shortOf(person.employeeId)))}
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.cover}>
        {cover
          ? t.rich('coverTitle', {
              name: cover.person.name,
              near: cover.near,
              count: lost.length,
              b: (text) => <b>{text}</b>,
            })
          : t('noCover')}
      </p>
    </>
  )
}
