import { writeFileSync } from 'node:fs'
import { auditPlan } from '@/lib/planner/audit'
import { planGreedily, worthOf } from '@/lib/planner/greedy'
import { optionAt } from '@/lib/planner/instance'
import { buildModel } from '@/lib/planner/model'
import { inventOrganisation } from '@/lib/planner/organisations.fixtures'
import { solve } from '@/lib/planner/solve'
import { matchStably } from '@/lib/planner/stable'
import { solveWhole, writeMps } from './whole-model'

const [people, openings, per, seed, job, file] = process.argv.slice(2) as [
  string,
  string,
  'week' | 'month',
  string,
  string,
  string,
]
const size = { people: Number(people), openings: Number(openings), per, seed: Number(seed) }
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

/** One size in a process of its own, so that its memory is its own: a line of JSON. */
async function measure() {
  const { instance, rankOf } = inventOrganisation(size)
  if (job === 'mps') {
    writeFileSync(file, await writeMps(instance))
    return {}
  }
  const [began, before] = [performance.now(), cpu()]
  const spent = () => ({ wall: (performance.now() - began) / 1000, cpu: cpu() - before, megabytes: megabytes() })
  if (job === 'whole') return { ...(await solveWhole(instance, 120)), ...spent() }
  const { status, value, bound, priced, size: counts, seconds, chosen } = await solve(instance)
  const total = spent()
  const { breaches } = {
    breaches: auditPlan(
      instance,
      chosen.map((at) => optionAt(instance.options, at)),
    ),
  }
  const previewed = performance.now()
  const preview = worthOf(instance.options, planGreedily(instance, 'value-per-cost'))
  const previewMs = performance.now() - previewed
  const loss = (worth: number) => (100 * (value - worth)) / value
  return {
    ...{
      status,
      value,
      bound,
      priced,
      counts,
      seconds,
      ...total,
      placed: chosen.length,
      breaches: breaches.length,
      previewMs,
    },
    rows: buildModel(instance).most.length,
    loses: {
      value: loss(worthOf(instance.options, planGreedily(instance, 'value'))),
      valuePerCost: loss(preview),
      stable: loss(worthOf(instance.options, matchStably(instance, rankOf))),
    },
  }
}

process.stdout.write(`${JSON.stringify(await measure())}\n`)
