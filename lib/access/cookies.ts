import { isSecure } from './address'

const cookie = (name: string) => {
  const secure = isSecure()
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return { name: secure ? `__Host-${name}` : name, options }
}

/** Names and attributes by PUBLIC_URL: `__Host-` and Secure over https, plain over http. */
export const sessionCookie = () => cookie('gravitas-session')
export const csrfCookie = () => cookie('gravitas-csrf')
export const callbackCookie = () => cookie('gravitas-return')
/** What the browser went to the sign-in provider for, and next-auth's own three for the way back. */
export const intentCookie = () => cookie('gravitas-intent')
export const stateCookie = () => cookie('gravitas-state')
export const nonceCookie = () => cookie('gravitas-nonce')
export const verifierCookie = () => cookie('gravitas-verifier')
/** Tells a browser that signed in before from one that never did. */
export const deviceCookie = () => cookie('gravitas-device')

export function cookieIn(header: string | null, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
}
