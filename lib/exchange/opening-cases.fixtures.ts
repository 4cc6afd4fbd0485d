import type { Tables } from './files.fixtures'
import { type Case, type Found, put } from './problem-cases.fixtures'

/** A file of two openings: one open and whole, one a draft with the least that a row may hold. */
export const openingTable = (): string[][] => [
  [
    ...['opportunity_id', 'title', 'route', 'host_unit_id', 'sponsor_id', 'location', 'start_date', 'end_date'],
    ...[
      'min_months',
      'max_months',
      'capacity',
      'fte',
      'entry_requirements',
      'criteria_developed',
      'apply_by',
      'status',
    ],
    ...['paid_by', 'notes'],
  ],
  [
    ...[
      'P1',
      'Depot lead',
      'secondment-operations',
      'B',
      '003',
      'Leeds',
      '2027-02-01',
      '2027-10-29',
      '',
      '',
      '2',
      '1.0',
    ],
    ...['leading-others>=3;managerial-style>=2', 'business-role-experience;business-model=50', '2027-01-08', 'open'],
    ...['host', 'Early shifts.'],
  ],
  [
    ...['P2', 'Bid desk', 'mentoring-coaching', 'A', '', '', '2027-03-01', '2027-12-31', '3', '6', '', '60%'],
    ...['', '', '', '', '', ''],
  ],
]

const spoilt = (name: string, column: string, value: string, found: Found[], row = 2): Case => ({
  name: `openings: ${name}`,
  found,
  spoil: (tables) => {
    const openings = openingTable()
    put(openings, row, column, value)
    Object.assign(tables satisfies Tables, { openings })
  },
})
const one = (kind: Found[0], says?: string, row = 2): Found[] => [[kind, 'openings', row, says]]

export const openingCases: Case[] = [
  spoilt('a share of more than all', 'fte', '140 %', one('not-a-share', '140')),
  spoilt('no levels to bring', 'entry_requirements', 'leading-others>3', one('not-an-entry', 'leading-others')),
  spoilt('the same level twice', 'entry_requirements', 'a>=1;a>=2', one('not-an-entry')),
  spoilt('more exposure than all', 'criteria_developed', 'business-model=140', one('not-developed', '140')),
  spoilt('a state of its own', 'status', 'maybe', one('not-an-opening-status', 'maybe')),
  spoilt('somebody else who pays', 'paid_by', 'lottery', one('not-a-payer', 'lottery')),
  spoilt('no place at all', 'capacity', '0', one('not-so-many')),
  spoilt('a number of places that is none', 'capacity', 'two', one('not-so-many', 'two')),
  spoilt('a route that is not there', 'route', 'teleport', one('unknown-route', 'teleport')),
  spoilt('a unit that is not there', 'host_unit_id', 'Z', one('unknown-unit', 'Z')),
  spoilt('a sponsor who is not there', 'sponsor_id', '999', one('unknown-person', '999')),
  spoilt('a criterion that is not there', 'criteria_developed', 'juggling', one('unknown-criterion', 'juggling')),
  spoilt('a last day before the first', 'end_date', '2027-01-01', one('ends-before', '2027-01-01')),
  spoilt('a stay longer than the window', 'min_months', '24', one('stay-too-long', '306', 3), 3),
  spoilt('applying once it has begun', 'apply_by', '2027-03-01', one('apply-too-late', '2027-03-01')),
  spoilt('open without a sponsor', 'sponsor_id', '', one('opening-unready')),
  spoilt('open without anything developed', 'criteria_developed', '', one('opening-unready')),
  spoilt('the same key twice', 'opportunity_id', 'P1', one('repeated', 'row 2', 3), 3),
]
