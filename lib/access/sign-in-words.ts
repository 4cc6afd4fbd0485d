/** Failed sign-ins are forgotten after this many minutes. */
export const windowMinutes = 15

/** Why a sign-in failed, as the sign-in page gets it; says nothing about whether the account exists. */
export const signInProblems = [
  'CredentialsSignin',
  'TooMany',
  'OAuthSignin',
  'OAuthCallback',
  'Callback',
  'UnknownIdentity',
  'ClosedAccount',
  'SpentLink',
  'UnverifiedEmail',
  'OtherEmail',
  'IdentityTaken',
  'OtherSession',
  'Unavailable',
] as const
export type SignInProblem = (typeof signInProblems)[number]

const sentences: Record<SignInProblem, string> = {
  CredentialsSignin: 'That e-mail and password do not match.',
  TooMany: `Too many tries. Wait ${windowMinutes} minutes, then try again.`,
  OAuthSignin: 'The sign-in provider cannot be reached right now. Try again in a moment, or use your password.',
  OAuthCallback: 'The answer of the sign-in provider could not be trusted. Start again here.',
  Callback: 'The sign-in provider did not sign you in. Start again here.',
  UnknownIdentity:
    'That sign-in is not connected to an account here. Open your invitation link, or sign in with your password and connect it under My account.',
  ClosedAccount: 'Your account here is closed at present. Ask HR or your administrator.',
  SpentLink: 'Your invitation link was used or has expired. Ask HR or your administrator for a new one.',
  UnverifiedEmail:
    'The sign-in provider does not vouch for your e-mail. Have it confirmed there, or set a password by your invitation link.',
  OtherEmail:
    'The sign-in provider knows you by another e-mail than the invitation. Sign in there as the person invited.',
  IdentityTaken:
    'That sign-in is connected to another account here, or yours has one already. Disconnect it there first.',
  OtherSession: 'Your session ended in the meantime. Sign in, then connect again.',
  Unavailable: 'Signing in does not work right now. Try again in a moment.',
}

/** The sentence for a problem's code, null for none; unknown codes read as the last. Safe in the browser. */
export function signInSentence(code: string | null | undefined): string | null {
  if (!code) return null
  const known = signInProblems.find((problem) => problem === code)
  return sentences[known ?? 'Unavailable']
}
