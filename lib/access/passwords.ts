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

/** Everybody who tries the product reads this one on its first screen. */
const samplePassword = 'sampleorganisation2026'

/** Long enough and still tried first, as letters and digits alone. */
const commonPhrases = new Set([
  ...['passwordpassword', 'passwordpassword1', 'password123456789', 'password1234567', 'mypasswordispassword'],
  ...['123456789012345', '1234567890123456', '12345678901234567890', 'abcdefghijklmnopqrstuvwxyz'],
  ...['qwertyuiopasdfghjkl', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv', 'qwertyqwertyqwerty'],
  ...['correcthorsebatterystaple', 'thequickbrownfox', 'thequickbrownfoxjumpsoverthelazydog'],
  ...['iloveyouiloveyou', 'letmeinletmeinletmein', 'changemechangeme', 'maytheforcebewithyou'],
])

/** What an attacker of this installation tries first: the product, and what its people call themselves. */
const ownWords = ['gravitas', 'talentdashboard']
const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

interface Owner {
  name: string
  email: string
  organisation?: string | null
}

/** What is wrong with a new password, as a sentence, or null. */
export function passwordProblem(password: string, owner: Owner = { name: '', email: '' }): string | null {
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < shortestPassword) return `Use at least ${shortestPassword} characters; four or five words will do.`
  if (length > longestPassword) return `Use at most ${longestPassword} characters.`
  if (new Set(text).size < 5) return 'Use a few more different characters.'
  const lower = text.toLowerCase()
  const { name, email } = { name: owner.name.toLowerCase(), email: owner.email.toLowerCase() }
  if (lower === name || lower === email) return 'Choose something other than your name or e-mail.'
  const [mailbox = ''] = email.split('@')
  if (mailbox.length > 3 && lower.includes(mailbox)) return `Leave “${mailbox}” out: it is part of your e-mail.`
  const bare = lettersOf(text)
  if (bare === samplePassword) return 'This is the sample organisation’s password, which is public. Choose your own.'
  const words = [...ownWords, lettersOf(owner.organisation ?? '')].filter((word) => word.length > 3)
  if (words.some((word) => bare.includes(word))) return 'Leave the names of this product and of your organisation out.'
  return commonPhrases.has(bare)
    ? 'This is one of the first ones tried. Choose words that only you would put together.'
    : null
}
