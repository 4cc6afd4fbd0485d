'use client'
import { useTranslations } from 'use-intl/react'
import { byDomain } from '@/lib/readiness/breakdown'
import { formatLoss } from '@/lib/readiness/gap-scale'
import type { Cost } from '@/lib/readiness/shapes'
import { LevelBars, type LevelGroup, type LevelRow } from '../charts/level-bars'
import { Segmented } from '../ui/segmented'
import type { ReadinessAddress } from './address'
import { LevelDetails } from './level-details'
import classes from './readiness.module.css'
import type { Told } from './use-person-readiness'
import { useWords } from './use-words'

/** Every criterion of the role as a bar, by domain or dearest first. */
export function Levels({
  told,
  by,
  onChange,
}: {
  told: Told
  by: ReadinessAddress['by']
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('readiness.levels')
  const { tenth } = useWords()
  const toRow = useLevelRow(told)
  const { answer, voice } = told
  const { readiness, framework, top, role } = answer
  const groups: LevelGroup[] =
    by === 'cost'
      ? [{ key: 'all', name: null, mean: '', lost: '', rows: readiness.costs.map(toRow) }]
      : byDomain(readiness, framework.domains).map(({ key, name, level, target, points, rows }) => ({
          key,
          name,
          mean: level === null ? '–' : `${tenth(level)} ${t('of', { target: tenth(target) })}`,
          lost: points === null ? '–' : formatLoss(points, tenth),
          rows: rows.map(toRow),
        }))
  return (
    <section>
      <div className={classes.heading}>
        <h2>{t('title')}</h2>
        <div className={classes.switch}>
          <Segmented
            label={t('by')}
            value={by}
            options={[
              { value: 'domain', label: t('byDomain') },
              { value: 'cost', label: t('byCost') },
            ]}
            onChange={(value) => onChange({ by: value === 'domain' ? null : value })}
          />
        </div>
      </div>
      <LevelBars
        caption={t('caption', { profile: role.name })}
        heads={{ criterion: t('criterion'), bar: t('bar'), level: t('level'), lost: t('lost') }}
        groups={groups}
        top={top}
        mustHave={t('mustHave')}
        details={(criterion) => <LevelDetails told={told} criterion={criterion} />}
      />
      <p className={classes.note}>{t('note', { voice, top })}</p>
    </section>
  )
}

function useLevelRow({ answer: { criteria, levels } }: Told): (cost: Cost) => LevelRow {
  const t = useTranslations('readiness.levels')
  const { tenth, level: print } = useWords()
  const reason = (criterion: string) => {
    const found = levels.get(criterion)
    if (found?.isExpired) return { none: t('expired'), short: t('expiredShort') }
    return found?.source === 'not-observed'
      ? { none: t('notObserved'), short: t('notObservedShort') }
      : { none: t('notRated'), short: t('notRatedShort') }
  }
  return ({ criterion, level, target, minimum, points }) => ({
    key: criterion,
    name: criteria.get(criterion)?.name ?? criterion,
    level,
    target,
    isMustHave: minimum !== null,
    value: level === null ? reason(criterion) : { level: print(level), of: t('of', { target }) },
    lost: points === null ? '–' : formatLoss(points, tenth),
  })
}
