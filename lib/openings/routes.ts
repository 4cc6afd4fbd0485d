import file from '@/db/framework/routes.json' with { type: 'json' }
import type { RouteGains } from './gain'

/** A way to develop: secondments, assignments, mentoring. Durations in months, gains in levels, by expert judgement. */
export type Route = RouteGains & { name: string; kind: string; minMonths: number; maxMonths: number }

/** The routes that come with the product, by key. */
export const routes: ReadonlyMap<string, Route> = new Map(
  file.routes.map(({ key, name, kind, durationMonths: { min, typical, max }, gains }) => [
    key,
    {
      ...{ key, name, kind, minMonths: min, typicalMonths: typical, maxMonths: max },
      gains: gains.map(({ criterion, typical: gain, ceiling }) => ({ criterion, typical: gain, ceiling })),
    },
  ]),
)
