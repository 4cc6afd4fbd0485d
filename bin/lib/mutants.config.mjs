import { defineConfig, mergeConfig } from 'vitest/config'
import base from '../../vitest.config.ts'

/** Rewrites the check of one permission so that it always passes: MUTANT_ALLOW names it. */
const bypass = {
  name: 'bypass-allow',
  transform(code, id) {
    const name = process.env.MUTANT_ALLOW
    if (!name || !id.endsWith('/lib/access/allow.ts')) return null
    const changed = code.replace('const isAllowed =', `const isAllowed = permission === '${name}' || `)
    if (changed === code) throw new Error('There is no check to bypass: has allow.ts been rewritten?')
    return changed
  },
}

export default mergeConfig(base, defineConfig({ plugins: [bypass] }))
