import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id setting: 19 MiB, two passes, one lane; some 25 ms. */
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 }
const shortestPassword = 15
const longestPassword = 256

/** Verified for unknown accounts, so that they take as long as known ones. */
const nobodysHash = hash('nobody has this password', cost)

export const hashPassword = (password: string) => hash(password.normalize('NFC'), cost)

/** One argon2 verification, whoever is asked for; false when there is no account or no password yet. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobodysHash), password.normalize('NFC'))
  return stored !== null && matches
}

/** What is wrong with a new password, as a sentence, or null. */
export function passwordProblem(password: string, personal: readonly string[] = []): string | null {
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < shortestPassword) return `Use at least ${shortestPassword} characters; four or five words will do.`
  if (length > longestPassword) return `Use at most ${longestPassword} characters.`
  if (new Set(text).size < 5) return 'Use a few more different characters.'
  const isNamed = personal.some((part) => part.length > 3 && text.toLowerCase() === part.toLowerCase())
  return isNamed ? 'Choose something other than your name or e-mail.' : null
}
