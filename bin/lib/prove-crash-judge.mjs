import { isDeepStrictEqual } from 'node:util'
import { brought } from './prove-crash-clients.mjs'
import { withClient } from './prove-crash-house.mjs'

const asked = {
  keys: 'select key from idempotency_key',
  deeds: `select a.employee_id as actor, e.action, count(*)::int as count, case e.subject
      when 'person' then (select p.employee_id from person p where p.id::text = e.subject_id)
      when 'framework_version' then 'draft' else coalesce(e.subject_id, '') end as subject
    from audit_entry e join person a on a.id = e.actor_id group by 1, 2, 4`,
  wards: `select p.employee_id as id, p.version, p.job_title as "jobTitle",
      (select string_agg(u.unit_id, '+') from unit_membership m join unit u on u.id = m.unit_id
        where m.person_id = p.id and m.valid @> authz.today()) as "unitId",
      (select string_agg(b.employee_id, '+') from reporting_line l join person b on b.id = l.manager_id
        where l.person_id = p.id and l.valid @> authz.today()) as "managerId"
    from person p where p.employee_id like '%-_'`,
  runs: `select r.id::int as seq, r.public_id as id, r.status, r.problem, r.can_undo as "canUndo",
      coalesce((r.report -> 'published' ->> 'isNew')::boolean, false) as "hasResult",
      (select count(*)::int from import_file f where f.run_id = r.id) as files,
      (select coalesce(jsonb_object_agg(of_table, n), '{}') from (select of_table, count(*) as n
        from import_change c where c.run_id = r.id group by 1) j) as journal
    from import_run r`,
  brought: `select split_part(p.employee_id, '-', 2)::int as number, count(*)::int as people,
      sum((select count(*) from unit_membership m where m.person_id = p.id))::int as posts,
      sum((select count(*) from reporting_line l where l.person_id = p.id))::int as lines,
      sum((select count(*) from rating t where t.subject_id = p.id))::int as ratings
    from person p where p.employee_id like 'new-%' group by 1`,
  editions: `select v.status, v.version, v.basis, (select count(*)::int from criterion c where c.framework_version_id = v.id) as criteria,
      (select count(*)::int from criterion_level l join criterion c on c.id = l.criterion_id where c.framework_version_id = v.id) as levels
    from framework_version v`,
  whole: `select (select count(*)::int from result) as results, (select reporting + units from authz.closure_faults()) as closures,
    (select coalesce(array_agg(thing || ': ' || flaw), '{}') from authz.flaw) as flaws`,
}

/** What the database holds, all at one moment; read as superuser. */
export const look = (house) =>
  withClient(house.superUrl, async (client) => {
    await client.query('begin isolation level repeatable read, read only')
    const found = {}
    for (const [name, text] of Object.entries(asked)) found[name] = (await client.query(text)).rows
    return found
  })

const nameOf = ({ actor, action, subject }) => `${actor} ${action} ${subject}`
const isHasty = (actor) => actor.startsWith('hasty')
/** Where an import may be: with what it brought, without, or on its way from the one to the other. */
const withPeople = ['committed', 'undoing']

/**
 * Holds a ledger against the database: what was acknowledged and is not there, what is there more often, what is there by
 * half. `before` is what the database held when the ledger was opened.
 */
export async function judge(house, ledger, before) {
  const found = await look(house)
  const differing = compareDeeds(ledger, found, before)
  const sum = (rows) => rows.reduce((all, { differ }) => all + Math.abs(differ), 0)
  const lost = differing.filter(({ actor, differ }) => differ < 0 && !isHasty(actor))
  const doubled = differing.filter(({ differ }) => differ > 0)
  const short = new Set(lost.map(({ subject }) => subject))
  return {
    ...{ lost: sum(lost), doubled: sum(doubled) },
    hastyLost: sum(differing.filter(({ actor, differ }) => differ < 0 && isHasty(actor))),
    half: [
      ...halfKeys(ledger, found, sum(lost)),
      ...halfStates(ledger, found).flatMap(({ subject, line }) => (short.has(subject) ? [] : [line])),
      ...halfImports(ledger, found),
      ...halfWhole(found),
    ],
    told: [...lost, ...doubled].map((deed) => `${nameOf(deed)}: ${deed.differ}`),
    statuses: found.runs.map(({ status }) => status),
  }
}

