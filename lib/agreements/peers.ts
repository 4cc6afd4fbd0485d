import { and, eq, sql } from 'drizzle-orm'
import { assessment } from '@/db/schema'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tell } from '@/lib/notifications/commands'
import type { Deed } from './commands'
import { getPart, listForms, type Part } from './queries'
import type { ComparisonInput, FindPeersInput, PeerInput, Peers } from './shapes'

/** Who is asked as a peer about somebody: for whoever rates them today, and never what anybody answered. */
export async function listPeers({ db }: Pick<Deed, 'db'>, input: ComparisonInput) {
  const part = await getPart(db, input)
  const forms = part.rates ? await listForms(db, part) : []
  const { rows } = await db.execute<{ least: number }>(sql`select greatest(3, (value ->> 'minPeers')::int) as least
    from policy_setting where kind = 'readiness' order by version desc limit 1`)
  const peers: Peers = {
    asksPeers: part.asksPeers,
    may: part.asks,
    recommended: rows[0]!.least,
    peers: forms
      .filter(({ raterType }) => raterType === 'peer')
      .flatMap(({ employeeId, name, status }) =>
        employeeId ? [{ employeeId, name: name ?? '', hasSubmitted: status === 'submitted' }] : [],
      ),
  }
  return { peers, subjectId: part.subjectId }
}

/** Asks a colleague about a report, until the manager's deadline. They are told, without a name. */
export async function askPeer(deed: Deed, input: PeerInput): Promise<void> {
  const { db } = deed
  const part = await getNaming(deed, input)
  const peerId = await findPeer(deed, part, input.peerId)
  const { rowCount } = await db.execute(sql`
    insert into assessment (participant_id, cycle_id, subject_id, rater_id, rater_type)
    values (${part.id}, ${part.cycleId}, ${part.subjectId}, ${peerId}, 'peer')
    on conflict do nothing`)
  if (rowCount === 0) throw conflict('They are asked about this person already.')
  await note(deed, part, 'peer.asked')
  await tell(db, {
    ...{ personId: peerId, kind: 'peer-asked', about: { cycle: part.cycle } },
    onceKey: `${part.cycle} ${part.id}`,
  })
}

/** Takes a peer off again, before they have submitted; what they had begun goes with it. */
export async function unaskPeer(deed: Deed, input: PeerInput): Promise<void> {
  const { db } = deed
  const part = await getNaming(deed, input)
  const form = (await listForms(db, part)).find(
    ({ raterType, employeeId }) => raterType === 'peer' && employeeId === input.peerId,
  )
  if (!form) throw conflict('They are not asked about this person any more.')
  if (form.status === 'submitted') {
    throw conflict('They have submitted: their answers stay, because others count on their number.')
  }
  const gone = await db
    .delete(assessment)
    .where(and(eq(assessment.participantId, part.id), eq(assessment.raterId, form.raterId)))
    .returning({ id: assessment.id })
  if (gone.length === 0) throw conflict('They have just submitted: their answers stay.')
  await note(deed, part, 'peer.removed')
}

const note = ({ db, viewer }: Deed, { subjectId }: Part, action: string) =>
  record(db, 'person', { action, subject: 'person', subjectId, fields: ['peer'] }, viewer.personId)

/** The part, where the viewer may name peers now; otherwise why not. */
async function getNaming({ db }: Deed, input: ComparisonInput): Promise<Part> {
  const part = await getPart(db, input)
  if (!part.asksPeers) throw conflict(`${part.cycle} asks no peers.`)
  if (part.status !== 'open') throw conflict(`${part.cycle} is not open: nobody is asked in it now.`)
  if (!part.rates) throw refused('Peers are named by the manager of the day, or whoever stands in.')
  if (!part.isRateTime) throw conflict('The time for rating is over: nobody else can be asked.')
  if (!part.asks) throw conflict('The mean of peers stands open: one more or one less would tell what they said.')
  return part
}

type Found = { id: number; employeeId: string; name: string }

/** Who could be asked about a report, by part of a name or a whole employee id: also people whom the manager does not see. */
export async function findPeers(deed: Deed, input: FindPeersInput): Promise<Found[]> {
  return listCandidates(deed, await getNaming(deed, input), input.q)
}

async function listCandidates({ db }: Deed, { id }: Part, q: string): Promise<Found[]> {
  const { rows } = await db.execute<Found>(
    sql`select id, employee_id as "employeeId", name from authz.peer_candidates(${id}, ${q})`,
  )
  return rows
}

async function findPeer(deed: Deed, part: Part, employeeId: string): Promise<number> {
  const found = (await listCandidates(deed, part, employeeId)).find((one) => one.employeeId === employeeId)
  if (!found) {
    throw invalid('Name a colleague who is employed today: not the person, who rates themselves, and not yourself.')
  }
  return found.id
}
