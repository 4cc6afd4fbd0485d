import { isDay } from './day'
import { fileFormats } from './files'
import type { PageKind } from './mapping'
import { plain } from './plain'

type Order = 'day-first' | 'month-first' | undefined
type Convert = (cell: string, order: Order) => string

const monthNames = [
  ...[
    'jan january januar',
    'feb february februar',
    'mar march marz mrz maerz',
    'apr april',
    'may mai',
    'jun june juni',
  ],
  ...['jul july juli', 'aug august', 'sep sept september', 'oct october okt oktober', 'nov november'],
  'dec december dez dezember',
]
const months = new Map(
  monthNames.flatMap((names, at) => names.split(' ').map((name): [string, number] => [name, at + 1])),
)

const written = (year: string | number, month: string | number, day: string | number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/**
 * A day in the spellings that can only be one day, and 03/04/2026 when the order is told, as YYYY-MM-DD. Everything else stays
 * as it is, so that the check can show it.
 */
export function toDay(cell: string, order: Order): string {
  const text = cell.replace(/[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d\d:?\d\d)?$/i, '')
  const day = readDay(text, order)
  return day !== undefined && isDay(day) ? day : text
}

function readDay(text: string, order: Order): string | undefined {
  let found = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (found && (found[2] !== '' || text.length === 8)) return written(found[1]!, found[3]!, found[4]!)
  found = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  if (found) return written(found[3]!, found[2]!, found[1]!)
  found = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (found) return fromPair(Number(found[1]), Number(found[3]), found[4]!, order)
  found = /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -]*(?:of )?([\p{L}]+)\.?,?[ -]*(\d{4})$/u.exec(text)
  if (found) return named(found[3]!, found[2]!, found[1]!)
  found = /^([\p{L}]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(text)
  if (found) return named(found[3]!, found[1]!, found[2]!)
  // A day as spreadsheets count, where the cell lost its look: 1954 to 2119.
  if (/^[2-7]\d{4}$/.test(text)) return new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10)
  return undefined
}

function named(year: string, name: string, day: string): string | undefined {
  const month = months.get(plain(name))
  return month === undefined ? undefined : written(year, month, day)
}

function fromPair(first: number, second: number, year: string, order: Order): string | undefined {
  if (first === second) return written(year, first, second)
  if (order === 'day-first' || (!order && first > 12)) return written(year, second, first)
  return order === 'month-first' || (!order && second > 12) ? written(year, first, second) : undefined
}

/** One of ours by its spellings; what is none of them stays. */
function wordsOf(table: Record<string, string>): Convert {
  const words = new Map(
    Object.entries(table).flatMap(([ours, others]) =>
      [ours, ...others.split(',')].map((other): [string, string] => [plain(other), ours]),
    ),
  )
  return (cell) => words.get(plain(cell)) ?? cell
}

const state = wordsOf({
  active:
    'a,true,yes,y,1,aktiv,employed,current,hired,on leave,leave,paid leave,unpaid leave,parental leave,suspended,u,p,f,furlough,dormant',
  inactive:
    'terminated,t,i,false,no,n,0,inaktiv,left,leaver,former,separated,retired,r,resigned,disabled,deactivated,ausgetreten',
})
const yesOrNo = wordsOf({ yes: 'y,true,1,x,ja,j', no: 'n,false,0,nein' })
const raterType = wordsOf({
  self: 'self assessment,own,employee,selbst',
  manager: 'line manager,direct manager,supervisor,boss,führungskraft,vorgesetzter',
  peer: 'colleague,co-worker,kollege,kollegin',
})
const answer = wordsOf({ rated: 'done,complete,completed,submitted', 'not-observed': 'not observed,n/o,not seen' })
const whole: Convert = (cell) => cell.replace(/^(\d+)[.,]0+$/, '$1')
const criterion: Convert = (cell) => (/^[a-z0-9-]+$/.test(cell) ? cell : slug(cell) || cell)

const openingState = wordsOf({
  draft: 'new,in preparation,entwurf',
  open: 'published,posted,active,applied,offen,ausgeschrieben',
  filled: 'staffed,in progress,ongoing,besetzt',
  closed: 'cancelled,canceled,completed,expired,unposted,geschlossen',
})
const payer = wordsOf({
  home: 'home unit',
  host: 'host unit,receiving unit',
  shared: 'split',
  central: 'corporate,group',
})

const special: Record<string, Convert> = {
  ...{ 'people.status': state, 'people.assessed': yesOrNo, 'ratings.rater_type': raterType },
  ...{ 'ratings.status': answer, 'ratings.criterion': criterion },
  ...{ 'openings.status': openingState, 'openings.paid_by': payer, 'openings.fte': (cell) => cell },
}

/** How the cells of a column become ours. */
export function converter(kind: PageKind, column: string): Convert {
  const own = special[`${kind}.${column}`]
  if (own) return own
  const type = fileFormats[kind].columns.find(({ name }) => name === column)?.type
  if (type === 'date') return toDay
  if (type === 'int' || type === 'smallint') return whole
  return (cell) => cell
}

/** A name as a key: `Sales & Marketing` → `sales-marketing`; empty when no Latin letter is in it. */
export const slug = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
