import type { Route } from 'next'

/** The address of a plan by its key. */
export const scenarioPath = (scenarioId: string) => `/planner/${encodeURIComponent(scenarioId)}` as Route
