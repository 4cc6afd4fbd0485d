import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { catalogues } from '.'
import { argumentsOf } from './arguments'
import { locales, pickLocale, regions } from './locale'

type Tree = { [key: string]: string | Tree }

/** Every message by its path: "people.filters.unit". */
function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  )
}

const english = new Map(flat(catalogues.en))
const asked = (message: string) => [...argumentsOf(message)].map(([name, kind]) => `${name}: ${kind}`).sort()

describe.each(locales.filter((locale) => locale !== 'en'))('the catalogue in %s', (locale) => {
  const others = new Map(flat(catalogues[locale]))

  it('says everything that English says, and nothing else', () => {
    expect([...others.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('asks for the same arguments', () => {
    const differing = [...english].filter(
      ([key, message]) => asked(message).join() !== asked(others.get(key) ?? '').join(),
    )
    expect(differing).toEqual([])
  })
})

it.each(locales)('every message in %s can be said', (locale) => {
  const failures: string[] = []
  for (const [key, message] of flat(catalogues[locale])) {
    const t = createTranslator({
      locale: regions[locale],
      messages: { message },
      onError: (error) => failures.push(`${key}: ${error.message}`),
    })
    for (const count of [0, 1, 2, 12]) {
      const values = [...argumentsOf(message)].map(([name, kind]) => [
        name,
        kind === 'number' ? count : kind === 'tag' ? (text: string) => text : 'x',
      ])
      t.markup('message', Object.fromEntries(values))
    }
  }
  expect(failures).toEqual([])
})

it.each(locales)('no sentence in %s shouts or pleads', (locale) => {
  const loud = flat(catalogues[locale]).filter(([, message]) => /!|\b(sorry|please|bitte|leider)\b/i.test(message))
  expect(loud).toEqual([])
})

it.each<[string, string[]]>([
  ['Home', []],
  ['{name} is at {points} of 100', ['name: text', 'points: text']],
  ['{count, plural, =0 {Nobody} one {# person of {unit}} other {# people}}', ['count: number', 'unit: text']],
  ['{share, number, percent} of <b>{n}</b>', ['b: tag', 'n: text', 'share: number']],
  ['{who, select, you {You are} other {{name} is}} here', ['name: text', 'who: text']],
])('reads the arguments of “%s”', (message, expected) => expect(asked(message)).toEqual(expected))

it.each(['{name', 'name}', '{n, plural, one {x} other {y}'])('refuses the braces of “%s”', (message) => {
  expect(() => argumentsOf(message)).toThrow('brace')
})

describe('the language of a request', () => {
  it.each<[string | undefined, string | null, string]>([
    ['de', 'en-GB', 'de'],
    ['fr', 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    [undefined, 'en-US,en;q=0.9,de;q=0.8', 'en'],
    [undefined, 'fr-FR, de;q=0.4, en;q=0.7', 'en'],
    [undefined, 'de;q=0, en;q=0.1', 'en'],
    [undefined, '*', 'en'],
    [undefined, null, 'en'],
  ])('with the cookie %s and the browser’s "%s" is %s', (chosen, header, locale) => {
    expect(pickLocale(chosen, header)).toBe(locale)
  })
})
