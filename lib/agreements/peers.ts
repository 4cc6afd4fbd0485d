import { and, eq, sql } from 'drizzle-orm'
import { assessment, person } from '@/db/schema'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tell } from '@/lib/notifications/commands'
import type { Deed } from './commands'
import { getPart, listForms, type Part } from './queries'
import type { ComparisonInput, PeerInput, Peers } from './shapes'

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
  const { db, viewer } = deed
  const part = await getNaming(deed, input)
  const peerId = await findPeer(deed, input.peerId)
  if (peerId === viewer.personId) throw invalid('You rate as the manager already: name somebody else.')
  if (peerId === part.subjectId) throw invalid('Nobody is their own peer: they rate themselves already.')
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

async function findPeer({ db, today }: Deed, employeeId: string): Promise<number> {
  const [found] = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.employeeId, employeeId), sql`${person.employed} @> ${today}::date`))
  if (!found) throw invalid('There is nobody by this employee id whom you may see.')
  return found.id
}
