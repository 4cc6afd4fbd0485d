import { build } from './build.mjs'
import { pause, until } from './processes.mjs'
import { step } from './progress.mjs'
import { hire } from './prove-crash-clients.mjs'
import { openHouse, withClient } from './prove-crash-house.mjs'
import { judge, look } from './prove-crash-judge.mjs'
import { mulberry } from './random.mjs'

const rounds = Number(process.env.ROUNDS || 50)
const cuts = Number(process.env.CUTS || 100)
const seed = Number(process.env.SEED || 1)
const controlRounds = 5
const underWay = ['reading', 'checking', 'committing', 'undoing']
const say = (line) => process.stdout.write(`${line}\n`)
const kinds = {
  'the pages': (house) => house.killApp(),
  'the database': (house) => house.killDatabase(),
  both: (house) => Promise.all([house.killApp(), house.killDatabase()]),
}

/**
 * `kill -9` of the pages, the database or both while clients import, correct, move, grant and edit the framework: what was
 * acknowledged is there once, nothing is there by half. Two controls must be found out: hasty clients, to whom a deed sent
 * is a deed done, in the same rounds; and a PostgreSQL that answers before it has kept.
 */
export async function proveCrash(life) {
  await build(life)
  const strict = await killAgainAndAgain(life)
  if (life.isEnding) return { told: 'Stopped.', isProved: false }
  const eager = await killAnEagerDatabase(life)
  const { kills, acknowledged, repeated, lost, doubled, half, hasty, imports } = strict
  const isSound = kills === rounds && acknowledged > 0 && lost + doubled + half === 0 && strict.refused === 0
  if (life.isEnding) return { told: 'Stopped.', isProved: false }
  const { cutAutosave } = await import('./prove-crash-autosave.mjs')
  const autosave = await cutAutosave(life, { cuts, seed })
  const isSaved = Object.values(autosave.checks).every(Boolean)
  const told = [
    `seed ${seed}; ${rounds} rounds, ${kills} kills; ${acknowledged} acknowledged deeds (${repeated} requests repeated):`,
    `${lost} lost, ${doubled} doubled, ${half} half-written; ${imports};`,
    `control red: ${hasty} deeds of hasty clients lost in the same rounds,`,
    `${eager.lost} of ${eager.acknowledged} in ${controlRounds} rounds of a PostgreSQL that acknowledges before it keeps.`,
    `Autosave: ${autosave.told}`,
  ]
  return { told: told.join(' '), isProved: isSound && hasty > 0 && eager.lost > 0 && isSaved }
}

async function killAgainAndAgain(life) {
  const house = await step('Furnishing a house', () => openHouse(life))
  try {
    const before = await look(house)
    const { ledger, start } = hire(house)
    const random = mulberry(seed)
    let kills = 0
    let verdict
    for (let round = 1; round <= rounds && !life.isEnding; round++) {
      const began = performance.now()
      const what = Object.keys(kinds)[(round - 1) % 3]
      const moment = await playRound(house, { start, ledger, what, random })
      kills += 1
      verdict = await judge(house, ledger, before)
      const took = ((performance.now() - began) / 1_000).toFixed(1)
      say(`${round}/${rounds} ${what} ${moment}, ${took} s: ${describe(verdict, ledger)}`)
      tellFaults(verdict, ledger)
    }
    if (life.isEnding) return {}
    await step('Waiting for imports that were broken off', () => untilAtRest(house, life))
    verdict = await judge(house, ledger, before)
    tellFaults(verdict, ledger)
    say(await house.run('lib/trail/verify-command.ts'))
    const acknowledged = ledger.deeds.filter(({ actor }) => !actor.startsWith('hasty')).length
    const { lost, doubled, half, hastyLost: hasty, statuses } = verdict
    const { repeated, refused } = ledger
    return {
      kills,
      acknowledged,
      repeated,
      refused: refused.length,
      lost,
      doubled,
      half: half.length,
      hasty,
      imports: tally(statuses),
    }
  } finally {
    await house.stop()
  }
}

/** The same rounds on a server that answers COMMIT before the log is written: what it forgets must be told as lost. */
async function killAnEagerDatabase(life) {
  const settings = { synchronous_commit: 'off', wal_writer_delay: '10000ms' }
  const house = await step('Furnishing a house for the control', () => openHouse(life, settings))
  const sum = { lost: 0, acknowledged: 0 }
  try {
    const random = mulberry(seed)
    for (let round = 1; round <= controlRounds && !life.isEnding; round++) {
      const before = await look(house)
      const { ledger, start } = hire(house, round * 1_000)
      const moment = await playRound(house, { start, ledger, what: 'the database', random })
      const { lost } = await judge(house, ledger, before)
      sum.lost += lost
      sum.acknowledged += ledger.deeds.filter(({ actor }) => !actor.startsWith('hasty')).length
      say(`control ${round}/${controlRounds} the database ${moment}: ${lost} lost`)
    }
    return sum
  } finally {
    await house.stop()
  }
}

/** Load, a kill in its midst, a new start, a little more load, and every client's last answer. Answers when it was. */
async function playRound(house, { start, ledger, what, random }) {
  const end = start()
  const moment = random() < 0.5 ? await afterWhile(random) : await inAnImport(house, random)
  await kinds[what](house)
  await house.isDatabaseReady()
  if (!house.isAppThere()) await house.startApp()
  // Long enough for an import that was asked for afterwards, where the machine is not too busy.
  const { rested } = ledger
  await until(() => ledger.rested > rested, 3_000)
  await end()
  return moment
}

async function afterWhile(random) {
  const wait = Math.round(300 + 2_500 * random())
  await pause(wait)
  return `after ${wait} ms`
}

/** A moment after an import was seen at work; late in the round when none was. */
async function inAnImport(house, random) {
  const wanted = random() < 0.7 ? ['committing', 'undoing'] : ['checking']
  const wait = Math.round(150 * random())
  // Whoever works on one holds its lock; one that was broken off keeps its status and no lock.
  const text = `select r.status from import_run r join pg_locks l on l.objid = r.id
    where l.locktype = 'advisory' and l.classid = 7003 and l.granted and r.status = any ($1)`
  await pause(300)
  let seen
  await withClient(house.superUrl, (client) =>
    until(
      async () => {
        seen = (await client.query(text, [wanted])).rows[0]?.status
        return seen !== undefined
      },
      6_000,
      10,
    ),
  )
  await pause(wait)
  return seen ? `${wait} ms into an import ${seen}` : 'after 6 s'
}

/** What was broken off is taken up by the clock, within some minutes. */
const untilAtRest = (house, life) =>
  until(
    async () => {
      const { runs } = await look(house)
      return life.isEnding || !runs.some(({ status }) => underWay.includes(status))
    },
    600_000,
    1_000,
  )

const tally = (statuses) =>
  `imports: ${[...new Set(statuses)].map((one) => `${statuses.filter((each) => each === one).length} ${one}`).join(', ')}`

const describe = ({ lost, doubled, half, statuses }, { deeds, repeated }) =>
  `${deeds.length} deeds, ${repeated} repeated, ${lost} lost, ${doubled} doubled, ${half.length} half; ${tally(statuses)}`

function tellFaults({ told, half }, { refused }) {
  for (const line of [...told, ...half, ...refused].slice(0, 12)) say(`  ${line}`)
}
