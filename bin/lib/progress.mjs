const say = (line) => process.stdout.write(`${line}\n`)
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1)

/**
 * Runs one step. Whoever waits hears of it once it has taken a second, again every ten, and when it is done; a quick
 * step says nothing.
 */
export async function step(name, work) {
  const began = performance.now()
  let told = false
  const tell = () => {
    say(told ? `${name} … ${Math.round(Number(seconds(began)))} s` : `${name} …`)
    told = true
  }
  let timer = setTimeout(function again() {
    tell()
    timer = setTimeout(again, 10_000)
  }, 1000)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
    if (told) say(`${name}: ${seconds(began)} s`)
  }
}
