import { build } from './build.mjs'
import { openLine } from './line.mjs'
import { cycle, openSessions, plantForms } from './own-forms.mjs'
import { pause } from './processes.mjs'
import { step } from './progress.mjs'
import { openHouse, withClient } from './prove-crash-house.mjs'
import { openForm } from './prove-crash-writers.mjs'
import { mulberry } from './random.mjs'

const people = ['keep1', 'keep2', 'keep3', 'keep4']
const hasty = ['hasty1', 'hasty2']
const say = (line) => process.stdout.write(`${line}\n`)

const stored = `select p.employee_id as who, k.key as criterion, a.comment, a.version from answer a
  join assessment f on f.id = a.assessment_id join cycle c on c.id = f.cycle_id join criterion k on k.id = a.criterion_id
  join person p on p.id = f.subject_id where c.name = $1`

/** Eager: COMMIT is answered before it is kept. As of now, and for as long as the house stands. */
const eager = ["alter system set synchronous_commit = 'off'", "alter system set wal_writer_delay = '10000ms'"]

/**
 * People fill in their forms while the line is cut, the pages are killed or the database is, at random, and some of them
 * close the page at that very moment. What was acknowledged is there, and in the end so is every word. Two controls must be
 * found out: people to whom an answer sent is an answer kept, and a PostgreSQL that acknowledges before it has kept.
 */
export async function cutAutosave(life, { cuts, seed }) {
  await build(life)
  const house = await step('Furnishing a house', () => openHouse(life, {}, []))
  const line = await openLine(house.port)
  try {
    const forms = await openForms(house, line, seed)
    const random = mulberry(seed)
    const sum = { cuts: 0, lost: 0, hasty: 0, unsent: 0, gone: 0, reloads: 0, byKind: {} }
    for (let at = 1; at <= cuts && !life.isEnding; at++) {
      const kind = ['the line', 'the pages', 'the database'][at <= 3 ? at - 1 : Math.floor(random() * 3)]
      const round = await playRound({ house, line, forms, random, kind })
      sum.cuts += 1
      sum.byKind[kind] = (sum.byKind[kind] ?? 0) + 1
      for (const name of ['lost', 'hasty', 'unsent', 'gone', 'reloads']) sum[name] += round[name]
      say(`cut ${at}/${cuts}, ${kind}: ${describe(round)}`)
    }
    if (life.isEnding) return { checks: {}, told: 'Stopped.' }
    const patient = forms.filter(({ isHasty }) => !isHasty)
    const words = patient.reduce((all, form) => all + form.words(), 0)
    const odd = patient.flatMap((form) => form.odd)
    for (const one of odd.slice(0, 10)) say(`  ${one}`)
    await withClient(house.superUrl, async (client) => {
      for (const one of [...eager, 'select pg_reload_conf()']) await client.query(one)
    })
    let forgotten = 0
    for (let at = 1; at <= 3 && forgotten === 0 && !life.isEnding; at++) {
      forgotten = (await playRound({ house, line, forms, random, kind: 'the database' })).lost
      say(`control, the database acknowledges before it keeps: ${forgotten} lost`)
    }
    const checks = {
      'each cut was made': sum.cuts === cuts && words > 0,
      'nothing acknowledged is lost': sum.lost === 0,
      'nothing written is lost, and all of it was sent': sum.gone + sum.unsent === 0,
      'nobody had to choose between words of their own': odd.length === 0,
      'the control red: people who believe too early': sum.hasty > 0,
      'the control red: a database that acknowledges before it keeps': forgotten > 0,
    }
    const kinds = Object.entries(sum.byKind).map(([kind, count]) => `${count} of ${kind}`)
    const told = [
      `seed ${seed}; ${cuts} cuts (${kinds.join(', ')}), ${sum.reloads} pages closed at that moment; ${words} words written:`,
      `${sum.lost} acknowledged answers lost, ${sum.gone} words lost of any age, ${sum.unsent} forms unsent;`,
      `control red: ${sum.hasty} lost by people who believe too early, ${forgotten} by a database that does.`,
    ]
    return { checks, told: told.join(' ') }
  } finally {
    await line.close()
    await house.stop()
  }
}

