import { connect, createServer } from 'node:net'

/** A line to a port of this machine that can be cut like a cable: what is under way is gone, and nothing gets through. */
export async function openLine(port) {
  const sockets = new Set()
  let isCut = false
  const server = createServer((caller) => {
    if (isCut) return caller.destroy()
    const called = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [caller, called],
      [called, caller],
    ]) {
      sockets.add(one)
      one.on('error', () => {}) // the close that follows says it to the other end
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut() {
      isCut = true
      drop()
    },
    mend() {
      isCut = false
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      drop()
      await closed
    },
  }
}
