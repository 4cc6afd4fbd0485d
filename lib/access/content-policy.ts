/** What a page may load: our own files; scripts and style elements only with this request's nonce. */
export function contentPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `object-src 'none'`,
  ].join('; ')
}

const yearSeconds = 365 * 24 * 60 * 60

/** For every answer, whoever makes it; a page then puts its own policy over the one that allows nothing. */
export function answerHeaders(isSecure: boolean): [string, string][] {
  return [
    ['content-security-policy', `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ...transport(isSecure),
  ]
}

const transport = (isSecure: boolean): [string, string][] =>
  isSecure ? [['strict-transport-security', `max-age=${yearSeconds}; includeSubDomains`]] : []

/** For every page. `same-origin` keeps the Origin of our own forms, and tells nobody else where people are. */
export function pageHeaders(isSecure: boolean): [string, string][] {
  return [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
    ...transport(isSecure),
  ]
}
