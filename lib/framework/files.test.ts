import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { FrameworkFormat } from '@/db/values'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { canonical } from './canonical'
import { toCase } from './case-file'
import { loadDefaultFramework } from './commands'
import { readDefaultFramework } from './default-framework'
import type { Document } from './document'
import { readFrameworkFile } from './files'
import { frameworkProcedures as framework } from './procedures'

const shipped = readDefaultFramework()
const at = '2026-11-01T08:00:00.000Z'
const read = (format: FrameworkFormat, content: string, base: Document | null = null) =>
  readFrameworkFile(format, content, base)

/** Frameworks of every shape, the same each time. */
function* generated(count: number): Generator<Document> {
  let seed = 42
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const bits = [
    'Ärger',
    '“quoted”',
    "O'Neill",
    '=SUM(A1)',
    'a, b; c',
    'line\nbreak',
    '{brace}',
    '<b>',
    '日本',
    '\\',
    '',
    ' x ',
  ]
  const text = () => Array.from({ length: random(4) }, () => bits[random(bits.length)]).join(' ')
  const label = (least: string) => text().trim().replaceAll('\n', ' ') || least
  for (let at = 0; at < count; at++) {
    const levels = 2 + random(9)
    const domains = Array.from({ length: 1 + random(4) }, (_, place) => ({
      ...{ key: `d-${place}`, name: label(`D${place}`), shortName: label('D'), summary: text() },
      ...(random(3) === 0 ? { caseId: `00000000-0000-4000-8000-0000000${10000 + at * 10 + place}` } : {}),
    }))
    const criteria = Array.from({ length: 1 + random(8) }, (_, place) => ({
      ...{
        key: `c-${place}`,
        domain: domains[random(domains.length)]!.key,
        name: label(`C${place}`),
        definition: text(),
      },
      references: Array.from({ length: random(3) }, () => ({
        ...{ standard: label('S'), code: label('1'), title: text(), checked: random(2) === 0 },
      })),
      evidenceExamples: Array.from({ length: random(3) }, text),
      levels: Array.from({ length: levels }, text),
      distinguish: Object.fromEntries(random(2) === 0 ? [] : [['0-1', text()]]),
      ...{ selfPrompt: text(), managerPrompt: text() },
    }))
    const profiles = Array.from({ length: random(4) }, (_, place) => ({
      ...{ key: `p-${place}`, name: label(`P${place}`), order: place + 1, summary: text() },
      criteria: criteria.flatMap(({ key }) => {
        const target = random(levels)
        const mustHave = target > 0 && random(2) === 0
        const minimum = mustHave ? 1 + random(target) : null
        return random(4) === 0 ? [] : [{ criterion: key, target, weight: random(30), mustHave, minimum }]
      }),
    }))
    yield canonical({
      ...{ key: `f-${at}`, name: label('F'), version: `${at}.0`, basis: text(), domains, criteria, profiles },
      ...{ ratingGuidance: [text()], default: profiles[0]?.key ?? '' },
      scale: Array.from({ length: levels }, (_, level) => ({ level, name: label(`L${level}`), meaning: text() })),
    })
  }
}

