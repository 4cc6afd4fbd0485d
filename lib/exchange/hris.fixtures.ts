/** Made-up people as two other systems export them: 30 who work there, 2 who left. */
type Worker = {
  id: string
  first: string
  last: string
  /** Id of the manager, '' at the top. */
  manager: string
  title: string
  department: string
  division: string
  hired: string
  hasLeft?: boolean
}

const list = `
00001|Ada|Quill||Chief Operating Officer|Board||2010-01-04
00002|Bela|Ostrow|00001|Director Delivery|Delivery|Delivery|2011-02-01
00003|Cleo|Marsh|00001|Director Finance|Finance|Corporate|2012-03-01
00004|Dov|Lindgren|00002|Head of PMO|PMO|Delivery|2013-04-02
00005|Eda|Núñez|00002|Head of Engineering|Engineering|Delivery|2014-05-01
00006|Finn|O'Hara|00003|Head of People|People|Corporate|2015-06-01
00040|Old|Leaver|00004|PMO Analyst|PMO|Delivery|2009-01-05|left
00041|Gone, Jr.|Retired|00003|Clerk|Archive|Corporate|1999-01-04|left`

const leads = ['00004', '00005', '00006']
const posts: Record<string, [title: string, department: string, division: string]> = {
  '00004': ['PMO Manager', 'PMO', 'Delivery'],
  '00005': ['Engineer', 'Engineering', 'Delivery'],
  '00006': ['Adviser', 'People', 'Corporate'],
}

export const workers: Worker[] = [
  ...list
    .trim()
    .split('\n')
    .map((line): Worker => {
      const [id, first, last, manager, title, department, division, hired, left] = line.split('|') as [
        string,
        ...string[],
      ]
      return {
        ...{ id, first: first!, last: last!, manager: manager!, title: title!, department: department! },
        ...{ division: division!, hired: hired!, hasLeft: left === 'left' },
      }
    }),
  ...Array.from({ length: 24 }, (_, at): Worker => {
    const manager = leads[at % leads.length]!
    const [title, department, division] = posts[manager]!
    const id = `001${String(at).padStart(2, '0')}`
    return {
      id,
      first: `Worker${at}`,
      last: 'Example',
      manager,
      title,
      department,
      division,
      hired: `2020-03-${at + 1}`,
    }
  }),
]

/** Managers last, so that order cannot help. */
const shuffled = [...workers].reverse()
const mail = (id: string) => {
  const { first, last } = workers.find((one) => one.id === id)!
  return `${first.replace(/\W/g, '')}.${last.replace(/\W/g, '')}@example.org`
}
const us = (day: string) => day.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1')

/** SAP SuccessFactors' user data file: two header rows, days as in America. */
export const sapTable = (): string[][] => [
  ...[
    ['STATUS', 'USERID', 'USERNAME', 'FIRSTNAME', 'LASTNAME', 'GENDER', 'EMAIL', 'MANAGER', 'HR', 'DEPARTMENT'],
    ['STATUS', 'User ID', 'Username', 'First Name', 'Last Name', 'Gender', 'Email', 'Manager', 'HR', 'Department'],
  ].map((row, at) => [
    ...row,
    ...[
      ['JOBCODE', 'DIVISION', 'LOCATION', 'TIMEZONE', 'HIREDATE', 'EMPID', 'TITLE'],
      ['Job Code', 'Division', 'Location', 'Time Zone', 'Hire Date', 'Employee Id', 'Title'],
    ][at]!,
  ]),
  ...shuffled.map(({ id, first, last, manager, title, department, division, hired, hasLeft }) => [
    ...[hasLeft ? 'inactive' : 'active', id, `${first}${last}`.toLowerCase(), first, last, 'N', mail(id)],
    ...[
      manager || 'NO_MANAGER',
      'NO_HR',
      department,
      `J${id}`,
      division,
      'Leeds',
      'Europe/London',
      us(hired),
      id,
      title,
    ],
  ]),
]

/** Lattice: no ids, managers by e-mail, blank at the top. */
export const latticeTable = (): string[][] => [
  ['Name', 'Email', 'Manager Email', 'Department', 'Title', 'Start Date', 'Status', 'Gender'],
  ...shuffled.map(({ id, first, last, manager, title, department, hired, hasLeft }) => [
    ...[
      `${first} ${last}`,
      mail(id),
      manager && mail(manager).toUpperCase(),
      department,
      title,
      hired.replace(/-(\d)$/, '-0$1'),
    ],
    ...[hasLeft ? 'Terminated' : 'Active', ''],
  ]),
]
