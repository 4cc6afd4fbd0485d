import type { Route } from 'next'

/** Where to go after signing in: a path of our own, else home. Other sites, however they are spelt, are not followed. */
export function localPath(to: unknown): Route {
  const home = 'http://home.invalid'
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, home)) return '/'
  const url = new URL(to, home)
  if (url.origin !== home || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-in')) return '/'
  return `${url.pathname}${url.search}` as Route
}