describe('what goes out comes back', () => {
  test('our JSON and CASE, of 300 generated frameworks, byte for byte', () => {
    let count = 0
    for (const document of generated(300)) {
      const json = JSON.stringify(document)
      expect(JSON.stringify(read('json', json).document)).toBe(json)
      const file = JSON.stringify(toCase(document, at))
      const back = read('case', file)
      expect(JSON.stringify(back.document)).toBe(json)
      expect(JSON.stringify(toCase(back.document, back.changedAt!.toISOString()))).toBe(file)
      count++
    }
    expect(count).toBe(300)
  })

  test('a CASE file keeps its GUIDs; ours come from keys, the same on every day', () => {
    const file = JSON.stringify(toCase(shipped, at))
    const foreign = file.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-5/g, (guid) => `${guid.slice(0, -1)}4`)
    const { document } = read('case', foreign)
    expect(document.criteria.every(({ caseId }) => caseId !== undefined)).toBe(true)
    const guids = (text: string) => [...text.matchAll(/"identifier":"([^"]+)"/g)].map(([, guid]) => guid)
    const [own, again] = [guids(foreign), guids(JSON.stringify(toCase(document, at)))]
    const kept = own.filter((guid) => again.includes(guid))
    // The document, 6 domains and 26 criteria, each named by what leads to it as well.
    expect(new Set(kept).size).toBe(33)
    expect(read('case', file).document.criteria.every(({ caseId }) => caseId === undefined)).toBe(true)
  })

  test('the plain tables give back what they can say', async () => {
    const { toSimpleCsv, toProfilesCsv } = await import('./csv-files')
    const { toMoodle } = await import('./moodle-file')
    expect(read('csv', toSimpleCsv(shipped), shipped).document).toEqual(shipped)
    expect(
      read('profiles-csv', toProfilesCsv(shipped), {
        ...shipped,
        profiles: shipped.profiles.map((one) => ({ ...one, criteria: [] })),
      }).document,
    ).toEqual(shipped)
    const moodle = read('moodle', toMoodle(shipped), shipped)
    expect(moodle.document.criteria.map(({ name, levels }) => [name, levels])).toEqual(
      shipped.criteria.map(({ name, levels }) => [name, levels]),
    )
    expect(moodle.notes).toEqual([])
    // Without anything to lean on, the tables still make a framework.
    const alone = read('csv', toSimpleCsv(shipped))
    expect([alone.document.criteria.length, alone.document.domains.length, alone.document.scale.length]).toEqual([
      26, 6, 6,
    ])
    expect(read('moodle', toMoodle(shipped)).document.domains.map(({ name }) => name)).toEqual(
      shipped.domains.map(({ name }) => name),
    )
  })
})

