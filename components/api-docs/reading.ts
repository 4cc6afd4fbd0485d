import type { OpenAPI } from '@orpc/openapi'
import { type Method, operationsOf } from '@/lib/api/document'
import { exampleOf, type Schema } from '@/lib/api/example'

export type ApiDocument = OpenAPI.Document

export interface Described {
  id: string
  path: string
  method: Method
  operation: OpenAPI.OperationObject
}

export const slugOf = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** Operations by tag, in the tags' order. */
export function groupsOf(document: ApiDocument): { tag: string; about: string; operations: Described[] }[] {
  const all = [...operationsOf(document)].map((one) => ({ ...one, id: slugOf(one.operation.operationId ?? one.path) }))
  return (document.tags ?? []).map(({ name, description }) => ({
    tag: name,
    about: description ?? '',
    operations: all.filter(({ operation }) => operation.tags?.includes(name)),
  }))
}

export function parametersOf({ parameters }: OpenAPI.OperationObject) {
  return (parameters ?? []).flatMap((one) => ('in' in one ? [one] : []))
}

/** Schema and media type of the first body described. */
export function bodyOf(content: Record<string, OpenAPI.MediaTypeObject> | undefined) {
  const [type, body] = Object.entries(content ?? {})[0] ?? []
  return type && body ? { type, schema: (body.schema ?? {}) as Schema, example: body.example as unknown } : null
}

export interface Field {
  id: string
  name: string
  type: string
  isNeeded: boolean
  about: string
  depth: number
}

const typesOf = ({ type }: Schema) => [type ?? []].flat()
const isNull = (schema: Schema) => typesOf(schema).includes('null') && !schema.anyOf

/** A schema's type in words: `one of a, b`, `list of text`, `whole number 1–200`, `… or null`. */
export function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) {
    const words = choice.map((one) => (isNull(one) ? 'null' : typeOf(one)))
    // A form knows no booleans, hence their words beside them.
    return [...new Set(words.map((word) => (word === 'one of true, false' ? 'true or false' : word)))].join(' or ')
  }
  if (schema.enum) return `one of ${schema.enum.join(', ')}`
  const [type] = typesOf(schema)
  if (type === 'array') return typeof schema.items === 'object' ? `list of ${typeOf(schema.items)}` : 'list'
  if (type === 'integer' || type === 'number')
    return `${type === 'integer' ? 'whole number' : 'number'}${rangeOf(schema)}`
  if (type === 'string') return schema.format === 'binary' || schema.contentMediaType ? 'file' : wordFor(schema)
  if (type === 'boolean') return 'true or false'
  return type ?? 'any'
}

function wordFor({ format, maxLength }: Schema): string {
  const word =
    { date: 'day', 'date-time': 'instant', uuid: 'UUID', uri: 'address', email: 'e-mail' }[format ?? ''] ?? 'text'
  return maxLength && word === 'text' ? `text up to ${maxLength}` : word
}

function rangeOf({ minimum, maximum }: Schema): string {
  const isBound = (value: number | undefined) => value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
  if (isBound(minimum) && isBound(maximum)) return ` ${minimum}–${maximum}`
  return isBound(minimum) ? ` from ${minimum}` : isBound(maximum) ? ` up to ${maximum}` : ''
}

const inner = (schema: Schema): Schema => {
  const choice = (schema.anyOf ?? schema.oneOf)?.find((one) => !isNull(one))
  if (choice) return inner(choice)
  return typeof schema.items === 'object' ? inner(schema.items) : schema
}

/** Every field of a body, those inside others below them. */
export function fieldsOf(schema: Schema, depth = 0, above = ''): Field[] {
  const { properties = {}, required = [] } = inner(schema)
  if (depth > 6) return []
  return Object.entries(properties).flatMap(([name, one]) => [
    {
      id: `${above}.${name}`,
      name,
      type: typeOf(one),
      isNeeded: required.includes(name),
      about: one.description ?? '',
      depth,
    },
    ...fieldsOf(one, depth + 1, `${above}.${name}`),
  ])
}

/** The same request as one types it in a shell. */
export function curlOf({ path, method, operation }: Described, home: string): string {
  const parameters = parametersOf(operation)
  const place = parameters
    .filter((one) => one.in === 'path')
    .reduce((text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example))), path)
  const needed = parameters.filter((one) => one.in === 'query' && one.required)
  const query = needed.map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`).join('&')
  const body =
    operation.requestBody && 'content' in operation.requestBody ? bodyOf(operation.requestBody.content) : null
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${home}/api/v1${place}${query ? `?${query}` : ''}"`,
    '-H "Authorization: Bearer $TOKEN"',
    ...(method === 'get' ? [] : ['-H "Idempotency-Key: $(uuidgen)"']),
    ...(body ? bodyLines(body) : []),
  ]
  return lines.join(' \\\n  ')
}

function bodyLines({ type, schema, example }: NonNullable<ReturnType<typeof bodyOf>>): string[] {
  if (type === 'application/json') {
    return ['-H "Content-Type: application/json"', `-d '${JSON.stringify(example ?? exampleOf(schema))}'`]
  }
  return fieldsOf(schema)
    .filter(({ depth, isNeeded }) => depth === 0 && isNeeded)
    .map(({ name, type: kind }) => (kind.includes('file') ? `-F "${name}=@people.csv"` : `-F "${name}=…"`))
}
