'use client'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { gapStep } from '@/lib/readiness/gap-scale'
import type { TeamMember } from '@/lib/readiness/shapes'
import { blocksOfMember, underCut } from '@/lib/readiness/team'
import { BandMark } from '../ui/band-mark'
import { Avatar, personPath } from '../ui/person-chip'
import classes from './team.module.css'
import { TeamEvidence } from './team-evidence'
import type { TeamAnswer } from './use-team'
import { useWords } from './use-words'

/** Reasons named before the rest is asked for. */
const few = 3

/** Band, points with their range and what the band above asks for, person by person. */
export function TeamBlocks({ answer }: { answer: TeamAnswer }) {
  const t = useTranslations('team.blocks')
  const { whole } = useWords()
  const likely = answer.members.flatMap(({ readiness }) => (readiness?.likely ? [readiness] : []))
  const errors = likely.map(({ points, likely }) => Math.max((points ?? 0) - likely![0], likely![1] - (points ?? 0)))
  return (
    <section>
      <div className={classes.heading}>
        <h2>{t('title')}</h2>
        <span>{t('sub')}</span>
      </div>
      <table className={classes.blocks}>
        <caption className="sr">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('band')}</th>
            <th scope="col" className={classes.number}>
              {t('points')}
            </th>
            <th scope="col">{t('missing')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.members.map((member) => (
            <Blocked key={member.person.employeeId} member={member} answer={answer} />
          ))}
        </tbody>
      </table>
      <p className={classes.note}>
        {t('note')} {errors.length > 0 ? t('error', { points: whole(Math.max(...errors)) }) : null}{' '}
        {answer.policy.isDefault ? t('default') : null}
      </p>
    </section>
  )
}

function Blocked({ member, answer }: { member: TeamMember; answer: TeamAnswer }) {
  const t = useTranslations('team.blocks')
  const { whole } = useWords()
  const { person, readiness } = member
  const path = personPath(person.employeeId, { profile: answer.role.key, cycle: answer.cycle })
  return (
    <tr>
      <th scope="row">
        <span className={classes.person}>
          <Avatar name={person.name} />
          <Link href={path} prefetch={false}>
            {person.name}
          </Link>
        </span>
      </th>
      {readiness ? (
        <>
          <td>
            <BandMark band={readiness.band} />
            <small>
              {t('confidence', { confidence: readiness.confidence })}
              {readiness.isBorderline ? `, ${t('borderline')}` : ''}
            </small>
          </td>
          <td className={classes.number}>
            {readiness.points !== null && readiness.likely
              ? t.rich('range', {
                  points: whole(readiness.points),
                  low: whole(readiness.likely[0]),
                  high: whole(readiness.likely[1]),
                  m: (text) => <span className={classes.muted}>{text}</span>,
                })
              : '–'}
          </td>
          <td>
            <Missing member={member} answer={answer} />
            <TeamEvidence readiness={readiness} names={answer.names} />
          </td>
        </>
      ) : (
        <td colSpan={3} className={classes.muted}>
          {t('unrated', { cycle: answer.cycle })}
        </td>
      )}
    </tr>
  )
}

/** Must-haves first, then what else the band above asks for, then what nobody has rated. */
function Missing({ member, answer: { order, names } }: { member: TeamMember; answer: TeamAnswer }) {
  const t = useTranslations('team.blocks')
  const { level } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { short, gaps, points, unknown } = blocksOfMember(member, order)
  const nameOf = (key: string) => names.get(key) ?? key
  const chips = [
    ...short.map((must) => ({
      key: must.criterion,
      step: gapStep(must.minimum - must.level),
      text: t('chip', { criterion: nameOf(must.criterion), level: level(must.level), minimum: must.minimum }),
    })),
    ...gaps.map(({ criterion, gap }) => ({
      key: criterion,
      step: gapStep(gap),
      text: t('gap', { criterion: nameOf(criterion), gap: Math.round(gap * 10) / 10 }),
    })),
    ...points.map(({ points, cut }) => ({
      key: 'points',
      step: null,
      text: t('short', { points: level(underCut(points, cut)), cut }),
    })),
    ...unknown.map(({ criterion }) => ({
      key: criterion,
      step: null,
      text: t('unknown', { criterion: nameOf(criterion) }),
    })),
  ]
  if (chips.length === 0)
    return member.readiness?.band === 'insufficient' ? null : <span className={classes.muted}>{t('none')}</span>
  const rest = chips.length - few
  const said = { count: rest, person: member.person.name }
  return (
    <ul className={classes.chips}>
      {(isOpen ? chips : chips.slice(0, few)).map(({ key, step, text }) => (
        <li key={key} className={step ?? classes.unknown}>
          {text}
        </li>
      ))}
      {rest > 0 ? (
        <li className={classes.more}>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={isOpen ? t('fewerOf', said) : t('moreOf', said)}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t('fewer') : t('more', { count: rest })}
          </button>
        </li>
      ) : null}
    </ul>
  )
}
