import type { Scope } from '@/lib/access/allow'
import { toRef } from '@/lib/people/queries'
import {
  type EvidenceRow,
  type FormRow,
  findConversation,
  findTypical,
  getPart,
  getSubject,
  listAgreements,
  listAsked,
  listEvidence,
  listForms,
  listRatings,
  type Part,
  type RatingRow,
} from './queries'
import { isDiscussed } from './rules'
import type { ComparedCriterion, Comparison, ComparisonInput, Side } from './shapes'

type Deed = Pick<Scope, 'db' | 'viewer' | 'today'>

/** Both sides of one person in a cycle, criterion by criterion; without criteria until they are revealed. */
export async function getComparison(
  { db, viewer, today }: Deed,
  input: ComparisonInput,
): Promise<{ comparison: Comparison; subjectId: number }> {
  const part = await getPart(db, input)
  const forms = await listForms(db, part)
  const isRevealed = forms.some((form) => form.isRevealed)
  const newest = (type: FormRow['raterType']) => forms.filter(({ raterType }) => raterType === type).at(-1)
  const isOwn = part.subjectId === viewer.personId
  const isSettledByMe = part.settles || (part.rates && !isOwn)
  const peers = forms.filter(({ raterType }) => raterType === 'peer')
  const comparison: Comparison = {
    ...{ cycle: part.cycle, status: part.status, agreeBy: part.agreeBy, timeZone: part.timeZone },
    evidenceRule: part.evidenceRule,
    person: toRef(await getSubject(db, part, today)),
    viewpoint: isOwn ? 'employee' : isSettledByMe ? 'manager' : 'reader',
    may: {
      settle: part.settles,
      dispute: isOwn && part.isOwnOpen && part.isAgreeTime,
      acknowledge: isOwn && part.isOwnOpen && isRevealed,
    },
    isRevealed,
    self: toForm(newest('self')),
    manager: toForm(newest('manager')),
    criteria: isRevealed ? await listCompared({ db }, part, forms) : [],
    conversation: await findConversation(db, part),
    handOver: part.rates ? notesOf(forms, viewer.personId) : [],
    peers: part.asksPeers && !isOwn ? countPeers(peers) : null,
    typical: isRevealed ? await findTypical(db) : null,
  }
  return { comparison, subjectId: part.subjectId }
}

const nameOf = ({ employeeId, name }: Pick<FormRow, 'employeeId' | 'name'>) => ({ employeeId, name: name ?? '' })

const toForm = (form: FormRow | undefined) =>
  form ? { by: nameOf(form), status: form.status, submittedAt: form.submittedAt } : null

const countPeers = (peers: readonly FormRow[]) => ({
  asked: peers.length,
  answered: peers.filter(({ status }) => status === 'submitted').length,
})

/** What those who rated before leave for whoever rates now. */
const notesOf = (forms: readonly FormRow[], viewerId: number) =>
  forms
    .filter(({ raterType, raterId, handOverNote }) => raterType === 'manager' && raterId !== viewerId && handOverNote)
    .map((form) => ({ by: nameOf(form), note: form.handOverNote }))

async function listCompared({ db }: Pick<Deed, 'db'>, part: Part, forms: readonly FormRow[]) {
  const asked = await listAsked(db, part)
  const ratings = await listRatings(db, part)
  const evidence = await listEvidence(db, part)
  const agreed = await listAgreements(db, part)
  const raters = new Map(forms.map((form) => [form.raterId, nameOf(form)]))
  const side = (rating: RatingRow | undefined) => (rating ? toSide(rating, raters, evidence) : null)
  return asked.map(({ key, target, minimum, milli, peers, discussFrom }): ComparedCriterion => {
    const about = ratings.filter(({ criterion }) => criterion === key)
    const managers = about.filter(({ raterType }) => raterType === 'manager')
    const found = agreed.get(key)
    return {
      ...{ criterion: key, target, minimum },
      self: side(about.find(({ raterType }) => raterType === 'self')),
      manager: side(managers.at(-1)),
      earlier: side(managers.at(-2)),
      peers: milli === null || peers === null ? null : { mean: Math.round(milli / 100) / 10, count: peers },
      discuss: isDiscussed(milli, managers.at(-1)?.level ?? null, discussFrom),
      agreement: found ? toAgreement(found) : null,
    }
  })
}

function toSide(rating: RatingRow, raters: Map<number, Side['by']>, evidence: readonly EvidenceRow[]): Side {
  const { criterion, raterId, level, comment, basis, ratedOn, isConfirmed } = rating
  const own = evidence.filter((one) => one.criterion === criterion && one.raterId === raterId)
  return {
    ...{ level, comment, basis, ratedOn, isConfirmed },
    evidence: own.map(({ criterion: _, raterId: __, ...mark }) => mark),
    by: raters.get(raterId) ?? { employeeId: null, name: '' },
  }
}

type Found = NonNullable<ComparedCriterion['agreement']>

/** An agreement without what is for the server alone. */
export const toAgreement = ({ level, reason, status, agreedOn, objection, version }: Found): Found => ({
  ...{ level, reason, status, agreedOn, objection, version },
})
