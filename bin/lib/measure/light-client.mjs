import { Agent, request } from 'node:http'

/** A server closes idle lines after five seconds; ours go earlier, so that none is used at that moment. */
const agent = new Agent({ keepAlive: true, timeout: 3_000 })

/**
 * One question to /rpc as the pages ask it: `{ status, body }`, by the plainest client there is: fetch would take as much
 * of the machine as what is measured. Throws when no answer comes.
 */
export function askLightly({ url, publicUrl, cookie }, name, input, { key } = {}) {
  const body = JSON.stringify({ json: input })
  const headers = {
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    ...{ origin: publicUrl, cookie, ...(key && { 'idempotency-key': key }) },
  }
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/rpc/${name}`, { method: 'POST', agent, headers }, (answer) => {
      const pieces = []
      answer.on('data', (piece) => pieces.push(piece))
      answer.on('error', reject)
      answer.on('end', () => {
        try {
          resolve({ status: answer.statusCode, body: JSON.parse(Buffer.concat(pieces).toString()).json })
        } catch (error) {
          reject(error)
        }
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
