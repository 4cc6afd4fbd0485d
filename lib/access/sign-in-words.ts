/** Failed sign-ins are forgotten after this many minutes. */
export const windowMinutes = 15

/** Why a sign-in failed, as the sign-in page gets it; says nothing about whether the account exists. */
export const signInProblems = ['CredentialsSignin', 'TooMany', 'Unavailable'] as const
export type SignInProblem = (typeof signInProblems)[number]

const sentences: Record<SignInProblem, string> = {
  CredentialsSignin: 'That e-mail and password do not match.',
  TooMany: `Too many tries. Wait ${windowMinutes} minutes, then try again.`,
  Unavailable: 'Signing in does not work right now. Try again in a moment.',
}

/** The sentence for a problem's code, null for none; unknown codes read as the last. Safe in the browser. */
export function signInSentence(code: string | null | undefined): string | null {
  if (!code) return null
  const known = signInProblems.find((problem) => problem === code)
  return sentences[known ?? 'Unavailable']
}
