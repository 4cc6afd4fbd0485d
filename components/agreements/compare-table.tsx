'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import { differenceOf, type Group, groups, isSettled } from '@/lib/agreements/rules'
import type { ComparedCriterion } from '@/lib/agreements/shapes'
import { LevelChip } from '../ui/level-chip'
import classes from './compare-table.module.css'
import { SideLine } from './side-line'
import type { Compared } from './use-comparison'

/** Every criterion in four groups, the widest difference first; its name opens it in the card. */
export function CompareTable({
  answer,
  chosen,
  onChoose,
}: {
  answer: Compared
  chosen: string | null
  onChoose: (criterion: string) => void
}) {
  const t = useTranslations('agreements.table')
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('criterion')}</th>
          <th scope="col">
            <span className="sr">{t('levels')}</span>
            <span className={classes.scale} aria-hidden="true">
              {Array.from({ length: answer.top + 1 }, (_, level) => level).map((level) => (
                <span key={level}>{level}</span>
              ))}
            </span>
          </th>
          <th scope="col" className={classes.number}>
            {t('self')}
          </th>
          <th scope="col" className={classes.number}>
            {t('manager')}
          </th>
          <th scope="col" className={classes.number}>
            {t('difference')}
          </th>
          <th scope="col" className={classes.agreed}>
            {t('agreed')}
          </th>
        </tr>
      </thead>
      {groups.map((group) =>
        answer.groups[group].length > 0 ? (
          <tbody key={group}>
            <tr className={classes.group}>
              <th colSpan={6} scope="rowgroup">
                {t(`groups.${group}`)} <span>{t(`notes.${group}`)}</span>
              </th>
            </tr>
            {answer.groups[group].map((one) => (
              <Row
                key={one.criterion}
                one={one}
                group={group}
                answer={answer}
                isChosen={one.criterion === chosen}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        ) : null,
      )}
    </table>
  )
}

function Row({
  one,
  group,
  answer,
  isChosen,
  onChoose,
}: {
  one: ComparedCriterion
  group: Group
  answer: Compared
  isChosen: boolean
  onChoose: (criterion: string) => void
}) {
  const format = useFormatter()
  const { criterion, self, manager, target, minimum } = one
  const difference = differenceOf(one)
  return (
    <tr data-chosen={isChosen || undefined}>
      <th scope="row">
        <button
          type="button"
          className={classes.name}
          data-must={minimum !== null || undefined}
          aria-current={isChosen ? 'true' : undefined}
          onClick={() => onChoose(criterion)}
        >
          {answer.words.get(criterion)?.name ?? criterion}
        </button>
      </th>
      <td className={classes.line}>
        <SideLine self={self?.level ?? null} manager={manager?.level ?? null} target={target} top={answer.top} />
      </td>
      <td className={classes.number}>
        <Chip side={self} />
      </td>
      <td className={classes.number}>
        <Chip side={manager} />
      </td>
      <td className={classes.number} data-wide={group === 'talk' || undefined}>
        {difference === null ? '–' : format.number(difference, { signDisplay: 'exceptZero' })}
      </td>
      <td className={classes.agreed}>
        <State one={one} group={group} isManager={answer.comparison.viewpoint === 'manager'} />
      </td>
    </tr>
  )
}

const Chip = ({ side }: { side: ComparedCriterion['self'] }) => (
  <LevelChip level={side?.level ?? null} state={side && side.level === null ? 'not-observed' : undefined} />
)

function State({ one, group, isManager }: { one: ComparedCriterion; group: Group; isManager: boolean }) {
  const t = useTranslations('agreements.table.state')
  const { agreement, manager } = one
  if (agreement && isSettled(one)) {
    return (
      <>
        <LevelChip level={agreement.level} /> {t(agreement.status)}
      </>
    )
  }
  if (agreement) {
    return (
      <>
        <LevelChip level={agreement.level} state="proposed" /> {t('draft')}
      </>
    )
  }
  if (group === 'single') return <span className={classes.muted}>{t(manager?.level == null ? 'none' : 'open')}</span>
  if (group === 'talk' || !isManager) return <span className={classes.muted}>{t('open')}</span>
  return (
    <>
      <LevelChip level={manager?.level ?? null} state="proposed" /> {t('confirm')}
    </>
  )
}
