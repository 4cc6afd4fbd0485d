import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { noteAddress, publicAddress } from './noted-address.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-address-'))
afterAll(() => rmSync(folder, { recursive: true }))
const dataDir = path.join(folder, 'data')
const usual = { dataDir, publicUrl: 'http://localhost:3000' }

test('before any start it is the usual address', () => {
  expect(publicAddress(usual, {})).toBe('http://localhost:3000')
})

test.each([
  [{}, 'https://talent.example.org'],
  [{ PORT: '3000' }, 'http://localhost:3000'],
  [{ PUBLIC_URL: 'http://localhost:3000' }, 'http://localhost:3000'],
])('after a start elsewhere, with %o in the environment, it is %s', (env, address) => {
  noteAddress({ dataDir, publicUrl: 'https://talent.example.org' })
  expect(publicAddress(usual, env)).toBe(address)
})