describe('a file with problems is refused with each of them by row', () => {
  const head = 'domain,criterion_code,criterion,level,descriptor,weight'
  const profileHead = 'role_profile,criterion_code,required_level,weight,critical,minimum_level'
  const moodleHead = 'Parent ID number,ID number,Short name,Description,Is framework'
  it.each<[string, FrameworkFormat, string, RegExp]>([
    ['a broken JSON', 'json', '{"key":', /no readable JSON/],
    ['a JSON of another kind', 'json', '{"people":[]}', /key: .*name: /],
    ['a NUL', 'json', '\u0000', /NUL/],
    [
      'CASE without items',
      'case',
      JSON.stringify({ CFDocument: { identifier: crypto.randomUUID(), title: 'T' }, CFItems: [] }),
      /no item/,
    ],
    [
      'CASE without GUIDs',
      'case',
      JSON.stringify({ CFDocument: { identifier: 'x', title: 'T' }, CFItems: [] }),
      /CFDocument.identifier/,
    ],
    ['a table without a column', 'csv', 'domain,criterion\nA,B', /lacks the column level, descriptor/],
    ['an open quotation mark', 'csv', `${head}\nA,"b`, /quotation mark/],
    ['an empty table', 'csv', head, /holds no criterion/],
    ['a level that is none', 'csv', `${head}\nA,b,B,two,Does,1`, /^Row 2: has the level "two"/],
    [
      'a level twice',
      'csv',
      `${head}\nA,b,B,1,Does,1\nA,b,B,1,Does more,1`,
      /^Row 3: describes level 1 of B a second time/,
    ],
    ['a weight that is none', 'csv', `${head}\nA,b,B,1,Does,heavy`, /^Row 2: has the weight "heavy"/],
    [
      'profiles of no criterion',
      'profiles-csv',
      `${profileHead}\nLead,juggling,3,1,no,`,
      /^Row 2: has the criterion "juggling"/,
    ],
    [
      'a level off the scale',
      'profiles-csv',
      `${profileHead}\nLead,prioritisation,9,1,no,`,
      /^Row 2: asks for level "9"/,
    ],
    [
      'a minimum above its level',
      'profiles-csv',
      `${profileHead}\nLead,prioritisation,3,1,yes,4`,
      /^Row 2: has a minimum above/,
    ],
    [
      'a criterion asked twice',
      'profiles-csv',
      `${profileHead}\nLead,prioritisation,3,1,no,\nLead,prioritisation,3,1,no,`,
      /^Row 3: asks Lead for prioritisation a second time/,
    ],
    ['Moodle without its first row', 'moodle', `${moodleHead}\n,a,A,,`, /Is framework/],
    ['a parent that is not there', 'moodle', `${moodleHead}\n,f,F,,1\nz,a,A,,`, /^Row 3: hangs below z/],
    ['a circle', 'moodle', `${moodleHead}\n,f,F,,1\nb,a,A,,\na,b,B,,`, /hangs below itself/],
    ['an ID twice', 'moodle', `${moodleHead}\n,f,F,,1\n,a,A,,\n,a,B,,`, /^Row 4: repeats the ID number a/],
  ])('%s', (_, format, content, says) => {
    const base = format === 'profiles-csv' ? shipped : null
    let message = ''
    try {
      read(format, content, base)
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toMatch(says)
  })

  test('profiles alone need criteria to be for', () => {
    expect(() => read('profiles-csv', profileHead)).toThrow(/Bring in the criteria first/)
  })
})

describe('through the door', () => {
  let org: Organisation
  beforeAll(async () => {
    org = await createOrganisation()
    await org.test.database.asJob('import', (db) => loadDefaultFramework(db))
  })
  afterAll(() => org.drop())
  const hr = () => org.as('hr')
  const file = async (format: FrameworkFormat, edition?: string) =>
    (await call(framework.file, { format, edition }, hr())).content
  const bring = (format: FrameworkFormat, content: string, replace = true) =>
    call(framework.importFile, { format, content, replace }, hr())

  it.each(['json', 'case'] as const)(
    '%s: export, import and export are identical but for the label',
    async (format) => {
      const out = await file(format)
      const { edition, notes } = await bring(format, out)
      expect(edition).toBe('1.1.0')
      expect(notes.map(({ message }) => message)).toEqual(['Edition 1.0.0 is there already: the draft is 1.1.0.'])
      const back = await file('json', 'draft')
      expect(back.replace('"version": "1.1.0"', '"version": "1.0.0"')).toBe(await file('json', '1.0.0'))
    },
  )

  it('CASE comes back identical, label, GUIDs, day and all, where the label is free', async () => {
    const other = JSON.parse(await file('case'))
    other.CFDocument.version = '7.0.0'
    other.CFDocument.identifier = '11111111-2222-4333-8444-555555555555'
    await bring('case', JSON.stringify(other))
    const first = await file('case', 'draft')
    await bring('case', first)
    expect(await file('case', 'draft')).toBe(first)
    expect(first).toContain('11111111-2222-4333-8444-555555555555')
    expect(JSON.parse(first).CFDocument.lastChangeDateTime).toBe(other.CFDocument.lastChangeDateTime)
  })

  it('does not take a file over a draft unasked, nor an unsound one at all', async () => {
    const out = await file('json')
    await expect(bring('json', out, false)).rejects.toMatchObject({ code: 'CONFLICT', message: /Discard it first/ })
    const before = await call(framework.draft, {}, hr())
    const twice = JSON.parse(out) as Document
    twice.criteria.push(twice.criteria[0]!)
    await expect(bring('json', JSON.stringify(twice))).rejects.toMatchObject({ status: 400, message: /is there twice/ })
    expect(await call(framework.draft, {}, hr())).toEqual(before)
  })

  it('a framework of one’s own becomes a draft without an edition before it', async () => {
    const [own] = [...generated(1)]
    await bring('json', JSON.stringify({ ...own, key: 'our-own' }))
    const found = await call(framework.diff, {}, hr())
    expect([found.basedOn, found.diff, found.mapping]).toEqual([null, null, []])
  })
})
