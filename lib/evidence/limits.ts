/** Bytes of one file of evidence. */
export const mostBytes = 20 * 1024 * 1024
