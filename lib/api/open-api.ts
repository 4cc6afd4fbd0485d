import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { Needs } from '@/lib/access/allow'
import { scopeFor } from '@/lib/access/roles'
import { complete } from './document'
import { type AppRouter, router } from './router'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

const about = `Competence levels, gaps and readiness of one organisation. What an answer holds is what the token's creator may
see at that moment. Ids are those of the organisation's own files; days are YYYY-MM-DD. Errors carry a sentence for people.`

interface Asked {
  '~orpc': { meta: Needs; route: { method?: string } }
}

/** The scope that a token needs for an operation, by the operation's id: `people.list`. */
function scopeOf(operationId: string) {
  const [noun = '', verb = ''] = operationId.split('.')
  const procedures: Record<string, Asked | undefined> = router[noun as keyof AppRouter]
  const asked = procedures[verb]?.['~orpc']
  if (!asked) throw new Error(`No procedure is called ${operationId}.`)
  return scopeFor(asked.meta.permission, asked.route.method === 'GET')
}

const make = async () => {
  const document = await generator.generate(router, {
    info: {
      title: 'Gravitas',
      version: '1',
      description: about.replaceAll('\n', ' '),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token, `tok_…`; the scope it needs stands at each operation.',
        },
      },
    },
  })
  return complete(document, scopeOf)
}

let description: ReturnType<typeof make> | undefined

/** The OpenAPI 3.1 description of every procedure, made once. */
export function describeApi(): ReturnType<typeof make> {
  description ??= make()
  return description
}
