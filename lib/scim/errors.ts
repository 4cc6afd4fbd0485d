import { inWords } from '@/lib/access/errors'

/** Details of a 400 or 409, as RFC 7644 names them. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'

/** What a directory is answered that asks for something that cannot be. */
export class ScimError extends Error {
  constructor(
    readonly status: number,
    sentence: string,
    readonly scimType?: ScimType,
  ) {
    super(sentence)
  }
}

const byStatus: Record<number, ScimType> = { 400: 'invalidValue', 409: 'uniqueness' }

/** Any error as SCIM says it: one sentence, no SQL, no values of others. */
export function toScimError(error: unknown): ScimError {
  if (error instanceof ScimError) return error
  const said = inWords(error)
  return new ScimError(said.status, said.message, byStatus[said.status])
}
