import { createServer, type Socket } from 'node:net'

/** A mail server that keeps what it is given; it can refuse a number of mails before that. */
export async function openPostOffice() {
  const mails: string[] = []
  let refusals = 0
  const server = createServer((socket) => serve(socket, () => refusals-- <= 0, mails))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (count: number) => {
      refusals = count
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** As much of RFC 5321 as a client asks for. */
function serve(socket: Socket, accepts: () => boolean, mails: string[]) {
  let waiting = ''
  let isData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 post office')
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    waiting += chunk.toString()
    for (;;) {
      const end = waiting.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const said = waiting.slice(0, end)
      waiting = waiting.slice(end + (isData ? 5 : 2))
      if (isData) {
        isData = false
        mails.push(said)
        say('250 kept')
      } else if (/^DATA/i.test(said)) {
        isData = true
        say('354 go on')
      } else if (/^MAIL/i.test(said)) say(accepts() ? '250 ok' : '451 try again later')
      else if (/^QUIT/i.test(said)) socket.end('221 bye\r\n')
      else say('250 ok')
    }
  })
}
