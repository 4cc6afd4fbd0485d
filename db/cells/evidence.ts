import { type As, type Cell, cells, hr } from './cell'

/** Evidence of cycle 2: each person's own piece has their number, stands on their form, and is shared. */
const working = ['p_member', 'p_pmo', 'p_all', 'p_hr'] as const
const planted = (...statements: string[]) => ({
  given: `set local session_replication_role = replica; ${statements.join('; ')}; set local session_replication_role = origin`,
})
const unshared = 'update evidence set shared_at = null where id = 3'
const drafted = "update assessment set status = 'draft', submitted_at = null, revealed_at = null where id = 3"
const unused = 'delete from evidence_use where evidence_id = 3'

const add = (
  owner: number,
  about: number,
) => `insert into evidence (public_id, subject_id, owner_id, kind, title, dated_on)
  values ('00000000-0000-4000-8000-00000000000f', ${about}, ${owner}, 'text', 'New', '2026-11-01')`
const chunk = "insert into evidence_chunk values (3, 1, 'x')"
const tag = (evidence: number) => `insert into evidence_use values (${evidence}, 3, 1)`

const writingCells = working.flatMap((role) => {
  const me: As = { role, person: 3 }
  const other: As = { role, person: 4 }
  return [
    ...cells('evidence', 'insert', [
      ['1', me, add(3, 3)],
      ['refused', me, add(4, 3)],
      ['refused', me, add(3, 4)],
    ]),
    ...cells('evidence', 'update', [
      ['1', me, "update evidence set note = 'x'", planted(unshared)],
      ['0', me, "update evidence set note = 'x'"],
      ['0', other, "update evidence set note = 'x'", planted(unshared)],
    ]),
    ...cells('evidence', 'delete', [
      ['1', me, 'delete from evidence', planted(unshared)],
      ['0', me, 'delete from evidence'],
      ['0', other, 'delete from evidence', planted(unshared)],
    ]),
    ...cells('evidence_use', 'delete', [
      ['1', me, 'delete from evidence_use', planted(drafted)],
      ['0', me, 'delete from evidence_use'],
      ['0', other, 'delete from evidence_use', planted(drafted)],
    ]),
  ]
})

/** Whoever adds a piece of a file, or tags evidence, looks at it on the way: each persona with whom it is proved of. */
const personOf = { p_member: 3, p_pmo: 8, p_all: 1, p_hr: 7 }
const lookingCells = working.flatMap((role) => {
  const person = personOf[role]
  const me: As = { role, person }
  const mine = (text: string) => text.replaceAll('= 3', `= ${person}`)
  const about = { draft: mine(drafted), unused: mine(unused), unshared: mine(unshared) }
  return [
    ...cells('evidence_chunk', 'insert', [
      ['1', me, chunk.replace('(3', `(${person}`), planted(about.unshared)],
      ['refused', me, chunk.replace('(3', `(${person}`)],
      ['refused', me, chunk.replace('(3', '(6')],
    ]),
    ...cells('evidence_use', 'insert', [
      ['1', me, tag(person).replace(', 3,', `, ${person},`), planted(about.draft, about.unused)],
      ['refused', me, tag(person).replace(', 3,', `, ${person},`), planted(about.unused)],
      ['refused', me, tag(6).replace(', 3,', `, ${person},`), planted(about.draft, about.unused)],
    ]),
  ]
})

const piece = 'select id from evidence where id = 3'
const pieces = 'select evidence_id from evidence_chunk where evidence_id = 3'
const use = 'select evidence_id from evidence_use where evidence_id = 3'
/** What its owner has not shared, and on which form that nobody has seen, is the owner's. */
const others: As[] = [{ role: 'p_member', person: 2 }, { role: 'p_pmo', person: 8 }, { role: 'p_all', person: 1 }, hr]
const readingCells = [
  ...others.flatMap((as) => [
    ...cells('evidence', 'select', [['', as, piece, planted(unshared)]]),
    ...cells('evidence_chunk', 'select', [['', as, pieces, planted(unshared)]]),
    ...cells('evidence_use', 'select', [
      ['', as, use, planted(unshared)],
      ['', as, use, planted(drafted)],
      ['3', as, use],
    ]),
  ]),
  ...cells('evidence', 'select', [['3', { role: 'p_member', person: 3 }, piece, planted(unshared)]]),
  ...cells('evidence_use', 'select', [['3', { role: 'p_member', person: 3 }, use, planted(unshared, drafted)]]),
]

export const evidenceCells: Cell[] = [...writingCells, ...lookingCells, ...readingCells]
