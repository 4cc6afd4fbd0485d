import { grantRoles, openingPayers, raterTypes, ratingAnswers } from '@/db/values'
import { isAmbiguousDay, isDay } from './day'
import { readDeveloped, readEntry, readShare, readState } from './opening-cells'
import type { ProblemKind } from './problems'

export const fileKinds = ['units', 'people', 'ratings', 'openings', 'grants'] as const
export type FileKind = (typeof fileKinds)[number]

/** Cell → value as PostgreSQL reads it, undefined when the cell is wrong. Empty cells never get here. */
type Read = (cell: string) => string | undefined

export type Column = {
  name: string
  /** Type in the staging table. */
  type: string
  /** The file must have the column; `filled`: and something in every row. */
  needed?: boolean
  filled?: boolean
  read?: Read
  wrong?: ProblemKind | ((cell: string) => ProblemKind)
  /** Characters in a cell, `longestText` when left out. */
  longest?: number
}

/** As the API has them: names and titles, and what is looked up by. */
export const longestText = 200
const longestKey = 64

export type FileFormat = {
  columns: readonly Column[]
  /** What a row's cells must agree on, by place of column. */
  agree?: (cells: readonly (string | null)[]) => { column: string; kind: ProblemKind; value: string | null } | undefined
}

const text = (name: string): Column => ({ name, type: 'text' })
const filled = (name: string): Column => ({ name, type: 'text', needed: true, filled: true })
const key = (name: string): Column => ({ ...filled(name), longest: longestKey })
const reference = (name: string): Column => ({ ...text(name), longest: longestKey })
const oneOf = (name: string, values: readonly string[], wrong: ProblemKind): Column => ({
  ...filled(name),
  read: (cell) => (values.includes(cell) ? cell : undefined),
  wrong,
})
const day = (name: string): Column => ({
  name,
  type: 'date',
  read: (cell) => (isDay(cell) ? cell : undefined),
  wrong: (cell) => (isAmbiguousDay(cell) ? 'ambiguous-day' : 'not-a-day'),
})
const months = (name: string): Column => ({
  name,
  type: 'int',
  read: (cell) => (/^\d{1,4}$/.test(cell) ? cell : undefined),
  wrong: 'not-a-number',
})

const yesOrNo = new Map([
  ['yes', 'true'],
  ['no', 'false'],
])

/** Semicolons separate; a PostgreSQL array comes out. */
function listLiteral(cell: string): string {
  const items = cell.split(';').map((item) => item.trim())
  return `{${items
    .filter(Boolean)
    .map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`)
    .join(',')}}`
}

/** Our files as the sample has them. What a column that is not `needed` holds stays as it is when the file lacks it. */
export const fileFormats: Record<FileKind, FileFormat> = {
  units: {
    columns: [key('unit_id'), filled('name'), { ...reference('parent_unit_id'), needed: true }, text('kind')],
  },
  people: {
    columns: [
      key('employee_id'),
      filled('name'),
      {
        ...{ ...text('email'), longest: 254, wrong: 'not-an-email' },
        read: (cell) => (/^[^\s@]+@[^\s@]+$/.test(cell) ? cell : undefined),
      },
      key('unit_id'),
      { ...reference('manager_id'), needed: true },
      text('job_title'),
      text('grade'),
      text('location'),
      day('hire_date'),
      text('pmo_type'),
      months('prior_business_months'),
      months('prior_delivery_months'),
      months('prior_portfolio_months'),
      {
        ...filled('assessed'),
        type: 'boolean',
        read: (cell) => yesOrNo.get(cell.toLowerCase()),
        wrong: 'not-yes-or-no',
      },
      reference('target_profile'),
      {
        ...text('status'),
        read: (cell) => (cell === 'active' || cell === 'inactive' ? cell : undefined),
        wrong: 'not-a-state',
      },
      { ...text('credentials'), type: 'text[]', read: listLiteral, longest: 1_000 },
      day('leave_from'),
      day('leave_to'),
    ],
    agree: (cells) => {
      const [from, to] = cells.slice(-2)
      return to && from !== null && (!from || to < from)
        ? { column: 'leave_to', kind: 'leave-without-start', value: to }
        : undefined
    },
  },
  ratings: {
    columns: [
      { ...text('cycle'), longest: 100 },
      key('employee_id'),
      key('rater_id'),
      oneOf('rater_type', raterTypes, 'not-a-rater-type'),
      key('criterion'),
      oneOf('status', ratingAnswers, 'not-a-status'),
      {
        name: 'level',
        type: 'smallint',
        needed: true,
        read: (cell) => (/^\d{1,2}$/.test(cell) ? cell : undefined),
        wrong: 'not-a-level',
      },
      { ...day('rated_on'), needed: true, filled: true },
    ],
    agree: (cells) => {
      const [, , , , , status, level] = cells
      if (status === 'rated' && level === '') return { column: 'level', kind: 'level-missing', value: null }
      if (status === 'not-observed' && level) return { column: 'level', kind: 'level-unasked', value: level }
      return undefined
    },
  },
  openings: {
    columns: [
      key('opportunity_id'),
      filled('title'),
      key('route'),
      key('host_unit_id'),
      reference('sponsor_id'),
      reference('supervisor_id'),
      text('location'),
      { ...day('start_date'), needed: true, filled: true },
      { ...day('end_date'), needed: true, filled: true },
      months('min_months'),
      months('max_months'),
      { ...months('capacity'), wrong: 'not-so-many' },
      { name: 'fte', type: 'smallint', read: readShare, wrong: 'not-a-share' },
      { name: 'entry_requirements', type: 'jsonb', read: readEntry, wrong: 'not-an-entry', longest: 1_000 },
      { name: 'criteria_developed', type: 'jsonb', read: readDeveloped, wrong: 'not-developed', longest: 1_000 },
      day('apply_by'),
      { ...text('status'), read: readState, wrong: 'not-an-opening-status' },
      {
        ...text('paid_by'),
        read: (cell) => openingPayers.find((one) => one === cell.toLowerCase()),
        wrong: 'not-a-payer',
      },
      text('clearance'),
      { ...text('languages'), type: 'text[]', read: listLiteral },
      { ...text('notes'), longest: 4_000 },
    ],
  },
  grants: {
    columns: [key('employee_id'), oneOf('role', grantRoles, 'not-a-role'), { ...reference('unit_id'), needed: true }],
    agree: (cells) => {
      const [, role, unit] = cells
      const needsUnit = role === 'director' || role === 'viewer'
      if (!role || needsUnit === (unit !== '')) return undefined
      return { column: 'unit_id', kind: needsUnit ? 'unit-needed' : 'unit-unasked', value: role }
    },
  },
}
