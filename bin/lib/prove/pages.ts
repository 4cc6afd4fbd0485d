import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type Caller, callers, isMember, sees } from '../../../lib/api/matrix-callers'
import { cookieFor, isKnown, type Name } from '../../../lib/api/matrix-cells'
import { cast, employeeIdOf, importId, type Member } from '../../../lib/api/matrix-organisation'
import { rows } from '../../../lib/api/matrix-rows'
import { answersForPlace } from './rounds'

const members = Object.keys(cast) as Member[]
/** What a page's parameter stands for, one after the other, beside what the rounds brought about. */
const planted: Record<string, string[]> = {
  employeeId: (['employee', 'manager', 'other', 'leaver'] as const).map(employeeIdOf),
  id: [importId],
}
/** Pages that show more by their address. */
const views = [
  ...['/organisation?unit=A', '/privacy?view=erase', '/privacy?view=retention'],
  ...['/secondments?view=list'],
]

/** The address of every page behind the sign-in, from the folders that make them and what their parameters stand for. */
export function listPages(root: string, rounds: Record<string, string[]>): string[] {
  const parameters: Record<string, string[]> = { ...planted, ...rounds }
  const folder = path.join(root, 'app', '(work)')
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)page\.tsx$/.test(file),
  )
  const pages = found.flatMap((file) =>
    path
      .dirname(`/${file}`)
      .split('/')
      .reduce<string[]>(
        (starts, part) => {
          const name = /^\[(\w+)\]$/.exec(part)?.[1]
          const fillings = name ? parameters[name] : [part]
          if (!fillings) throw new Error(`Say in bin/lib/prove/pages.ts what ${part} of ${file} stands for.`)
          return starts.flatMap((start) =>
            fillings.map((filling) => (part ? `${start}/${encodeURIComponent(filling)}` : start)),
          )
        },
        [''],
      ),
  )
  return [...pages.map((page) => page || '/'), ...views].sort()
}

/** Whom a caller may find named on a page: people in sight with their managers, who answers for a place, and who sees the caller. */
function nameable(caller: Caller, page: string): Set<Member> {
  const seen = sees[caller]
  const own = caller === 'anonymous' || caller === 'administrator' ? undefined : isMember[caller]
  const managers = members.filter((member) => seen.some((one) => cast[one].manager === cast[member].id))
  const watching = callers.filter((one) => own && sees[one].includes(own) && one !== 'administrator')
  const watchers = watching.map((one) => isMember[one as keyof typeof isMember])
  const places: Member[] = /^\/(openings|me|secondments|planner)/.test(page) ? [answersForPlace] : []
  // A placement's history says who proposed it, to all who see the person.
  if (page.startsWith('/secondments/') && seen.includes('employee')) places.push('hr')
  return new Set([...seen, ...managers, ...places, ...(page.startsWith('/privacy') ? watchers : [])])
}

export interface Shown {
  names: Member[]
  data: Name[]
  faults: string[]
}

/** Asks for a page as a caller, without following where it leads, and judges what came: whom it names, whose data it holds. */
export async function lookAt(home: string, page: string, caller: Caller): Promise<Shown> {
  const response = await fetch(home + page, { redirect: 'manual', headers: await cookieFor(caller) })
  const text = await response.text()
  const names = members.filter((member) => new RegExp(`Name of ${member}\\b`).test(text))
  // What a page brings along is named by the procedure that answered it.
  const data = [...text.matchAll(/\\"queryKey\\":\[\[\\"(\w+)\\",\\"(\w+)\\"\]/g)].map(
    ([, noun, verb]) => `${noun}.${verb}` as Name,
  )
  const where = `${page} for ${caller}`
  const faults: string[] = []
  if (!isKnown(caller)) {
    // With proxy.ts there, the way back would be the page asked for.
    const answer = `${response.status} ${response.headers.get('location')}`
    if (answer !== '307 /sign-in?to=%2F') faults.push(`${where}: ${answer}`)
    if (data.length > 0) faults.push(`${where}: data of ${data}`)
  } else if (response.status !== 200) faults.push(`${where}: ${response.status}`)
  const allowed = isKnown(caller) ? nameable(caller, page) : new Set<Member>()
  for (const name of names) if (!allowed.has(name)) faults.push(`${where}: names ${name}`)
  for (const name of data) if (!rows[name]?.may.includes(caller)) faults.push(`${where}: data of ${name}`)
  return { names, data, faults }
}
