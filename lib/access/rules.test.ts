import { describe, expect, test } from 'vitest'
import { clientAddress, homeFor, isOwnOrigin, startRefusal, trustedProxies } from './address'
import { answerHeaders, contentPolicy, pageHeaders } from './content-policy'
import { cookieIn } from './cookies'
import { inWords, notFound, refused } from './errors'
import { passwordProblem } from './passwords'
import { may, type Permission, permissions, permissionsOf, refusalOf, roles } from './roles'
import { signInSentence } from './sign-in-words'
import { hatOf, personaOf, rolesOf, type Titles } from './viewer'

const nothing: Titles = {
  ...{ hasPost: true, hasReports: false, isHr: false, isAll: false, isDirector: false, isAdministrator: false },
}

describe('titles make the persona and the roles', () => {
  test.each([
    ['an employee', {}, 'work', 'p_member', 'employee'],
    ['a manager', { hasReports: true }, 'work', 'p_member', 'employee manager'],
    ['a director', { isDirector: true }, 'work', 'p_pmo', 'employee director'],
    ['the head', { isAll: true, hasReports: true }, 'work', 'p_all', 'employee manager head'],
    ['a director of the root', { isAll: true, isDirector: true }, 'work', 'p_all', 'employee director head'],
    ['HR', { isHr: true }, 'work', 'p_hr', 'employee hr'],
    [
      'HR who manages and directs',
      { isHr: true, hasReports: true, isDirector: true },
      'work',
      'p_hr',
      'employee manager director hr',
    ],
    ['HR with the hat', { isHr: true, isAdministrator: true }, 'administrator', 'p_admin', 'administrator'],
    ['HR without it', { isHr: true, isAdministrator: true }, 'work', 'p_hr', 'employee hr'],
    ['the hat without the grant', { isHr: true }, 'administrator', 'p_hr', 'employee hr'],
  ] as const)('%s', (_, titles, hat, persona, held) => {
    const all = { ...nothing, ...titles }
    expect(personaOf(all, hat)).toBe(persona)
    expect(rolesOf(all, hat).join(' ')).toBe(held)
  })

  test.each([
    [true, true, undefined, 'work'],
    [true, true, 'administrator', 'administrator'],
    [false, true, undefined, 'administrator'],
    [false, true, 'work', 'administrator'],
    [true, false, 'administrator', 'work'],
    [false, false, undefined, 'work'],
  ] as const)('post %s, grant %s, asks for %s: %s', (hasPost, isAdministrator, wanted, hat) => {
    expect(hatOf({ hasPost, isAdministrator }, wanted)).toBe(hat)
  })
})

describe('permissions', () => {
  test('administrators reach no ratings, and everybody reaches what is theirs', () => {
    const withRatings: Permission[] = ['levels.read', 'readiness.read', 'team.read', 'gapMap.read', 'bands.read']
    expect(permissionsOf(['administrator']).filter((one) => withRatings.includes(one))).toEqual([])
    for (const role of roles) expect(may([role], 'me.read')).toBe(true)
    expect(permissionsOf([])).toEqual([])
  })

  test('every refusal says something', () => {
    for (const permission of Object.keys(permissions) as Permission[]) expect(refusalOf(permission)).toMatch(/^\w.*\.$/)
    expect(refusalOf('team.read')).toBe('You have no reports.')
  })
})

describe('where the app may listen', () => {
  test.each([
    [{}, false, null],
    [{}, true, null],
    [{ HOST: '::1' }, true, null],
    [{ HOST: '0.0.0.0' }, true, /passwords are public/],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://g.example' }, true, /passwords are public/],
    [{ HOST: '0.0.0.0' }, false, /ALLOW_HTTP=1/],
    [{ HOST: '0.0.0.0', ALLOW_HTTP: '1' }, false, null],
    [{ HOST: '10.0.0.5', PUBLIC_URL: 'https://g.example' }, false, null],
    [{ HOST: '10.0.0.5', PUBLIC_URL: 'http://g.example' }, false, /in the clear/],
    [{ PUBLIC_URL: 'https://g.example' }, true, /passwords are public/],
    [{ PUBLIC_URL: 'https://g.example' }, false, null],
    [{ PUBLIC_URL: 'http://g.example' }, false, /in the clear/],
    [{ PUBLIC_URL: 'http://g.example', ALLOW_HTTP: '1' }, false, null],
    [{ PUBLIC_URL: 'http://127.0.0.1:4000' }, true, null],
    [{ PUBLIC_URL: 'http://[::1]:4000' }, true, null],
  ])('%j, sample %s', (env, hasSample, refusal) => {
    const got = startRefusal(env as NodeJS.ProcessEnv, hasSample)
    if (refusal === null) expect(got).toBeNull()
    else expect(got).toMatch(refusal)
  })
})

