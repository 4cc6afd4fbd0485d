'use client'
import { useMe } from '../ui/can'
import { useUrlState } from '../ui/use-url-state'
import { MapScreen } from './map-screen'
import { MapSkeleton } from './map-skeleton'
import { MapProblem, NoResults, Refused } from './map-states'
import { everything, readView } from './map-view'
import { useOrganisation } from './use-organisation'

/** /organisation: where the gaps are, by unit and criterion. */
export function OrganisationView() {
  return useMe().permissions.includes('gapMap.read') ? <Permitted /> : <Refused />
}

function Permitted() {
  const url = useUrlState()
  const view = readView(url.get)
  const organisation = useOrganisation(view)
  const { map, failed, cycles } = organisation
  if (cycles?.length === 0) return <NoResults />
  const isLost = view.area !== undefined && map?.tops.length === 0
  if (failed && (!map || isLost)) return <MapProblem failed={failed} onShowAll={() => url.set(everything)} />
  if (!map || map.isLoadingArea) return <MapSkeleton />
  return <MapScreen view={view} url={url} organisation={organisation} map={map} />
}
