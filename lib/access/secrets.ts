import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, safe in an address and a cookie. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** How a secret of 256 bits lies in the database: it needs no salt and no slow hash, because it cannot be guessed. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')
