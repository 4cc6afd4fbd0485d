import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { askErasure, setRetention } from './commands'
import { describeRetention, getErasure, getMyData, listErasures, listWatchers, previewErasure } from './queries'
import {
  EraseInput,
  Erasure,
  ErasureInput,
  ErasurePreview,
  ErasurePreviewInput,
  Erasures,
  ErasuresInput,
  MyData,
  MyDataInput,
  Retention,
  SetRetentionInput,
  WhoSees,
} from './shapes'

const who = allow('privacy.read')
  .route({
    method: 'GET',
    path: '/me/privacy/who',
    summary: 'Who may see what about you',
    description:
      'Your line, directors of your unit, HR and administrators of today by name, each with what their role may read about you. From the rules that decide, not from a text about them.',
    tags: ['Privacy'],
  })
  .input(Nothing)
  .output(WhoSees)
  .handler(({ context: { db, today } }) => listWatchers(db, today))

const mine = allow('privacy.read')
  .route({
    method: 'GET',
    path: '/me/data',
    summary: 'Everything kept about you',
    description:
      'Each part is a table; go on with its `next`. `withheld` says what is kept and not shown, and why. Secrets are never part of it.',
    tags: ['Privacy'],
  })
  .input(MyDataInput.prefault({}))
  .output(MyData)
  .handler(({ context: { db, today }, input }) => getMyData(db, today, input))

const preview = allow('people.erase')
  .route({
    method: 'GET',
    path: '/privacy/erasures/preview',
    summary: 'What erasing somebody would mean',
    description: 'How much there is, whether they are employed today, and what stands in the way.',
    tags: ['Privacy'],
  })
  .input(ErasurePreviewInput)
  .output(ErasurePreview)
  .handler(async ({ context: { db, today, saw }, input }) => {
    const { id, ...found } = await previewErasure(db, { ...input, today })
    saw('erasure', [id])
    return found
  })

const erase = allow('people.erase')
  .route({
    method: 'POST',
    path: '/privacy/erasures',
    summary: 'Erase a person',
    description:
      'Takes away all that is kept about somebody, for good; counts of units in published results stay. Runs behind the request: ask for the erasure until it is done. A restored backup erases them again.',
    tags: ['Privacy'],
  })
  .input(EraseInput)
  .output(Erasure)
  .handler(async ({ context: { db, today, viewer, saw, later }, input }) => {
    const { id, publicId, personId } = await askErasure(db, { ...input, today, viewerId: viewer.personId })
    saw('erasure', [personId])
    later('privacy.erase', id)
    return getErasure(db, publicId)
  })

const erasures = allow('people.erase')
  .route({
    method: 'GET',
    path: '/privacy/erasures',
    summary: 'Erasures asked for',
    description: 'Newest first: when, by whom, why, and whether it is done; never about whom. Go on with `next`.',
    tags: ['Privacy'],
  })
  .input(ErasuresInput.prefault({}))
  .output(Erasures)
  .handler(({ context: { db }, input }) => listErasures(db, input))

const erasure = allow('people.erase')
  .route({
    method: 'GET',
    path: '/privacy/erasures/{id}',
    summary: 'One erasure',
    description: 'Whether it is done yet, and how many rows it touched.',
    tags: ['Privacy'],
  })
  .input(ErasureInput)
  .output(Erasure)
  .handler(({ context: { db }, input }) => getErasure(db, input.id))

const retention = allow('privacy.read')
  .route({
    method: 'GET',
    path: '/privacy/retention',
    summary: 'How long records are kept',
    description: 'Days for each kind of record, the default beside them, and what the last nightly run removed.',
    tags: ['Privacy'],
  })
  .input(Nothing)
  .output(Retention)
  .handler(({ context: { db } }) => describeRetention(db))

const setDays = allow('retention.write')
  .route({
    method: 'POST',
    path: '/privacy/retention',
    summary: 'Set how long records are kept',
    description: 'Only the kinds named change, from the next night on. A stale `version` is refused with both.',
    tags: ['Privacy'],
  })
  .input(SetRetentionInput)
  .output(Retention)
  .handler(async ({ context: { db, viewer }, input }) => {
    await setRetention(db, { ...input, viewerId: viewer.personId })
    return describeRetention(db)
  })

export const privacyProcedures = { who, mine, preview, erase, erasures, erasure, retention, setRetention: setDays }
