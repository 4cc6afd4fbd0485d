import { type NextRequest, NextResponse } from 'next/server'
import { homeFor, isSecure } from '@/lib/access/address'
import { contentPolicy, pageHeaders } from '@/lib/access/content-policy'
import { sessionCookie } from '@/lib/access/cookies'

const open = /^\/(sign-in|invitation|api\/docs)(\/|$)/

/** Gives each page its nonce and headers, and shows the way in to whoever has no cookie; the layout checks the rest. */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl
  const isSignedOut = !request.cookies.has(sessionCookie().name)
  if (isSignedOut && !open.test(pathname)) {
    const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
    const way = NextResponse.redirect(new URL(`/sign-in${to}`, homeFor(request.headers.get('host'))))
    // The framework writes the address as the body, and would leave its kind to be guessed.
    way.headers.set('content-type', 'text/plain; charset=utf-8')
    return withPageHeaders(way)
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', pathname + search)
  headers.set('content-security-policy', policy)
  const response = withPageHeaders(NextResponse.next({ request: { headers } }))
  response.headers.set('content-security-policy', policy)
  return response
}

function withPageHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of pageHeaders(isSecure())) response.headers.set(name, value)
  return response
}

export const config = {
  matcher: [
    '/((?!api/(?:auth|v1)(?:/|$)|rpc(?:/|$)|scim(?:/|$)|calendar(?:/|$)|healthz$|readyz$|_next/|icon\\.svg$|favicon\\.ico$).*)',
  ],
}
