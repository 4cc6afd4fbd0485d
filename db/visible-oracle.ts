/** Days as plain numbers; `to` is exclusive, null is open. */
export type Span = { from: number; to: number | null }
type Line = Span & { person: number; manager: number }
type Membership = Span & { person: number; unit: number }
type Grant = Span & { person: number; role: 'hr' | 'director'; unit: number | null; confirmed: boolean }
type StandIn = Span & { manager: number; deputy: number }
type Assigned = { person: number; rater: number | null; isActive: boolean }
type Person = Span & { id: number; disabled: boolean }

/** An organisation as parent pointers and dates, and by them who may see whom: the reckoning the database is held against. */
export class Oracle {
  today = 0
  head: number | null = null
  people: Person[] = []
  lines: Line[] = []
  memberships: Membership[] = []
  grants: Grant[] = []
  deputies: StandIn[] = []
  /** Whom HR has rate whom in the one cycle, which shows people to their raters while it runs. */
  assigned: Assigned[] = []
  cycleRuns = true
  /** unit → its parent. */
  units = new Map<number, number | null>()

  holdsOn(span: Span, day = this.today) {
    return span.from <= day && (span.to === null || day < span.to)
  }

  isEmployed(id: number, day = this.today) {
    return this.people.some((person) => person.id === id && this.holdsOn(person, day))
  }

  mayAct(id: number) {
    return this.people.some((person) => person.id === id && !person.disabled && this.holdsOn(person))
  }

  /** The manager of the day, of two people employed that day. */
  managerOf(id: number): number | null {
    if (!this.isEmployed(id)) return null
    const line = this.lines.find((candidate) => candidate.person === id && this.holdsOn(candidate))
    return line && this.isEmployed(line.manager) ? line.manager : null
  }

  isAbove(ancestor: number, id: number) {
    let at: number | null = id
    while (at !== null && at !== ancestor) at = this.managerOf(at)
    return at === ancestor
  }

  /** Every ancestor, descendant and depth of today. */
  closure(): string[] {
    return this.people.flatMap(({ id }) => {
      if (!this.isEmployed(id)) return []
      const rows: string[] = []
      let depth = 0
      for (let at: number | null = id; at !== null; at = this.managerOf(at)) rows.push(`${at} ${id} ${depth++}`)
      return rows
    })
  }

  private inForce(viewer: number, role: Grant['role']) {
    if (!this.mayAct(viewer)) return []
    return this.grants.filter((grant) => {
      return grant.person === viewer && grant.role === role && grant.confirmed && this.holdsOn(grant)
    })
  }

  private isUnder(unit: number, above: number) {
    let at: number | null | undefined = unit
    while (at != null && at !== above) at = this.units.get(at)
    return at === above
  }

  grantedUnits(viewer: number): number[] {
    const roots = this.inForce(viewer, 'director').map((grant) => grant.unit ?? -1)
    return [...this.units.keys()].filter((unit) => roots.some((root) => this.isUnder(unit, root)))
  }

  holds(viewer: number, what: 'hr' | 'all') {
    if (what === 'hr') return this.inForce(viewer, 'hr').length > 0
    const isRoot = (unit: number | null) => unit !== null && this.units.get(unit) === null
    return this.mayAct(viewer) && (viewer === this.head || this.inForce(viewer, 'director').some((g) => isRoot(g.unit)))
  }

  visible(viewer: number): number[] {
    if (!this.mayAct(viewer)) return []
    const units = this.grantedUnits(viewer)
    const members = this.memberships.filter((m) => this.holdsOn(m) && units.includes(m.unit)).map((m) => m.person)
    const below = this.people.map(({ id }) => id).filter((id) => this.isEmployed(id) && this.isAbove(viewer, id))
    return [...new Set([...below, ...members, ...this.rated(viewer)])].sort((a, b) => a - b)
  }

  /** Reports of managers whom the viewer stands in for today, and people assigned to them. */
  private rated(viewer: number): number[] {
    const managers = this.deputies.filter((one) => one.deputy === viewer && this.holdsOn(one)).map((one) => one.manager)
    const reports = this.people
      .map(({ id }) => id)
      .filter((id) => id !== viewer && managers.includes(this.managerOf(id) ?? -1))
    const given = this.cycleRuns ? this.assigned.filter((one) => one.rater === viewer && one.isActive) : []
    return [...reports, ...given.map(({ person }) => person)]
  }

  /** Whether these lines, together, put someone above themselves on any day. */
  hasLoop(lines: Line[]) {
    const days = new Set(lines.map((line) => line.from))
    return [...days].some((day) => {
      const up = new Map(lines.filter((line) => this.holdsOn(line, day)).map((line) => [line.person, line.manager]))
      return [...up.keys()].some((start) => {
        let at = up.get(start)
        for (let step = 0; at !== undefined && step <= up.size; step += 1) {
          if (at === start) return true
          at = up.get(at)
        }
        return false
      })
    })
  }

  /** The lines with this person under that manager from a day on; what was planned for later is replaced. */
  linesAfterMove(person: number, manager: number | null, day: number): Line[] {
    const kept = this.lines.flatMap((line) => {
      if (line.person !== person) return [line]
      if (line.from >= day) return []
      return [{ ...line, to: line.to === null ? day : Math.min(line.to, day) }]
    })
    return manager === null ? kept : [...kept, { person, manager, from: day, to: null }]
  }
}
