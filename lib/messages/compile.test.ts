import { _createCache, _createIntlFormatters } from 'use-intl/core'
import formatMessage from 'use-intl/format-message'
import formatCompiled from 'use-intl/format-message/format-only'
import { expect, it } from 'vitest'
import { catalogues } from '.'
import { argumentsOf } from './arguments'
import { compile } from './compile'
import { locales, regions } from './locale'

type Tree = { [key: string]: string | Tree }
type Read = Parameters<typeof formatCompiled>[1]
type Values = NonNullable<Parameters<typeof formatMessage>[2]>

const flat = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : flat(value)))

const cache = _createCache()
const formatters = _createIntlFormatters(cache)

/** Numbers by every plural, texts by every branch that the message names. */
function valuesFor(message: string): Values[] {
  const branches = ['x', ...[...message.matchAll(/([\w-]+)\s*\{/g)].map(([, branch = '']) => branch)]
  return [0, 1, 2, 12, 1234.5].flatMap((count) =>
    branches.map((branch) =>
      Object.fromEntries(
        [...argumentsOf(message)].map(([name, kind]) => [
          name,
          kind === 'number' ? count : kind === 'tag' ? (inner: unknown) => `<${String(inner)}>` : branch,
        ]),
      ),
    ),
  )
}

it.each(locales)('compiled messages in %s say what their texts say', (locale) => {
  const options = { cache, formatters, locale: regions[locale], timeZone: 'UTC' }
  let said = 0
  const differing = flat(catalogues[locale]).flatMap((message) =>
    valuesFor(message).flatMap((values) => {
      said++
      const text = formatMessage('key', message, values, options)
      const compiled = formatCompiled('key', compile(message) as Read, values, options)
      return String(text) === String(compiled) && typeof text === typeof compiled ? [] : [{ message, text, compiled }]
    }),
  )
  expect(differing).toEqual([])
  expect(said).toBeGreaterThan(5_000)
})

it.each<[string, unknown]>([
  ['Home', 'Home'],
  ['', ''],
  ['{name} is here', [['name'], ' is here']],
  ['{n, number} of <b>{m}</b>', [['n', 4], ' of ', ['b', ['m']]]],
  [
    '{n, plural, =0 {Nobody} one {# person} other {# in {unit}}}',
    [['n', 2, { '=0': 'Nobody', one: [0, ' person'], other: [0, ' in ', ['unit']] }]],
  ],
  ['{who, select, you {You # } other {}}', [['who', 1, { you: 'You # ', other: '' }]]],
])('reads “%s”', (message, expected) => expect(compile(message)).toEqual(expected))

it.each(['{day, date}', '{ }', '{}'])('refuses “%s”', (message) => expect(() => compile(message)).toThrow('read'))
