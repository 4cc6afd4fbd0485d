import { createHash, randomBytes } from 'node:crypto'
import { encode } from 'next-auth/jwt'

export const cycle = 'Under load'

/**
 * A cycle that runs, with a form of one's own for each of these people (employee ids), written as the job of
 * cycles on this superuser's connection: a launch for thousands is not what is measured. Answers the keys of its criteria, in order.
 */
export async function plantForms(client, employeeIds) {
  await client.query("begin; select set_config('role', 'p_job', true), set_config('app.job', 'cycle', true)")
  const { rows } = await client.query(
    `insert into cycle (name, kind, status, framework_version_id)
      select $1, 'run', 'open', id from framework_version where status = 'published' order by id desc limit 1
      returning id, framework_version_id as version`,
    [cycle],
  )
  const [{ id, version }] = rows
  await client.query(
    `insert into cycle_plan (cycle_id, population, time_zone, launched_at) values ($1, '{}', 'UTC', now())`,
    [id],
  )
  await client.query(
    `insert into cycle_deadline (cycle_id, stage, wall_time, closes_at)
      select $1, stage, to_char(at, 'YYYY-MM-DD"T"HH24:MI'), at
      from unnest('{self,manager,agree}'::text[], '{30,40,50}'::int[]) as s (stage, days),
        lateral (select date_trunc('day', authz.now() at time zone 'UTC') at time zone 'UTC' + make_interval(days => days) as at) d`,
    [id],
  )
  await client.query(
    `with there as (
      insert into participant (cycle_id, subject_id, target_profile)
      select $1, p.id, (select key from role_profile where framework_version_id = $2 order by is_default desc, position limit 1)
      from person p where p.employee_id = any ($3) returning id, subject_id)
    insert into assessment (public_id, participant_id, cycle_id, subject_id, rater_id, rater_type)
    select gen_random_uuid(), id, $1, subject_id, subject_id, 'self' from there`,
    [id, version, employeeIds],
  )
  const { rows: criteria } = await client.query(
    'select key from criterion where framework_version_id = $1 order by position',
    [version],
  )
  await client.query('commit')
  return criteria.map(({ key }) => key)
}

/**
 * Opens a session for each of these people (employee ids) in the database itself, as a sign-in would: thousands of passwords
 * are not what is measured. Answers the cookie of each, for a server on plain http with this secret.
 */
export async function openSessions(client, employeeIds, secret) {
  const cookies = new Map()
  const hashes = []
  for (const employeeId of employeeIds) {
    const sid = randomBytes(32).toString('base64url')
    hashes.push(createHash('sha256').update(sid).digest('base64url'))
    cookies.set(employeeId, `gravitas-session=${await encode({ token: { sid }, secret, maxAge: 43_200 })}`)
  }
  await client.query(
    'insert into account (person_id) select id from person where employee_id = any ($1) on conflict do nothing',
    [employeeIds],
  )
  await client.query(
    `insert into session (id_hash, account_id, hat, created_at, seen_at, ends_at)
      select hash, a.id, 'work', now(), now(), now() + interval '12 hours'
      from unnest($1::text[], $2::text[]) as s (who, hash)
      join person p on p.employee_id = who join account a on a.person_id = p.id`,
    [employeeIds, hashes],
  )
  return cookies
}

/** One question to /rpc as the pages ask it: `{ status, body }`. Throws when no answer comes. */
export async function askRpc({ url, publicUrl, cookie }, name, input, { key, signal } = {}) {
  const headers = { 'content-type': 'application/json', origin: publicUrl, cookie }
  if (key) headers['idempotency-key'] = key
  const body = JSON.stringify({ json: input })
  const answer = await fetch(`${url}/rpc/${name}`, { method: 'POST', headers, body, signal })
  return { status: answer.status, body: (await answer.json()).json }
}
