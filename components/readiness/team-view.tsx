'use client'
import { WaitingOnMe } from '../agreements/waiting-on-me'
import { useMe } from '../ui/can'
import { useUrlState } from '../ui/use-url-state'
import { readTeamAddress, usualTeam } from './team-address'
import { TeamScreen } from './team-screen'
import { NobodyAssessed, NoTeamResults, TeamProblem, TeamRefused, TeamSkeleton } from './team-states'
import { useTeam } from './use-team'

/** /team: people × criteria, what blocks each, and what rests on one person. */
export function TeamView() {
  return useMe().permissions.includes('team.read') ? <Permitted /> : <TeamRefused />
}

function Permitted() {
  const url = useUrlState()
  const address = readTeamAddress(url.get)
  const { answer, failed, published, isUpdating, more } = useTeam(address)
  if (published?.length === 0)
    return (
      <>
        <NoTeamResults />
        <WaitingOnMe />
      </>
    )
  if (failed && !answer) return <TeamProblem failed={failed} onReset={() => url.set(usualTeam)} />
  if (!answer) return <TeamSkeleton />
  if (answer.members.length === 0)
    return (
      <>
        <NobodyAssessed who={address.who} onShowAll={() => url.set({ ...usualTeam, who: 'all' })} />
        <WaitingOnMe />
      </>
    )
  return (
    <TeamScreen
      answer={answer}
      address={address}
      isUpdating={isUpdating}
      failed={failed}
      more={more}
      onChange={url.set}
    />
  )
}
