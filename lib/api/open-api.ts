import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { complete } from './document'
import { router } from './router'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

const about = `Competence levels, gaps and readiness of one organisation. What an answer holds is what the token's creator may
see at that moment. Ids are those of the organisation's own files; days are YYYY-MM-DD. Errors carry a sentence for people.`

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
        bearer: { type: 'http', scheme: 'bearer', description: 'A token made by `npm run token`: tok_…' },
      },
    },
  })
  return complete(document)
}

let description: ReturnType<typeof make> | undefined

/** The OpenAPI 3.1 description of every procedure, made once. */
export function describeApi(): ReturnType<typeof make> {
  description ??= make()
  return description
}
