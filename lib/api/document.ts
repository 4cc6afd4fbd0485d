import type { OpenAPI } from '@orpc/openapi'
import type { TokenScope } from '@/db/values'
import { exampleOf, type Schema } from './example'

type Operation = OpenAPI.OperationObject
type Response = OpenAPI.ResponseObject

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
export type Method = (typeof methods)[number]

/** Every operation of a document with its address. */
export function* operationsOf(
  document: OpenAPI.Document,
): Generator<{ path: string; method: Method; operation: Operation }> {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item?.[method]
      if (operation) yield { path, method, operation }
    }
  }
}

/** What each refusal means, in a sentence for people who read the documentation. */
const refusals: Record<string, string> = {
  400: 'Something in the request is not understood; `data.issues` names each field.',
  401: 'No token, or one that has ended.',
  403: 'The token lacks the scope, or its creator the right; the message says which.',
  404: 'Nothing here that the token’s creator may see. What is out of reach and what does not exist answer alike.',
  409: 'Somebody changed this in the meantime; `data` holds the present version where there is one.',
  413: 'More than this address takes.',
  429: 'Too many requests in this minute; `Retry-After` says in how many seconds to go on.',
  503: 'Cannot be done right now; try again in a moment.',
}

/** What each group of addresses is about. */
const tagWords: Record<string, string> = {
  Access: 'Rights beyond the reporting line, proposed by one person and confirmed by another; tokens for this API.',
  Account: 'The caller’s own sign-in: sessions, password, language, time zone.',
  Administration: 'How the installation is doing.',
  Audit: 'What was done by whom.',
  Cycles: 'Rounds of assessment.',
  Agreements: 'Self and manager side by side, and the level both settle on.',
  Assessments: 'The caller’s own forms: what they were asked, their answers, and submitting.',
  Deputies: 'Who rates for a manager who is away.',
  Evidence: 'What people point to: attached once, used on many criteria.',
  Framework: 'Criteria, their levels and role profiles, in editions.',
  'Gap map': 'Levels against targets, by unit and criterion.',
  Imports: 'Files of units, people and ratings: checked first, then committed.',
  Me: 'Who the token stands for.',
  Messages: 'What the caller was told, and the secret address of their calendar.',
  Openings: 'Places that hosts offer for a time, what each would bring to whom, and what people wish for.',
  People: 'People whom the caller may see, and their posts in time.',
  'Placement rules': 'What units keep at home, and the limits and numbers that placements go by.',
  Planner:
    'Scenarios, their plans with proof and reasons, and what would change them. Values are thousandths of a readiness point.',
  Secondments:
    'Placements from a proposal to the return: whose turn it is, until when, and every step with its reason.',
  Privacy: 'Who sees what about a person, their data, and its end.',
  Readiness: 'Levels of record, readiness for a role, teams and bands.',
  Units: 'The tree of the organisation.',
  Webhooks: 'Messages to other systems when something happens.',
}

const headers: Record<string, OpenAPI.HeaderObject> = {
  'RateLimit-Policy': {
    description: 'Requests allowed in a window: `"minute";q=1200;w=60`.',
    schema: { type: 'string' },
  },
  RateLimit: {
    description: 'What is left of it, and seconds until the next: `"minute";r=1187;t=42`.',
    schema: { type: 'string' },
  },
}
const headerRefs = Object.fromEntries(
  Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
)

const errorSchema: OpenAPI.SchemaObject = {
  type: 'object',
  required: ['code', 'status', 'message'],
  properties: {
    code: { type: 'string' },
    status: { type: 'integer' },
    message: { type: 'string', description: 'A sentence for the person who reads it.' },
    data: {},
  },
}

const codes: Record<string, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
}

function refusal(status: string): Response {
  const description = refusals[status] ?? status
  const retry = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const } } }
  return {
    description,
    headers: { ...headerRefs, ...(status === '429' ? retry : {}) },
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/Error' },
        example: { code: codes[status], status: Number(status), message: description.split(/[;.]/)[0] },
      },
    },
  }
}

const idempotencyKey: OpenAPI.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A UUID of the deed: sent again with the same key, it has one effect and the same answer.',
  schema: { type: 'string', format: 'uuid' },
  example: '6f1f3c52-6c0b-4a55-9d0e-0f4a1c4b9a10',
}

/**
 * The generated document with what every address shares said once: refusals and limits as components, the idempotency key
 * of deeds, the scope that a token needs, an example of each body and answer. Files go as a form and as nothing else.
 */
export function complete(document: OpenAPI.Document, scopeOf: (operationId: string) => TokenScope): OpenAPI.Document {
  const tags = new Set<string>()
  for (const { method, operation } of operationsOf(document)) {
    operation.security = [{ bearer: [scopeOf(operation.operationId ?? '')] }]
    for (const tag of operation.tags ?? []) tags.add(tag)
    if (method !== 'get')
      operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/IdempotencyKey' }]
    for (const parameter of operation.parameters ?? []) if ('in' in parameter) plain(parameter)
    if (operation.requestBody && 'content' in operation.requestBody) {
      const { content } = operation.requestBody
      if (content['multipart/form-data']) delete content['application/json']
      addExamples(content)
    }
    const own = Object.entries(operation.responses ?? {}).filter(([status]) => Number(status) < 300)
    for (const [, answer] of own) {
      if (!answer || '$ref' in answer) continue
      answer.headers = headerRefs
      if (answer.content) addExamples(answer.content)
    }
    const refused = Object.keys(refusals).map((status) => [status, { $ref: `#/components/responses/${codes[status]}` }])
    operation.responses = { ...Object.fromEntries(own), ...Object.fromEntries(refused) }
  }
  return {
    ...document,
    tags: [...tags].sort().map((name) => ({ name, description: tagWords[name] })),
    components: {
      ...document.components,
      headers,
      parameters: { IdempotencyKey: idempotencyKey },
      schemas: { ...document.components?.schemas, Error: errorSchema },
      responses: Object.fromEntries(Object.keys(refusals).map((status) => [codes[status], refusal(status)])),
    },
  }
}

/** Without what OpenAPI 3.1 advises against, with an example. */
function plain(parameter: OpenAPI.ParameterObject): void {
  delete parameter.allowEmptyValue
  if (parameter.in !== 'query') delete parameter.allowReserved
  parameter.example ??= exampleOf((parameter.schema ?? {}) as Schema, parameter.name)
}

function addExamples(content: Record<string, OpenAPI.MediaTypeObject>): void {
  const json = content['application/json']
  if (json?.schema) json.example ??= exampleOf(json.schema as Schema)
}
