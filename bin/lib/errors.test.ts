import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { explain, nodeTooOld, Problem, postgresTooOld } from './errors.mjs'
import { freePort } from './postgres.mjs'
import { checkPort } from './server.mjs'

const url = 'postgresql://ada:top%20secret@db.example.org:6543/talent'
const coded = (code: string, message = 'refused', more = {}) => Object.assign(new Error(message), { code, ...more })

const cases: [string, unknown, Record<string, unknown>, RegExp][] = [
  ['busy port', coded('EADDRINUSE'), { doing: 'listen', port: 3000 }, /^Port 3000 is already in use.*PORT/],
  ['busy port, said by the server', new Error('Error: listen EADDRINUSE: 127.0.0.1:80'), { port: 80 }, /^Port 80 is/],
  ['low port', coded('EACCES'), { doing: 'listen', port: 80 }, /^Port 80 needs more rights.*1024/],
  ['foreign address', coded('EADDRNOTAVAIL'), { doing: 'listen', host: '1.2.3.4' }, /no address 1\.2\.3\.4.*HOST/],
  ['refused connection', coded('ECONNREFUSED'), { url }, /^No database answers at db\.example\.org:6543/],
  ['default port', coded('ECONNREFUSED'), { url: 'postgres://a@h/x' }, /at h:5432/],
  ['unknown host', coded('ENOTFOUND'), { url }, /^No database answers at/],
  ['no route', coded('EHOSTUNREACH'), { url }, /^No database answers at/],
  ['no answer', new Error('timeout expired'), { url }, /^No database answers at/],
  ['both families refused', { errors: [coded('ECONNREFUSED')] }, { url }, /^No database answers at/],
  ['wrong password', coded('28P01', 'password authentication failed for user "ada"'), { url }, /password of user ada/],
  [
    'no password at all',
    new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    { url },
    /ada/,
  ],
  ['user not let in', coded('28000'), { url }, /does not let user ada in/],
  ['database missing', coded('3D000'), { url }, /^The database "talent" does not exist/],
  [
    'database missing, as text',
    new Error('FATAL: database "talent" does not exist'),
    { url },
    /"talent" does not exist/,
  ],
  ['missing rights', coded('42501', 'permission denied to create role'), { url }, /user ada .*CREATEROLE/],
  ['no free connection', coded('53300'), { url }, /max_connections/],
  ['starting up', coded('57P03'), { url }, /still starting/],
  ['no encryption there', new Error('The server does not support SSL connections'), { url }, /sslmode=require/],
  ['unknown certificate', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), { url }, /NODE_EXTRA_CA_CERTS/],
  ['address that is none', coded('ERR_INVALID_URL'), { url: '?' }, /postgresql:\/\/user:password@host/],
  [
    'folder of another user',
    coded('EACCES', 'denied', { path: '/srv/x' }),
    {},
    /^\/srv\/x cannot be written.*DATA_DIR/,
  ],
  ['read-only disk', coded('EROFS'), { path: '/srv/x' }, /^\/srv\/x cannot be written/],
  ['folder that cannot be made', coded('ENOENT'), { path: '/proc/x' }, /^\/proc\/x cannot be written/],
  [
    'refusal as text',
    new Error('initdb: could not create: Permission denied'),
    { path: '/d' },
    /^\/d cannot be written/,
  ],
  ['a file in its place', coded('ENOTDIR'), { path: '/srv/x' }, /is not a folder/],
  ['full disk', coded('ENOSPC'), { path: '/srv/x' }, /^The disk that holds \/srv\/x is full/],
  ['full disk, said by PostgreSQL', coded('53100'), { path: '/d' }, /^The disk that holds \/d is full/],
  ['full disk, as text', new Error('initdb: error: No space left on device'), { path: '/d' }, /is full/],
  ['spent quota', coded('EDQUOT'), { path: '/d' }, /is full/],
  ['other version of the data', new Error('FATAL: database files are incompatible with server'), {}, /another version/],
  ['libraries missing', new Error('postgres: error while loading shared libraries: x'), {}, /set DATABASE_URL/],
  ['little shared memory', new Error('FATAL: could not resize shared memory segment'), {}, /--shm-size/],
  ['no registry', new Error('npm error network request failed'), { doing: 'install' }, /npm could not reach/],
  ['a problem of ours', new Problem('Say it so.'), { port: 1 }, /^Say it so\.$/],
  ['anything else, doing', new Error('x\nError: boom\n    at y\n'), { doing: 'build' }, /^Build failed: Error: boom$/],
  ['anything else', 'boom', {}, /^Something went wrong: boom$/],
  ['nothing', new Error(''), {}, /no reason was given/],
]

test.each(cases)('%s is one clear sentence', (_, error, context, sentence) => {
  const said = explain(error, context)
  expect(said).toMatch(sentence)
  expect(said).not.toContain('secret')
  expect(said.trim().split('\n')).toHaveLength(1)
})

test.each([
  ['v18.20.1', true],
  ['v20.18.3', true],
  ['v20.19.0', false],
  ['v20.20.2', false],
  ['v21.0.0', false],
  ['v24.1.0', false],
])('Node %s too old: %s', (version, isTooOld) => {
  expect(nodeTooOld(version)?.includes(`this is ${version}`) ?? false).toBe(isTooOld)
})

test.each([
  [90624, '9'],
  [140022, '14'],
  [150000, null],
  [180004, null],
])('PostgreSQL %i', (number, major) => {
  expect(postgresTooOld(number)?.match(/this is (\d+)/)?.[1] ?? null).toBe(major)
})

test('a port that is really taken is named', async () => {
  const port = await freePort()
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve))
  await expect(checkPort({ host: '127.0.0.1', port })).rejects.toThrow(`Port ${port} is already in use`)
  await new Promise((resolve) => holder.close(resolve))
  await expect(checkPort({ host: '127.0.0.1', port })).resolves.toBeUndefined()
})
