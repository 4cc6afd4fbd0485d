import { connect } from 'node:net'
import { expect, people, signIn, test } from './fixtures'

/** Sends bytes as they are, where a client library would mend them; answers the first line and the headers. */
function sendRaw(baseURL: string, lines: string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(baseURL)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (part) => {
      text += part
      if (text.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('close', () => resolve(text.split('\r\n\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}

const addresses = [
  '/sign-in',
  '/me',
  '/nowhere',
  '/healthz',
  '/readyz',
  '/icon.svg',
  '/api/docs',
  '/api/auth/csrf',
  '/api/auth/nowhere',
  '/api/v1/openapi.json',
  '/api/v1/me',
  '/rpc/me/get',
  '/_next/static/nowhere.js',
  '/.git/config',
]

for (const path of addresses) {
  test(`${path} answers with the headers that all answers have, and says its type`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 })
    const headers = response.headers()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    for (const directive of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"]) {
      expect(headers['content-security-policy']).toContain(directive)
    }
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
    const body = await response.text()
    if (body) expect(headers['content-type']).toMatch(/^(text\/\w+; ?charset=utf-8|application\/json|image\/svg\+xml)/i)
    expect(/node_modules|\.[jt]sx?:\d+:\d+|sqlstate/i.exec(body)?.[0]).toBeUndefined()
  })
}

test('pages are kept by no cache', async ({ as }) => {
  const page = await as('hr')
  const response = await page.goto('/people')
  expect(response?.headers()['cache-control']).toMatch(/no-store/)
})

test('nothing of people stays in the browser’s stores, and the way back shows nothing after signing out', async ({
  page,
}) => {
  await signIn(page, people.head)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  await page.goto('/people')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const kept = await page.evaluate(() => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    document.cookie,
  ])
  expect(kept.filter((name) => name && name !== 'mantine-color-scheme-value')).toEqual([])
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goBack()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0)
})

test('password fields mask what is typed, and take what is pasted', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/sign-in')
  const field = page.getByLabel('Password', { exact: true })
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', 'current-password')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  await page.evaluate(() => navigator.clipboard.writeText('pasted by a manager of passwords'))
  await field.focus()
  await page.keyboard.press('Control+V')
  await expect(field).toHaveValue('pasted by a manager of passwords')
})

test.describe('what is no request of ours', () => {
  const host = (baseURL: string) => `Host: ${new URL(baseURL).host}`

  for (const method of ['TRACE', 'TRACK', 'CONNECT']) {
    test(`${method} is not answered`, async ({ baseURL }) => {
      const target = method === 'CONNECT' ? 'example.com:80' : '/sign-in'
      const answer = await sendRaw(baseURL!, [
        `${method} ${target} HTTP/1.1`,
        host(baseURL!),
        'X-Secret: canary',
        'Connection: close',
      ])
      expect(answer).not.toMatch(/^HTTP\/1\.1 2/)
      expect(answer).not.toContain('canary')
    })
  }

  test('a body with two lengths is refused', async ({ baseURL }) => {
    const lines = ['POST /api/v1/me HTTP/1.1', host(baseURL!), 'Content-Length: 6', 'Transfer-Encoding: chunked']
    expect(await sendRaw(baseURL!, lines, '0\r\n\r\nG')).toMatch(/^HTTP\/1\.1 400/)
  })

  test('two lengths that differ are refused', async ({ baseURL }) => {
    const lines = ['POST /api/v1/me HTTP/1.1', host(baseURL!), 'Content-Length: 6', 'Content-Length: 5']
    expect(await sendRaw(baseURL!, lines, '012345')).toMatch(/^HTTP\/1\.1 400/)
  })

  for (const path of ['/.git/config', '/.data/secrets.json', '/package.json', '/_next/', '/..%2f..%2fetc/passwd']) {
    test(`${path} is no file and no listing`, async ({ request }) => {
      const response = await request.get(path, { maxRedirects: 0 })
      expect([302, 307, 308, 400, 404]).toContain(response.status())
      expect(await response.text()).not.toMatch(/\[core\]|authSecret|"dependencies"|Index of|root:/)
    })
  }
})
