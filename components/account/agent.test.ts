import { expect, test } from 'vitest'
import { agentOf } from './agent'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each<[string, string | null, string | null]>([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0.0.0 Safari/537.36`, 'Chrome', 'Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0`, 'Edge', 'Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/141.0.0.0 Safari/537.36`, 'Chrome', 'Linux'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/26.0 Safari/605.1', 'Safari', 'macOS'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604', 'Safari', 'iPhone'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 CriOS/141 Safari/604', 'Chrome', 'iPhone'],
  [`Mozilla/5.0 (Linux; Android 16) ${webkit} SamsungBrowser/29 Chrome/141 Mobile`, 'Samsung Internet', 'Android'],
  ['curl/8.5.0', null, null],
  ['', null, null],
])('%s', (text, browser, system) => expect(agentOf(text)).toEqual({ browser, system }))
