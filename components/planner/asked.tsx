'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { FormProblem } from '@/components/ui/form'
import { Icon } from '@/components/ui/icon'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { Scenario } from '@/lib/planner/shapes'
import type { Weights } from '@/lib/planner/told-shapes'
import { Discard } from './discard'
import classes from './planner.module.css'
import { switched } from './scenario-form-values'
import { scenarioPath } from './scenario-path'
import type { Changes } from './use-changes'
import { type NamesOf, useFigures } from './use-names'

/** What a plan was asked for, what HR pinned and ruled out since, and the way to plan again. */
export function Asked({
  scenario,
  isChanged,
  weights,
  names,
  changes,
}: {
  scenario: Scenario
  /** What the plan beside it weighed by. */
  weights?: Weights
  /** Whether it asks for something else than the plan beside it; null while that plan is being made. */
  isChanged: boolean | null
  names: NamesOf
  changes: Changes
}) {
  const t = useTranslations('planner.asked')
  const words = useTranslations('planner.switches')
  const edit = useTranslations('planner.edit')
  const form = useTranslations('planner.form')
  const day = useDay()
  const policy = useQuery(orpc.placementPolicy.get.queryOptions()).data?.settings
  const { inputs, id } = scenario
  const { gaps, population, horizon, per, sliders } = inputs
  const { awayPerUnit, awayPerManager, staysInPlace, switches } = inputs.rules
  const held = switched.filter((rule) => (switches[rule] ?? policy?.rules[rule]) === 'hold')
  const most = (limit: number | null) => (limit === null ? t('policy') : t('most', { count: limit }))
  const weight = (value: number) => form('slider', { value: String(value) })
  return (
    <>
      <section>
        <h2>{t('title')}</h2>
        {gaps.length === 0 ? <p>{t('all')}</p> : null}
        <ul className={classes.lines}>
          {gaps.map((key) => (
            <li key={key}>{names.criterion(key)}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('who')}</h2>
        <p>{population.length === 0 ? form('everybody') : population.map(names.unit).join(', ')}</p>
      </section>
      <section>
        <h2>{t('rules')}</h2>
        <ul className={classes.lines}>
          {held.map((rule) => (
            <li key={rule}>{words(rule)}</li>
          ))}
        </ul>
        {held.length === 0 ? <p>{t('noRules')}</p> : null}
        <dl>
          <Fact name={t('unit')}>{most(awayPerUnit)}</Fact>
          <Fact name={t('manager')}>{most(awayPerManager)}</Fact>
          {staysInPlace ? <Fact name={t('stays')}>{t('staysYes')}</Fact> : null}
        </dl>
      </section>
      <section>
        <h2>{t('weighed')}</h2>
        <dl>
          {(['gaps', 'wishes', 'disruption'] as const).map((key) => (
            <Fact key={key} name={t(key)}>
              {weight(sliders[key])}
            </Fact>
          ))}
          {weights ? <Rate weights={weights} /> : null}
        </dl>
      </section>
      <section>
        <h2>{t('horizon')}</h2>
        <p>{t('horizonText', { from: day(horizon.from), to: day(horizon.to), per })}</p>
      </section>
      <Taken scenario={scenario} names={names} changes={changes} />
      <Can do="planner.run">
        <div className={classes.again}>
          {isChanged === null ? null : <p role="status">{isChanged ? t('changed') : t('unchanged')}</p>}
          <FormProblem error={changes.error} />
          {isChanged === null ? null : (
            <Button variant={isChanged ? 'filled' : 'default'} loading={changes.isBusy} onClick={changes.again}>
              {t('again')}
            </Button>
          )}
          <Button component={Link} href={`${scenarioPath(id)}/edit`} variant="subtle">
            {edit('open')}
          </Button>
          <Discard scenario={scenario} />
        </div>
      </Can>
    </>
  )
}

/** The published rate between wishes, moves and readiness, as this plan was made by it. */
function Rate({ weights: { chosenFactor, firstChoice, aspiration, move } }: { weights: Weights }) {
  const t = useTranslations('planner.asked')
  const form = useTranslations('planner.form')
  const figures = useFigures()
  const points = (milli: number) => t('points', { points: figures.signed(milli) })
  return (
    <>
      <Fact name={t('chosen')}>{form('slider', { value: String(chosenFactor) })}</Fact>
      <Fact name={t('firstChoice')}>{points(firstChoice)}</Fact>
      <Fact name={t('aspiration')}>{points(aspiration)}</Fact>
      <Fact name={t('move')}>{points(-move)}</Fact>
    </>
  )
}

const Fact = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <div className={classes.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** Pins, bans and other dates, each with a button that takes it back. */
function Taken({ scenario: { inputs }, names, changes }: { scenario: Scenario; names: NamesOf; changes: Changes }) {
  const t = useTranslations('planner.asked')
  const day = useDay()
  const at = (employeeId: string, openingId: string | null) =>
    openingId === null
      ? t('forbidsAll', { person: names.person(employeeId) })
      : t('at', { person: names.person(employeeId), opening: names.opening(openingId) })
  return (
    <>
      <Lines
        title={t('pins')}
        list={inputs.pins.map(({ employeeId, openingId }) => ({
          words: at(employeeId, openingId),
          takeBack: () => changes.pin(employeeId, openingId, false),
        }))}
      />
      <Lines
        title={t('forbids')}
        list={inputs.forbids.map(({ employeeId, openingId }) => ({
          words: at(employeeId, openingId),
          takeBack: () => changes.forbid(employeeId, openingId, false),
        }))}
      />
      <Lines
        title={t('dates')}
        list={inputs.dates.map(({ openingId, from, to }) => ({
          words: t('datesAt', { opening: names.opening(openingId), from: day(from), to: day(to) }),
          takeBack: () => changes.setDates(openingId, null),
        }))}
      />
    </>
  )
}

function Lines({ title, list }: { title: string; list: { words: string; takeBack: () => void }[] }) {
  const t = useTranslations('planner.asked')
  if (list.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={classes.lines}>
        {list.map(({ words, takeBack }) => (
          <li key={words}>
            <span>{words}</span>
            <Can do="planner.run">
              <button
                type="button"
                className={classes.remove}
                aria-label={t('remove', { what: words })}
                onClick={takeBack}
              >
                <Icon name="close" size={12} />
              </button>
            </Can>
          </li>
        ))}
      </ul>
    </section>
  )
}
