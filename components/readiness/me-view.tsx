'use client'
import { useMe } from '../ui/can'
import { NoPage } from './readiness-states'
import { ReadinessView } from './readiness-view'

/** /me: the viewer's own readiness. */
export function MeView() {
  const { employeeId, permissions } = useMe()
  if (!permissions.includes('readiness.read')) return <NoPage reason={employeeId === null ? 'noPost' : 'refused'} />
  return employeeId === null ? <NoPage reason="noPost" /> : <ReadinessView employeeId={employeeId} voice="you" />
}
