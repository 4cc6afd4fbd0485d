/** How headers and words are compared: without case, blanks, signs, accents and the byte order mark. */
export const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/#/g, 'number')
    .replace(/[^\p{L}\p{N}]/gu, '')
