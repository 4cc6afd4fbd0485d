import { expect, test } from 'vitest'
import { isComplete } from './install.mjs'
import { findLockGaps, sourceRules } from './source-rules.mjs'
import { countPlaywright, countVitest } from './suites.mjs'

const lines = (count: number) => 'x\n'.repeat(count)
const rawSql = ['sql', 'raw'].join('.')
const shared = ['..', 'shared', 'data.json'].join('/')

test.each([
  ['sizes', 'lib/a.ts', lines(400), 0],
  ['sizes', 'lib/a.ts', lines(401), 1],
  ['sizes', 'db/migrations/0001.sql', lines(900), 0],
  ['raw sql', 'lib/a.ts', `${rawSql}(x)`, 1],
  ['raw sql', 'bin/a.mjs', `${rawSql}(x)`, 0],
  ['raw sql', 'lib/a.ts', 'sql`select 1`', 0],
  ['clocks', 'lib/a.ts', 'new Date()', 0],
  ['outside', 'lib/a.ts', shared, 1],
  ['outside', 'lib/a.ts', '../share', 0],
  ['dangers', 'lib/a.ts', `${'ev'}al (text)`, 1],
  ['dangers', 'components/a.tsx', '<p dangerouslySetInnerHTML={x} />', 1],
  ['dangers', 'components/a.tsx', 'a.innerHTML = x', 1],
  ['dangers', 'components/a.tsx', 'localStorage.setItem(x)', 1],
  ['dangers', 'lib/a.ts', 'new WebSocket(url)', 1],
  ['dangers', 'lib/a.ts', "import { exec } from 'node:child_process'", 2],
  ['dangers', 'lib/a.ts', "import { execFile } from 'node:child_process'", 1],
  ['dangers', 'lib/exchange/unpack.ts', "import { execFile } from 'node:child_process'", 0],
  ['dangers', 'lib/a.ts', "createHash('md5')", 1],
  ['dangers', 'lib/framework/guid.ts', "createHash('sha1')", 0],
  ['dangers', 'lib/a.ts', "createCipheriv('aes-128-ecb', key)", 1],
  ['dangers', 'lib/a.ts', "createCipheriv('aes-256-gcm', key)", 0],
  ['dangers', 'lib/a.ts', 'Math.random()', 1],
  ['dangers', 'lib/a.ts', 'await fetch(url)', 1],
  ['dangers', 'lib/a.ts', 'query.refetch()', 0],
  ['dangers', 'lib/a.ts', "import { request } from 'node:https'", 1],
  ['dangers', 'lib/a.test.ts', 'Math.random()', 0],
] as const)('%s: %s', (rule, file, text, problems) => {
  expect(sourceRules[rule]([{ file, text }]).problems).toHaveLength(problems)
})

test('a second clock is found, a given day and a test are none', () => {
  const clock = { file: 'lib/a.ts', text: 'new Date()' }
  const find = (file: string, text: string) => sourceRules.clocks([clock, { file, text }]).problems
  expect(find('lib/b.ts', 'new Date()')).toHaveLength(1)
  expect(find('lib/b.ts', 'new Date(day)')).toHaveLength(0)
  expect(find('lib/b.test.ts', 'new Date()')).toHaveLength(0)
  expect(find('db/b.sql', 'CURRENT_DATE')).toHaveLength(0)
})

test('a class that its sheet has not is found', () => {
  const sheet = { file: 'components/a.module.css', text: '.there span {}' }
  const view = (name: string) => ({
    file: 'components/b/b.tsx',
    text: `import classes from '../a.module.css'\n<p className={classes.${name}} />`,
  })
  expect(sourceRules.classes([sheet, view('there')]).problems).toEqual([])
  expect(sourceRules.classes([sheet, view('gone')]).problems).toEqual([
    'components/b/b.tsx: ../a.module.css has no .gone',
  ])
})

test('a file past 300 lines is told, not refused', () => {
  expect(sourceRules.sizes([{ file: 'lib/a.ts', text: lines(301) }])).toEqual({
    problems: [],
    notes: ['lib/a.ts: 301 lines'],
  })
})

const sure = { version: '1.0.0', integrity: 'sha512-x' }
test.each([
  ['without a checksum', { version: '1.0.0' }, 'node_modules/a has no checksum'],
  ['with a weak one', { ...sure, integrity: 'sha1-x' }, 'node_modules/a has no checksum'],
  [
    'of elsewhere',
    { ...sure, resolved: 'https://evil.example/a.tgz' },
    "node_modules/a names where it comes from: npm's own setting says that",
  ],
])('a package %s is found in the lock', (_, entry, problem) => {
  expect(findLockGaps({ packages: { '': {}, 'node_modules/a': entry } })).toEqual([problem])
})

test('a lock without a package of another platform is not complete', () => {
  const packages = {
    'node_modules/next': { ...sure, optionalDependencies: { 'swc-linux': '1', 'swc-mac': '1' } },
    'node_modules/swc-linux': { ...sure, optional: true },
    'node_modules/next/node_modules/swc-mac': { ...sure, optional: true },
  }
  expect(findLockGaps({ packages })).toEqual([])
  const { 'node_modules/swc-linux': _, ...rest } = packages
  expect(findLockGaps({ packages: rest })).toEqual(['node_modules/next wants swc-linux, which the lock lacks'])
})

test.each([
  ['the same', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['another version', { 'node_modules/a': { version: '0.9.0' } }, false],
  ['a missing package', {}, false],
])('installed packages: %s', (_, packages, expected) => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { optional: true } } }
  expect(isComplete(lock, { packages })).toBe(expected)
})

const file = (status: string, tests: number) => ({ status, assertionResults: Array(tests).fill({}) })
test.each([
  ['all well', { numPassedTests: 3, numFailedTests: 0, testResults: [file('passed', 3)] }, 0, [3, 0]],
  ['one failure', { numPassedTests: 2, numFailedTests: 1, testResults: [file('failed', 3)] }, 1, [2, 1]],
  ['a file not read', { numPassedTests: 2, numFailedTests: 0, testResults: [file('failed', 0)] }, 1, [2, 1]],
  ['an error between tests', { numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 2)] }, 1, [2, 1]],
  ['no test at all', { numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0, [0, 1]],
  ['no report', null, 0, [0, 1]],
])('vitest: %s', (_, report, code, [passed, failed]) => expect(countVitest(report, code)).toEqual({ passed, failed }))

test.each([
  ['all well', { stats: { expected: 4, unexpected: 0, flaky: 0 } }, 0, [4, 0]],
  ['a second try', { stats: { expected: 4, unexpected: 0, flaky: 1 } }, 0, [4, 1]],
  ['a crash', { stats: { expected: 4, unexpected: 0, flaky: 0 } }, 1, [4, 1]],
  ['no test at all', { stats: { expected: 0, unexpected: 0, flaky: 0 } }, 0, [0, 1]],
  ['no report', null, 1, [0, 1]],
])('playwright: %s', (_, report, code, [passed, failed]) =>
  expect(countPlaywright(report, code)).toEqual({ passed, failed }),
)
