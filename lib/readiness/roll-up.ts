import { bands } from '@/db/values'
import type { Publishing } from './publishing'
import type { PersonRecord } from './record'

const INSUFFICIENT = bands.indexOf('insufficient')

/**
 * Counts per unit including its sub-units, in typed arrays: thousands of units × criteria × levels stay small. People are
 * added to their own unit; the lines that come out hold everybody below too.
 */
export class RollUp {
  private readonly places: Map<number, number>
  private readonly people: Int32Array
  private readonly counts: Int32Array
  private readonly milliSums: Float64Array
  private readonly ageDays: Float64Array
  private readonly bandCounts: Int32Array
  private readonly provisional: Int32Array
  private isSummed = false

  constructor(private readonly publishing: Pick<Publishing, 'units' | 'criteria' | 'levels' | 'profiles'>) {
    const { units, criteria, levels, profiles } = publishing
    this.places = new Map(units.map(({ id }, place) => [id, place]))
    this.people = new Int32Array(units.length)
    this.counts = new Int32Array(units.length * criteria.length * levels)
    this.milliSums = new Float64Array(units.length * criteria.length * levels)
    this.ageDays = new Float64Array(units.length * criteria.length)
    this.bandCounts = new Int32Array(units.length * profiles.length * bands.length)
    this.provisional = new Int32Array(units.length * profiles.length)
  }

  add(unitId: number, { milli, ageDays, bandCodes, isProvisional }: PersonRecord): void {
    const { criteria, levels, profiles } = this.publishing
    const unit = this.places.get(unitId)!
    this.people[unit]! += 1
    milli.forEach((level, criterion) => {
      if (level === null) return
      const cell = unit * criteria.length + criterion
      const bar = cell * levels + Math.floor(level / 1000)
      this.counts[bar]! += 1
      this.milliSums[bar]! += level
      this.ageDays[cell]! += ageDays[criterion]!
    })
    bandCodes.forEach((code, profile) => {
      const cell = unit * profiles.length + profile
      this.bandCounts[cell * bands.length + code]! += 1
      if (code !== INSUFFICIENT && isProvisional[profile]) this.provisional[cell]! += 1
    })
  }

  /** COPY lines: unit, criterion, people, assessed, counts, milli sums, age in days. */
  *cellLines(): Generator<string> {
    this.sum()
    const { units, criteria, levels } = this.publishing
    for (const [unit, { id }] of units.entries())
      for (const [criterion, criterionId] of criteria.entries()) {
        const cell = unit * criteria.length + criterion
        const counts = this.counts.subarray(cell * levels, (cell + 1) * levels)
        const sums = this.milliSums.subarray(cell * levels, (cell + 1) * levels)
        const assessed = counts.reduce((sum, count) => sum + count, 0)
        yield `${id}\t${criterionId}\t${this.people[unit]}\t${assessed}\t{${counts}}\t{${sums}}\t${this.ageDays[cell]}\n`
      }
  }

  /** COPY lines: unit, profile, people by band code, provisional among those with a band. */
  *bandLines(): Generator<string> {
    this.sum()
    const { units, profiles } = this.publishing
    for (const [unit, { id }] of units.entries())
      for (const [profile, { id: profileId }] of profiles.entries()) {
        const cell = unit * profiles.length + profile
        const counts = this.bandCounts.subarray(cell * bands.length, (cell + 1) * bands.length)
        yield `${id}\t${profileId}\t{${counts}}\t${this.provisional[cell]}\n`
      }
  }

  /** Each unit into its parent, the deepest first. */
  private sum(): void {
    if (this.isSummed) return
    this.isSummed = true
    const { units } = this.publishing
    const parents = units.map(({ parentId }) => (parentId === null ? -1 : this.places.get(parentId)!))
    const depthOf = (place: number): number => (parents[place]! < 0 ? 0 : 1 + depthOf(parents[place]!))
    const depths = units.map((_, place) => depthOf(place))
    const deepestFirst = units.map((_, place) => place).sort((a, b) => depths[b]! - depths[a]!)
    for (const place of deepestFirst) {
      const parent = parents[place]!
      if (parent < 0) continue
      for (const table of [this.people, this.counts, this.milliSums, this.ageDays, this.bandCounts, this.provisional]) {
        const width = table.length / units.length
        for (let at = 0; at < width; at++) table[parent * width + at]! += table[place * width + at]!
      }
    }
  }
}
