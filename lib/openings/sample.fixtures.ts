import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import profilesFile from '@/db/framework/profiles.json' with { type: 'json' }
import { daysIn } from './days'
import type { OpeningTerms, PersonFacts } from './facts'
import type { Aim } from './gain'

type Row = Record<string, string>
const read = (name: string): Row[] =>
  parse(readFileSync(new URL(`../../db/sample/${name}.csv`, import.meta.url)), { columns: true, bom: true })
const listed = (cell = '') => cell.split(';').filter(Boolean)

/** The twelve openings of the sample's file. */
export function readOpenings(): OpeningTerms[] {
  return read('opportunities').map((row) => {
    const span = { from: row.start_date!, to: row.end_date! }
    return {
      ...{ openingId: row.opportunity_id!, routeKey: row.route!, hostUnitId: row.host_unit_id! },
      ...{ supervisorId: row.sponsor_id!, location: row.location!, applyBy: row.apply_by! },
      ...{ earliestStart: span.from, latestEnd: span.to, isFixed: true, minDays: daysIn(span), maxDays: daysIn(span) },
      ...{ seats: Number(row.capacity), share: Math.round(Number(row.fte) * 100), paidBy: 'home', clearance: null },
      ...{ languages: [], status: 'published' },
      entry: listed(row.entry_requirements).map((part) => {
        const [criterion = '', level] = part.split('>=')
        return { criterion, level: Number(level) }
      }),
      criteria: listed(row.criteria_developed).map((criterion) => ({ criterion, exposure: 100 })),
    }
  })
}

/** The 48 people of the sample who are assessed, with the manager’s levels, as a file would give them; nobody was asked. */
export function readPeople(): { person: PersonFacts; aims: Aim[] }[] {
  const levels = new Map<string, Map<string, number | null>>()
  for (const row of read('ratings').filter(({ rater_type }) => rater_type === 'manager')) {
    const own = levels.get(row.employee_id!) ?? new Map<string, number | null>()
    levels.set(row.employee_id!, own.set(row.criterion!, row.status === 'rated' ? Number(row.level) * 1000 : null))
  }
  const everybody = read('people')
  return everybody
    .filter(({ assessed }) => assessed === 'yes')
    .map((row) => {
      const aims = profilesFile.profiles
        .find(({ key }) => key === row.target_profile)!
        .criteria.filter(({ target, weight }) => target > 0 && weight > 0)
      return {
        aims,
        person: {
          ...{ employeeId: row.employee_id!, unitId: row.unit_id!, location: row.location! },
          reportIds: everybody
            .filter(({ manager_id }) => manager_id === row.employee_id)
            .map((one) => one.employee_id!),
          levels: levels.get(row.employee_id!) ?? new Map(),
          targets: new Map(aims.map(({ criterion, target }) => [criterion, target])),
          ...{ inPostSince: row.hire_date!, standing: null, leave: [], wish: null, placements: [] },
        },
      }
    })
}