/** How many more or fewer rows of the audit there are than acknowledged deeds, by actor, action and subject. */
function compareDeeds({ deeds }, found, before) {
  const rows = new Map()
  const add = ({ actor, action, subject }, by) => {
    const deed = { actor, action, subject }
    const row = rows.get(nameOf(deed)) ?? { ...deed, differ: 0 }
    row.differ += by
    rows.set(nameOf(deed), row)
  }
  const known = new Set(deeds.map(({ action }) => action))
  for (const deed of deeds) add(deed, -1)
  for (const deed of found.deeds) if (known.has(deed.action)) add(deed, deed.count)
  for (const deed of before.deeds) if (known.has(deed.action)) add(deed, -deed.count)
  return [...rows.values()].filter(({ differ }) => differ !== 0)
}

/** A deed and its key are one: as many are gone of the one as of the other. */
function halfKeys({ deeds }, found, lost) {
  const keys = new Set(found.keys.map(({ key }) => key))
  const gone = deeds.filter(({ actor, key }) => !isHasty(actor) && !keys.has(key)).length
  return gone === lost ? [] : [`${gone} keys are gone, of ${lost} lost deeds`]
}

/** Whoever is not what the last acknowledged deed made of them, and the draft likewise. */
function halfStates({ wards, drafted }, found) {
  const draft = found.editions.find(({ status }) => status === 'draft')
  const states = [
    ...found.wards.map((ward) => ({ subject: ward.id, is: ward, should: wards.get(ward.id) })),
    ...(drafted ? [{ subject: 'draft', is: draft ?? {}, should: drafted }] : []),
  ]
  return states.flatMap(({ subject, is, should = {} }) =>
    Object.keys(should)
      .filter((name) => should[name] !== is[name])
      .map((name) => ({ subject, line: `${subject}: ${name} is ${is[name]}, not ${should[name]}` })),
  )
}

/** Each import is there whole or not at all, as its status says, and the journal is that of the last one. */
function halfImports({ imports }, found) {
  const numbers = new Map(imports.map(({ id, number }) => [id, number]))
  const { people, ratings } = brought
  const whole = { people, posts: people, lines: people, ratings: people * ratings }
  const none = { people: 0, posts: 0, lines: 0, ratings: 0 }
  const journal = { person: people, unit_membership: people, reporting_line: people, rating: people * ratings }
  return found.runs.flatMap(({ id, status, problem, canUndo, files, ...run }) => {
    const { number, ...is } = found.brought.find((each) => each.number === numbers.get(id)) ?? none
    const should = withPeople.includes(status) ? whole : none
    const kept = canUndo ? { ...journal, ...(run.hasResult && { result: 1 }) } : {}
    // The very first import makes the cycle besides.
    const { cycle: _, ...journalled } = run.journal
    const ends = ['refused', 'failed', 'checked', 'mapping'].includes(status) && !problem
    return [
      ...(numbers.has(id) && !isDeepStrictEqual(is, should) ? [`import ${status}: ${JSON.stringify(is)}`] : []),
      ...(isDeepStrictEqual(journalled, kept)
        ? []
        : [`journal of an import ${status}: ${JSON.stringify(run.journal)}`]),
      ...(files === 2 ? [] : [`an import of ${files} files`]),
      ...(ends ? [`an import ${status} without a word`] : []),
    ]
  })
}

/** What must hold whatever was asked for. */
function halfWhole({ runs, editions, deeds, whole: [{ results, closures, flaws }] }) {
  const statuses = (...wanted) => runs.filter(({ status }) => wanted.includes(status))
  const noted = (wanted) => deeds.reduce((sum, { action, count }) => sum + (action === wanted ? count : 0), 0)
  const draft = editions.find(({ status }) => status === 'draft')
  const base = editions.find(({ status }) => status === 'published')
  const pairs = {
    'rows of the closures that a recomputation does not give': [closures, 0],
    'published results': [results, statuses(...withPeople).filter(({ hasResult }) => hasResult).length],
    'imports in the audit': [noted('organisation.imported'), statuses(...withPeople, 'undone').length],
    'imports taken back in the audit': [noted('import.undone'), statuses('undone').length],
    'criteria of the draft': [draft?.criteria, draft && base.criteria],
    'levels of the draft': [draft?.levels, draft && base.levels],
  }
  const wrong = Object.entries(pairs).filter(([, [is, should]]) => is !== should)
  return [...wrong.map(([name, [is, should]]) => `${name}: ${is}, not ${should}`), ...flaws]
}
