import { describe, expect, test } from 'vitest'
import { guessKind, isSure, suggestMapping } from './columns'
import { mappable, needsOf, pageKinds } from './mapping'
import { Mapping } from './mapping-shapes'

const people: [string, string][] = [
  // SAP's user data file, both header rows.
  ['USERID', 'employee_id'],
  ['User ID', 'employee_id'],
  ['EMPID', 'employee_id'],
  ['Employee Id', 'employee_id'],
  ['USERNAME', 'username'],
  ['EMAIL', 'email'],
  ['STATUS', 'status'],
  ['MANAGER', 'manager_id'],
  ['DEPARTMENT', 'department'],
  ['DIVISION', 'division'],
  ['TITLE', 'job_title'],
  ['LOCATION', 'location'],
  ['HIREDATE', 'hire_date'],
  ['Hire Date', 'hire_date'],
  // Lattice.
  ['Name', 'name'],
  ['Email', 'email'],
  ['Manager Email', 'manager_id'],
  ['Department', 'department'],
  ['Title', 'job_title'],
  ['Start Date', 'hire_date'],
  ['Status', 'status'],
  // SCIM.
  ['employeeNumber', 'employee_id'],
  ['userName', 'username'],
  ['displayName', 'name'],
  ['emails[primary]', 'email'],
  ['active', 'status'],
  ['manager.value', 'manager_id'],
  // Workday, BambooHR, Personio and others.
  ['Employee ID', 'employee_id'],
  ['Employee #', 'employee_id'],
  ['Employee Number', 'employee_id'],
  ['Personalnummer', 'employee_id'],
  ['Worker', 'name'],
  ['Full Name', 'name'],
  ['Legal Name', 'name'],
  ['Work Email', 'email'],
  ['E-Mail-Adresse', 'email'],
  ['Email - Primary Work', 'email'],
  ['Employment Status', 'status'],
  ['Worker Status', 'status'],
  ['Supervisor', 'manager_id'],
  ['Line Manager', 'manager_id'],
  ['Reports To', 'manager_id'],
  ['Reporting to', 'manager_id'],
  ['Vorgesetzter', 'manager_id'],
  ['Führungskraft', 'manager_id'],
  ['Supervisory Organization', 'department'],
  ['Abteilung', 'department'],
  ['Business Unit', 'division'],
  ['Geschäftsbereich', 'division'],
  ['Business Title', 'job_title'],
  ['Job Title', 'job_title'],
  ['Position', 'job_title'],
  ['Stellenbezeichnung', 'job_title'],
  ['Pay Grade', 'grade'],
  ['Job Level', 'grade'],
  ['Original Hire Date', 'hire_date'],
  ['Eintrittsdatum', 'hire_date'],
  ['Standort', 'location'],
  ['Work Location', 'location'],
  // Ours, however they are written.
  ['employee_id', 'employee_id'],
  ['\uFEFFemployee_id', 'employee_id'],
  ['Unit_ID', 'unit_id'],
  [' prior business months ', 'prior_business_months'],
  ['TARGET-PROFILE', 'target_profile'],
  ['assessed', 'assessed'],
  ['credentials', 'credentials'],
]

test.each(people)('%j heads %s', (header, column) => {
  expect(suggestMapping('people', [header]).columns[column]).toEqual({ header })
})

test('what nobody knows is left out', () => {
  expect(suggestMapping('people', ['Shoe size', 'GENDER', '', 'CUSTOM15']).columns).toEqual({})
})

test.each<[string, string[], unknown]>([
  ['first and last', ['FIRSTNAME', 'LASTNAME'], { headers: ['FIRSTNAME', 'LASTNAME'], join: ' ' }],
  ['a whole name wins', ['First name', 'Last name', 'Full name'], { header: 'Full name' }],
  ['ours before others', ['Worker', 'name'], { header: 'name' }],
  ['German', ['Nachname', 'Vorname'], { headers: ['Vorname', 'Nachname'], join: ' ' }],
])('a name: %s', (_, headers, source) => {
  expect(suggestMapping('people', headers).columns.name).toEqual(source)
})

test('without a column of its own, the title says who is assessed', () => {
  const { columns } = suggestMapping('people', ['EMPID', 'TITLE'])
  expect(columns.assessed).toEqual({ contains: { header: 'TITLE', text: 'PMO' } })
})

test.each<[string[], string | null]>([
  [['unit_id', 'name', 'parent_unit_id', 'kind'], 'units'],
  [['Department ID', 'Department Name', 'Parent Department'], 'units'],
  [['STATUS', 'USERID', 'FIRSTNAME', 'LASTNAME', 'MANAGER'], 'people'],
  [['Name', 'Email', 'Manager Email', 'Department', 'Title', 'Start Date', 'Status'], 'people'],
  [['employee_id', 'rater_id', 'rater_type', 'criterion', 'status', 'level', 'rated_on'], 'ratings'],
  [['Employee Number', 'Reviewer', 'Competency', 'Score'], 'ratings'],
  [['employee_id', 'role', 'unit_id'], null],
  [['a', 'b'], null],
  [[], null],
])('%j holds %s', (headers, kind) => {
  expect(guessKind(headers)).toBe(kind)
})

describe('what is needed', () => {
  const lattice = ['Name', 'Email', 'Manager Email', 'Department']
  test('an e-mail is enough where there is no id', () => {
    expect(needsOf('people', lattice, suggestMapping('people', lattice))).toEqual([])
  })
  test('a mapping for other headers is not', () => {
    expect(needsOf('people', ['Email'], suggestMapping('people', lattice))).toEqual([
      'name',
      'manager_id',
      'department',
    ])
  })
  test('columns that are none of ours are named', () => {
    const { columns } = suggestMapping('people', lattice)
    expect(needsOf('people', lattice, { columns: { ...columns, shoes: { header: 'Name' } } })).toEqual(['shoes'])
  })
  test.each(pageKinds)('%s: our own headers need nobody to look', (kind) => {
    const own = kind === 'people' ? ['username', 'department', 'division'] : []
    const headers = mappable[kind].map(({ name }) => name).filter((name) => !own.includes(name))
    const mapping = suggestMapping(kind, headers)
    expect(Mapping.parse(mapping)).toEqual(mapping)
    expect(isSure(kind, headers, mapping)).toBe(true)
    expect(isSure(kind, [...headers, 'Shoe size'], mapping)).toBe(false)
  })
})

test('what was remembered comes first, as far as its headers are there', () => {
  const headers = ['Name', 'Email', 'Boss', 'Manager Email']
  const remembered: Mapping = {
    columns: {
      name: { header: 'Name' },
      email: { header: 'Email' },
      manager_id: { header: 'Boss' },
      grade: { constant: 'A' },
    },
    dayOrder: 'day-first',
  }
  expect(suggestMapping('people', headers, remembered)).toEqual(remembered)
  const { columns, dayOrder } = suggestMapping('people', ['Name', 'Email', 'Manager Email'], remembered)
  expect([columns.manager_id, columns.grade, dayOrder]).toEqual([
    { header: 'Manager Email' },
    { constant: 'A' },
    'day-first',
  ])
})
