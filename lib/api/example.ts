/** The parts of JSON Schema that our document uses. */
export interface Schema {
  type?: string | string[]
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema | boolean
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  contentMediaType?: string
}

/** What a field of this name usually holds, as the sample organisation has it. */
const usual: Record<string, unknown> = {
  employeeId: 'E0103',
  deviceId: '5f1c0a9e77b24d0c9a3e8f6b12d4c7a0',
  name: 'Catherine Ashworth',
  'cycle.name': '2026-H2',
  'run.name': '2026-H2',
  'holiday.name': 'Boxing Day',
  'unit.name': 'Water Networks',
  'manager.employeeId': 'E0005',
  'manager.name': 'Beatriz Carvalho',
  'criteria.name': 'Investment appraisal',
  'criterion.name': 'Investment appraisal',
  'profile.name': 'Portfolio PMO Manager',
  'domain.name': 'Choosing the right work',
  'file.name': 'people.csv',
  'finding.name': 'people.csv',
  'sheet.file': 'people.csv',
  'source.name': 'HRIS at night',
  source: 'HRIS at night',
  problem: null,
  managerId: 'E0005',
  grade: 'M2',
  location: 'Leeds, United Kingdom',
  targetProfile: 'portfolio-pmo-manager',
  jobTitle: 'Senior PMO Manager',
  email: 'catherine.ashworth@example.com',
  unitId: 'U22',
  unit: 'U22',
  parentUnitId: 'U20',
  criterion: 'investment-appraisal',
  profile: 'portfolio-pmo-manager',
  cycle: '2026-H2',
  wallTime: '2026-12-04T17:00',
  'deadlines.self': '2026-12-04T17:00',
  'deadlines.manager': '2026-12-11T17:00',
  'deadlines.agree': '2026-12-18T17:00',
  timeZone: 'Europe/Berlin',
  edition: '1.0.0',
  search: 'ashw',
  q: 'ashw',
  url: 'https://hooks.example.com/gravitas',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  next: null,
  after: 'WyJDYXRoZXJpbmUgQXNod29ydGgiLDE0XQ',
  version: 3,
  level: 3,
  target: 4,
  people: 44,
  total: 48,
}
const byFormat: Record<string, string> = {
  uuid: '0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11',
  date: '2026-11-22',
  'date-time': '2026-11-22T10:42:00.000Z',
  uri: 'https://hooks.example.com/gravitas',
  email: 'catherine.ashworth@example.com',
}

const typesOf = ({ type }: Schema) => [type ?? []].flat()

/** A plausible value of this schema, always the same: what a reader of the documentation sees. */
export function exampleOf(schema: Schema, name = '', of = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const known = `${of}.${name}` in usual ? `${of}.${name}` : name
  if (known in usual && fits(usual[known], schema)) return usual[known]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return exampleOf(choice.find((one) => !typesOf(one).includes('null')) ?? choice[0] ?? {}, name, of)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => exampleOf(one, name, of)))
  const [type] = typesOf(schema)
  if (type === 'object' || schema.properties) return exampleObject(schema, name)
  if (type === 'array') return exampleArray(schema, name)
  if (type === 'integer' || type === 'number') return schema.default ?? Math.max(schema.minimum ?? 0, 1)
  if (type === 'boolean') return schema.default ?? true
  if (type === 'null') return null
  if (type !== 'string') return {}
  if (schema.format && byFormat[schema.format]) return byFormat[schema.format]
  if (/^\^?\\d\{4\}-/.test(schema.pattern ?? '') || /On$|[dD]ay/.test(name)) return byFormat.date
  return schema.default ?? 'text'.padEnd(schema.minLength ?? 0, 't').slice(0, schema.maxLength ?? 4)
}

/** The name of a field where any may stand. */
function exampleKey(names: Schema | undefined): string {
  if (names?.enum) return String(names.enum[0])
  return names?.pattern === '^\\d-\\d$' ? '2-3' : 'investment-appraisal'
}

function exampleObject(
  { properties = {}, additionalProperties, propertyNames }: Schema,
  of: string,
): Record<string, unknown> {
  const entries = Object.entries(properties).map(([key, one]) => [key, exampleOf(one, key, of)])
  if (entries.length === 0 && typeof additionalProperties === 'object') {
    return { [exampleKey(propertyNames)]: exampleOf(additionalProperties) }
  }
  return Object.fromEntries(entries)
}

function exampleArray({ items, prefixItems, minItems = 1 }: Schema, name: string): unknown[] {
  if (prefixItems) return prefixItems.map((one) => exampleOf(one))
  const one = typeof items === 'object' ? exampleOf(items, name.replace(/s$/, '')) : undefined
  return one === undefined ? [] : Array.from({ length: Math.max(1, minItems) }, () => one)
}

/** Whether a usual value may stand here at all. */
function fits(value: unknown, schema: Schema): boolean {
  const parts = [schema, ...(schema.anyOf ?? [])]
  const allowed = parts.flatMap((part) => part.enum ?? [])
  if (allowed.length > 0 && value !== null) return allowed.includes(value)
  if (parts.some(({ format }) => format === 'uuid')) return false
  const kinds = parts.flatMap(typesOf)
  if (value === null) return kinds.includes('null')
  if (typeof value === 'number') return kinds.includes('integer') || kinds.includes('number')
  return kinds.includes(typeof value) && !schema.anyOf?.some(({ properties }) => properties)
}