async function openForms(house, line, seed) {
  const everybody = [...people, ...hasty]
  const { criteria, cookies } = await withClient(house.superUrl, async (client) => ({
    criteria: (await plantForms(client, everybody)).slice(0, 8),
    cookies: await openSessions(client, everybody, house.authSecret),
  }))
  return everybody.map((employeeId, at) =>
    openForm({
      door: { url: line.url, publicUrl: house.publicUrl, cookie: cookies.get(employeeId) },
      ...{ employeeId, criteria, isHasty: hasty.includes(employeeId), random: mulberry(seed * 1_000 + at) },
    }),
  )
}

/** Everybody writes; in the midst of it one thing breaks and comes back. Then all is sent, and the database is held against it. */
async function playRound({ house, line, forms, random, kind }) {
  const [patient, early] = [forms.filter(({ isHasty }) => !isHasty), forms.filter(({ isHasty }) => isHasty)]
  for (const form of forms) form.type()
  await pause(Math.round(300 + 1_200 * random()))
  const closing = patient.filter(() => random() < 0.3)
  if (kind === 'the line') line.cut()
  if (kind === 'the pages') await house.killApp()
  if (kind === 'the database') await house.killDatabase()
  const reloads = closing.map((form) => form.reload())
  await pause(Math.round(300 + 900 * random()))
  // They go on for a while: with nobody there to answer, somebody who believes too early is sure to be wrong.
  for (const form of early) form.stopTyping()
  line.mend()
  await house.isDatabaseReady()
  if (!house.isAppThere()) await house.startApp()
  const atOnce = await compare(house, forms)
  for (const form of patient) form.stopTyping()
  await Promise.all(reloads)
  const settled = await Promise.all(patient.map((form) => form.settle()))
  const inTheEnd = await compare(house, forms)
  const round = {
    lost: Math.max(atOnce.lost, inTheEnd.lost),
    ...{ hasty: atOnce.hasty, gone: inTheEnd.gone, reloads: closing.length },
    unsent: settled.filter((isSettled) => !isSettled).length,
  }
  // What the control lost is counted once: it begins anew from what is there.
  for (const form of early) {
    await form.reload()
    form.acknowledged.clear()
  }
  return round
}

/** What was acknowledged and is not there, by those who wait and by those who do not; and words that are not the last. */
async function compare(house, forms) {
  // Before the look: what is acknowledged while the database answers may be younger than the answer.
  const acknowledged = new Map(forms.map((form) => [form, [...form.acknowledged]]))
  const rows = await withClient(house.superUrl, async (client) => (await client.query(stored, [cycle])).rows)
  const kept = new Map(rows.map(({ who, criterion, ...answer }) => [`${who} ${criterion}`, answer]))
  const isLost = ({ employeeId }, [criterion, { comment, version }]) => {
    const answer = kept.get(`${employeeId} ${criterion}`)
    return !answer || answer.version < version || (answer.version === version && answer.comment !== comment)
  }
  const count = (isHasty) =>
    forms
      .filter((form) => form.isHasty === isHasty)
      .reduce((all, form) => all + acknowledged.get(form).filter((one) => isLost(form, one)).length, 0)
  const gone = forms
    .filter(({ isHasty }) => !isHasty)
    .flatMap(({ employeeId, written }) =>
      [...written].filter(([criterion, words]) => {
        const last = words.at(-1)
        return last && kept.get(`${employeeId} ${criterion}`)?.comment !== last.comment
      }),
    )
  return { lost: count(false), hasty: count(true), gone: gone.length }
}

const describe = ({ lost, gone, unsent, reloads, hasty: early }) =>
  `${lost} acknowledged lost, ${gone} words lost, ${unsent} forms unsent, ${reloads} pages closed; ${early} lost by the hasty`

/** The suite of `npm test`: five cuts, each property a test. */
export async function cutSuite(life) {
  const { checks, told } = await cutAutosave(life, { cuts: 5, seed: 1 })
  say(told)
  const names = Object.keys(checks)
  for (const name of names) say(`${checks[name] ? 'ok    ' : 'failed'}  ${name}`)
  const passed = names.filter((name) => checks[name]).length
  return { passed, failed: names.length - passed }
}
