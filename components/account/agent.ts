/** Order matters: what imitates others comes before them. */
const browsers: readonly [name: string, sign: RegExp][] = [
  ['Edge', /\bEdgA?\/|\bEdgiOS\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\bFirefox\/|\bFxiOS\//],
  ['Chrome', /\b(Headless)?Chrom(e|ium)\/|\bCriOS\//],
  ['Safari', /\bSafari\//],
]
const systems: readonly [name: string, sign: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

const named = (signs: readonly [string, RegExp][], text: string) =>
  signs.find(([, sign]) => sign.test(text))?.[0] ?? null

/** The browser and the system that a user agent string tells of, as its owner would call them; null where it does not. */
export function agentOf(text: string): { browser: string | null; system: string | null } {
  return { browser: named(browsers, text), system: named(systems, text) }
}