describe('whose request it is', () => {
  const https = 'https://g.example'
  const local = 'http://localhost:3000'
  test.each([
    [https, { origin: https }, true],
    [https, { origin: 'http://g.example' }, false],
    [https, { origin: 'https://g.example.evil.example' }, false],
    [https, { origin: 'https://g.example:444' }, false],
    [https, { origin: 'null' }, false],
    [https, {}, false],
    [https, { 'sec-fetch-site': 'same-origin' }, true],
    [https, { 'sec-fetch-site': 'same-site' }, false],
    [https, { 'sec-fetch-site': 'cross-site' }, false],
    [https, { 'sec-fetch-site': 'none' }, false],
    [https, { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
    [https, { origin: 'http://localhost:3000', host: 'localhost:3000' }, false],
    [local, { origin: local }, true],
    [local, { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
    [local, { origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3000' }, false],
    [local, { origin: 'http://evil.example:3000', host: 'evil.example:3000' }, false],
  ])('at %s with %j: %s', (home, headers, isOwn) => {
    const env = { PUBLIC_URL: home } as unknown as NodeJS.ProcessEnv
    expect(isOwnOrigin(new Headers(headers as Record<string, string>), env)).toBe(isOwn)
  })

  test.each([
    [https, 'g.example', https],
    [https, 'evil.example', https],
    [https, 'localhost:3000', https],
    [local, 'localhost:3000', local],
    [local, '127.0.0.1:3000', 'http://127.0.0.1:3000'],
    [local, 'evil.example:3000', local],
    [local, null, local],
  ])('%s called as %s sends browsers to %s', (home, host, place) => {
    expect(homeFor(host, { PUBLIC_URL: home } as unknown as NodeJS.ProcessEnv).origin).toBe(place)
  })

  test.each([
    ['192.0.2.1', undefined, '', '192.0.2.1'],
    ['192.0.2.1', '10.9.9.9', '', '192.0.2.1'],
    ['::ffff:192.0.2.1', undefined, '', '192.0.2.1'],
    ['127.0.0.1', '198.51.100.7', '127.0.0.1', '198.51.100.7'],
    ['127.0.0.1', '6.6.6.6, 198.51.100.7', '127.0.0.1', '198.51.100.7'],
    ['10.0.0.2', '6.6.6.6, 198.51.100.7, 10.0.0.3', '10.0.0.0/8', '198.51.100.7'],
    ['10.0.0.2', '', '10.0.0.0/8', '10.0.0.2'],
    ['10.0.0.2', 'not an address', '10.0.0.0/8', '10.0.0.2'],
    ['2001:db8::1', '198.51.100.7', '2001:db8::/32', '198.51.100.7'],
    ['10.0.0.2', '198.51.100.7:50123', '10.0.0.0/8', '198.51.100.7'],
    ['10.0.0.2', '[2001:db8::7]:443, 10.0.0.3:80', ' 10.0.0.0/8 , ', '2001:db8::7'],
    ['10.0.0.2', '[2001:db8::7]', '10.0.0.0/8', '2001:db8::7'],
    ['10.0.0.2', '198.51.100.7', '::ffff:10.0.0.2', '198.51.100.7'],
    [undefined, undefined, '', 'unknown'],
  ])('socket %s, forwarded %s, trusting %s: %s', (socket, forwarded, proxies, caller) => {
    expect(clientAddress(socket, forwarded, trustedProxies(proxies))).toBe(caller)
  })

  test.each([
    ['true', 'true'],
    ['1', '1'],
    ['10.0.0.5, proxy.example', 'proxy.example'],
    ['10.0.0.5:80', '10.0.0.5:80'],
    ['10.0.0.0/33', '10.0.0.0/33'],
    ['2001:db8::/129', '2001:db8::/129'],
    ['10.0.0.0/', '10.0.0.0/'],
    ['10.0.0.0/-1', '10.0.0.0/-1'],
    ['10.0.0.0/8/8', '10.0.0.0/8/8'],
  ])('TRUSTED_PROXY=%s is refused: %s is no address', (setting, part) => {
    expect(() => trustedProxies(setting)).toThrow(
      `TRUSTED_PROXY lists the proxy's own addresses, such as 10.0.0.5 or 10.0.0.0/24; “${part}” is neither.`,
    )
  })

  test.each([
    [null, undefined],
    ['a=1; b=2', '2'],
    ['bb=1; b=x=y', 'x=y'],
    ['ab=1', undefined],
  ])('the cookie b in %s', (header, value) => expect(cookieIn(header, 'b')).toBe(value))
})

describe('errors in words', () => {
  const pg = (code: string) => new Error('select secret', { cause: Object.assign(new Error('of 4711'), { code }) })
  test.each([
    ['57014', 503, /took too long/],
    ['55P03', 503, /Try again/],
    ['40001', 503, /Try again/],
    ['40P01', 503, /Try again/],
    ['08006', 503, /cannot be reached/],
    ['57P01', 503, /cannot be reached/],
    ['ECONNREFUSED', 503, /cannot be reached/],
    ['42501', 403, /no right/],
    ['22021', 400, /nothing here can hold/],
    ['22003', 400, /nothing here can hold/],
    ['22P02', 400, /nothing here can hold/],
    ['23505', 409, /just written the same/],
    ['23P01', 409, /just written the same/],
    ['42P01', 500, /our side/],
  ])('%s: %i', (code, status, sentence) => {
    const said = inWords(pg(code))
    expect([said.status, said.message]).toEqual([status, expect.stringMatching(sentence)])
    expect(JSON.stringify(said.toJSON())).not.toMatch(/select|4711/)
  })

  test('what was said already stays', () => {
    expect(inWords(notFound('There is nobody.'))).toMatchObject({ status: 404, message: 'There is nobody.' })
    expect(inWords(refused('No.'))).toMatchObject({ status: 403, message: 'No.' })
    for (const sentence of [
      'Connection terminated unexpectedly',
      'Client has encountered a connection error and is not queryable',
    ]) {
      expect(inWords(new Error(sentence))).toMatchObject({ status: 503 })
    }
    expect(inWords('a string')).toMatchObject({ status: 500 })
  })
})

test.each([
  ['short one', /15 characters/],
  ['aaaaaaaaaaaaaaaaaaaa', /different/],
  ['correct horse battery', null],
  ['x'.repeat(257), /at most/],
  ['someone.long@example.com', /other than your name/],
  ['Someone Rather Long', /other than your name/],
  ['my SOMEONE.Long winter', /^Leave “.*” out: it is part of your e-mail/],
  ['sample-organisation-2026', /public/],
  ['Sample Organisation 2026', /public/],
  ['Correct Horse Battery Staple', /first ones tried/],
  ['password-password', /first ones tried/],
  ['Qwertyuiop asdfghjkl', /first ones tried/],
  ['Gravitas of four words', /names of this product/],
  ['winter at Meridian-Rail house', /names of this product and of your organisation/],
  ['the quick brown fox sleeps', null],
])('the new password %s', (password, problem) => {
  const got = passwordProblem(password, {
    ...{ name: 'Someone Rather Long', email: 'someone.long@example.com', organisation: 'Meridian Rail' },
  })
  if (problem === null) expect(got).toBeNull()
  else expect(got).toMatch(problem)
})

test('an e-mail of three letters or fewer forbids no word', () => {
  expect(passwordProblem('bold winters of another age', { name: 'Bo', email: 'bo@example.com' })).toBeNull()
})

test.each([
  [null, null],
  ['', null],
  ['CredentialsSignin', 'That e-mail and password do not match.'],
  ['TooMany', 'Too many tries. Wait 15 minutes, then try again.'],
  ['<script>', 'Signing in does not work right now. Try again in a moment.'],
])('the sign-in problem %s', (code, sentence) => expect(signInSentence(code)).toBe(sentence))

describe('pages’ headers', () => {
  test('scripts need the nonce; nothing inline, nothing evaluated but in development', () => {
    const scripts = contentPolicy('abc', false).match(/script-src [^;]*/)?.[0]
    expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
    expect(contentPolicy('abc', true)).toContain("'unsafe-eval'")
    for (const policy of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "default-src 'self'"]) {
      expect(contentPolicy('abc', false).split('; ')).toContain(policy)
    }
  })

  test.each([pageHeaders, answerHeaders])('HSTS for a year and all subdomains, over https only: %o', (headers) => {
    const hsts = (isSecure: boolean) => new Map(headers(isSecure)).get('strict-transport-security')
    expect(hsts(true)).toBe('max-age=31536000; includeSubDomains')
    expect(hsts(false)).toBeUndefined()
  })

  test('no site learns where people were, and no opener reaches a page', () => {
    const page = new Map(pageHeaders(true))
    expect(page.get('referrer-policy')).toBe('same-origin')
    expect(page.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})
