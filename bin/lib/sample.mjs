import { Problem } from './errors.mjs'

const PASSWORD = 'sample-organisation-2026'

/** One person for each view of the sample organisation; any other person of it signs in the same way. */
export const SIGN_INS = [
  ['HR director', 'anjali.deshmukh@example.com'],
  ['Group PMO director', 'henrik.lindqvist@example.com'],
  ['Head of change', 'ruairi.gallagher@example.com'],
  ['Manager', 'amara.nwosu@example.com'],
  ['Employee', 'gareth.prosser@example.com'],
  ['Administrator', 'admin@example.com'],
]

export function describeSignIns() {
  const width = Math.max(...SIGN_INS.map(([role]) => role.length))
  return [
    `This is the sample organisation: every person of it signs in with the password ${PASSWORD}`,
    ...SIGN_INS.map(([role, email]) => `  ${role.padEnd(width)}  ${email}`),
  ].join('\n')
}

/** Everybody knows the sample's passwords, so it never leaves this machine. */
export function refuseOpenSample(settings) {
  if (!settings.isOpen) return
  throw new Problem(
    'The sample’s passwords are public: leave HOST and PUBLIC_URL out, start an empty DATA_DIR with --no-sample, or run npm run sample:remove.',
  )
}
