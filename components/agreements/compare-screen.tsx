'use client'
import { useState } from 'react'
import { nextOpen } from '@/lib/agreements/rules'
import { useEarlyKeys } from '../ui/use-early-keys'
import { useUrlChoice } from '../ui/use-url-choice'
import { AgreeForm } from './agree-form'
import classes from './compare.module.css'
import { CompareAside } from './compare-aside'
import { CompareHeadline } from './compare-headline'
import { CompareTable } from './compare-table'
import { ConversationPart } from './conversation-part'
import { EmployeeWord } from './employee-word'
import { TalkCard } from './talk-card'
import type { Compared } from './use-comparison'
import { useSettling } from './use-settling'

/** Headline, the criterion at hand, every criterion in its group; progress and the key beside them. */
export function CompareScreen({ answer }: { answer: Compared }) {
  const [wanted, setWanted] = useUrlChoice('criterion')
  const early = useEarlyKeys()
  const settling = useSettling(answer.input)
  const [isByHand, setByHand] = useState(false)
  const { order, comparison } = answer
  const [first] = useState(() => nextOpen(order, null) ?? order[0]?.criterion ?? null)
  const chosen = order.some(({ criterion }) => criterion === wanted) ? wanted! : first
  const place = order.findIndex(({ criterion }) => criterion === chosen)
  const one = order[place]
  const choose = (criterion: string | null | undefined) => {
    if (!criterion) return
    setByHand(true)
    setWanted(criterion)
  }
  const step = (by: 1 | -1) => choose(order[Math.max(0, Math.min(order.length - 1, place + by))]?.criterion)
  const next = nextOpen(order, chosen)
  return (
    <div {...early}>
      <CompareHeadline answer={answer} />
      <div className={classes.two}>
        <div className={classes.main}>
          {one ? (
            <TalkCard one={one} answer={answer}>
              {comparison.may.settle ? (
                <AgreeForm
                  key={one.criterion}
                  {...{ one, answer, settling }}
                  takesFocus={isByHand}
                  isLast={next === null}
                  onDone={() => choose(next)}
                  onStep={step}
                />
              ) : (
                <EmployeeWord key={one.criterion} {...{ one, answer, settling }} onStep={step} />
              )}
            </TalkCard>
          ) : null}
          <CompareTable answer={answer} chosen={chosen} onChoose={choose} />
          <ConversationPart answer={answer} />
        </div>
        <CompareAside answer={answer} settling={settling} />
      </div>
    </div>
  )
}
