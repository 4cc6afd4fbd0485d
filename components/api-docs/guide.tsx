import classes from './docs.module.css'
import { ImportGuide } from './import-guide'
import { Example } from './operation-view'

const verify = `import { createHmac, timingSafeEqual } from 'node:crypto'

// secret: whsec_… as it was shown; body: the bytes of the request, before any parsing
export function isGenuine(secret, headers, body) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = \`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${body}\`
  const wanted = createHmac('sha256', key).update(signed).digest()
  const isFresh = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 300
  return isFresh && headers['webhook-signature'].split(' ').some((part) => {
    const given = Buffer.from(part.slice('v1,'.length), 'base64')
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}`

/** What holds for every request, in the order in which one meets it. */
export function Guide({ home }: { home: string }) {
  return (
    <section className={classes.guide} aria-labelledby="start">
      <h2 className={classes.tag} id="start">
        Start here
      </h2>
      <h3>A token</h3>
      <p>
        Make one under <a href="/admin/tokens">Tokens</a>, or on the machine itself with{' '}
        <code>npm run token -- --email you@example.org --scopes read --days 30</code>. It is shown once, ends by itself
        within a year, and answers what its creator may see at that moment: their rights end, its rights end. Each
        request names the scope that it needs: <code>read</code> to ask, <code>write</code> to change,{' '}
        <code>import</code> for all about imports, reading them too. <code>scim</code> opens <code>/scim/v2</code>{' '}
        alone.
      </p>
      <Example title="The first request">{`export TOKEN=tok_…\ncurl "${home}/api/v1/me" -H "Authorization: Bearer $TOKEN"`}</Example>
      <h3>Errors</h3>
      <p>
        Every refusal is JSON with <code>code</code>, <code>status</code> and a sentence for people in{' '}
        <code>message</code>. 400 names each field in <code>data.issues</code>. What does not exist and what is out of
        reach answer the same 404. A stale <code>version</code> gets 409 with the present record.
      </p>
      <h3>Pages</h3>
      <p>
        Lists answer up to <code>limit</code> rows (200 at most) and <code>next</code>; send that back as{' '}
        <code>after</code> until it is null. Nothing is skipped or shown twice while others add rows.
      </p>
      <h3>Deeds</h3>
      <p>
        Whatever is not a GET takes an <code>Idempotency-Key</code>, a UUID of yours. Sent again with the same key it
        has one effect and the same answer, so after a lost connection simply repeat it.
      </p>
      <h3>How often</h3>
      <p>
        1,200 requests a minute for each token. <code>RateLimit</code> says what is left; past it the answer is 429, and{' '}
        <code>Retry-After</code> says how many seconds to wait.
      </p>
      <ImportGuide home={home} />
      <h3 id="messages">Messages to you</h3>
      <p>
        A webhook gets JSON with <code>type</code>, <code>at</code> and the <code>id</code> of what it is about, never
        names or levels: ask the API for more. Answer 2xx within ten seconds; everything else is tried again for three
        days. The same message may come twice: tell by <code>webhook-id</code>.
      </p>
      <Example title="Is a message ours?">{verify}</Example>
    </section>
  )
}
