import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../paths.mjs'
import { mulberry } from '../random.mjs'

const routeKeys = ['secondment-operations', 'secondment-strategy-finance', 'pmo-rotation', 'resource-management-lead']
const header = [
  ...['opportunity_id', 'title', 'route', 'host_unit_id', 'sponsor_id', 'location', 'start_date', 'end_date'],
  ...['min_months', 'max_months', 'capacity', 'fte', 'entry_requirements', 'criteria_developed', 'status', 'paid_by'],
]
const dayMs = 86_400_000
const dayOf = (time) => new Date(time).toISOString().slice(0, 10)

/**
 * Writes so many places at the units of an invented organisation as a file for the import: four to eight months within a year
 * from a day on, startable in a stretch of two to eight weeks, one to three seats, open to about every third;
 * whoever answers for them all is at the top, where nobody is rated. Answers the seats'
 * months, for whoever sets a budget.
 */
export function writeOpenings(file, { count, units, from, seed }) {
  const random = mulberry(seed)
  const whole = (least, most) => least + Math.floor(random() * (most - least + 1))
  const pick = (list) => list[whole(0, list.length - 1)]
  const some = (list, many) => {
    const left = [...list]
    return Array.from({ length: Math.min(many, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0])
  }
  const { routes } = JSON.parse(readFileSync(inRoot('db', 'framework', 'routes.json'), 'utf8'))
  const offered = routes.filter(({ key }) => routeKeys.includes(key))
  const everything = [...new Set(offered.flatMap(({ gains }) => gains.map(({ criterion }) => criterion)))]
  let months = 0
  const rows = Array.from({ length: count }, (_, at) => {
    const [route, unit, stay, seats] = [pick(offered), whole(1, units - 1), whole(4, 8), pick([1, 1, 1, 2, 2, 3])]
    const flexibleDays = whole(2, 8) * 7
    const lastStart = Math.floor((365 - stay * 31 - flexibleDays) / 7)
    const start = Date.parse(from) + whole(0, lastStart) * 7 * dayMs
    months += stay * seats
    const develops = some(
      route.gains.filter(({ typical }) => typical > 0).map(({ criterion }) => criterion),
      whole(2, 5),
    )
    return [
      ...[`O${String(at).padStart(4, '0')}`, `Place ${at}`, route.key, String(unit).padStart(5, '0')],
      ...['000001', pick(['Leeds', 'Leeds', 'Rotterdam']), dayOf(start)],
      ...[dayOf(start + (stay * 31 + flexibleDays) * dayMs), stay, stay, seats, '1.0'],
      some(everything, whole(1, 2))
        .map((criterion) => `${criterion}>=${whole(1, 2)}`)
        .join(';'),
      ...[develops.map((criterion) => `${criterion}=${pick([50, 75, 100])}`).join(';'), 'open', 'home'],
    ]
  })
  writeFileSync(file, [header, ...rows].map((row) => `${row.join(',')}\n`).join(''))
  return months
}
