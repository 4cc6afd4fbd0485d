'use client'
import { useUrlState } from '../ui/use-url-state'
import { readAddress, type Voice } from './address'
import { ReadinessScreen } from './readiness-screen'
import { NoResults, NotAssessed, NothingRated, ReadinessProblem, ReadinessSkeleton } from './readiness-states'
import { usePersonReadiness } from './use-person-readiness'

/** Where one person stands for a role, in points: on their own page (`you`) or on the page about them (`they`). */
export function ReadinessView({ employeeId, voice }: { employeeId: string; voice: Voice }) {
  const url = useUrlState()
  const address = readAddress(url.get)
  const person = usePersonReadiness(employeeId, voice, address)
  const { answer, failed, name, isAssessed, published } = person
  const hasPoints = answer !== null && answer.readiness.points !== null
  if (isAssessed === false && !hasPoints && (answer || failed || published?.length === 0))
    return <NotAssessed voice={voice} name={name} />
  if (published?.length === 0) return <NoResults voice={voice} />
  if (failed && !answer)
    return <ReadinessProblem voice={voice} failed={failed} onReset={() => url.set({ profile: null, cycle: null })} />
  if (!answer) return <ReadinessSkeleton voice={voice} />
  if (!hasPoints) return <NothingRated voice={voice} name={name} answer={answer} onChange={url.set} />
  return (
    <ReadinessScreen
      told={{ answer, voice, name }}
      by={address.by}
      isUpdating={person.isUpdating}
      failed={failed}
      onChange={url.set}
    />
  )
}
