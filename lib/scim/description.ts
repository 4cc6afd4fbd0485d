import { enterpriseSchema, userSchema } from './facts'
import { locationOf } from './resource'

export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
export const pageSize = { usual: 100, most: 200 }
const core = 'urn:ietf:params:scim:schemas:core:2.0'

const meta = (resourceType: string, path: string) => ({ meta: { resourceType, location: locationOf(path) } })

export const providerConfig = () => ({
  schemas: [`${core}:ServiceProviderConfig`],
  documentationUri: locationOf('').replace('/scim/v2/', '/api/docs'),
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: pageSize.most },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      ...{ type: 'oauthbearertoken', name: 'Bearer token', primary: true },
      description: 'A token with the scope scim, made by an administrator under /admin/tokens.',
    },
  ],
  ...meta('ServiceProviderConfig', 'ServiceProviderConfig'),
})

export const resourceTypes = () => [
  {
    schemas: [`${core}:ResourceType`],
    ...{ id: 'User', name: 'User', endpoint: '/Users', description: 'People with a post.', schema: userSchema },
    schemaExtensions: [{ schema: enterpriseSchema, required: false }],
    ...meta('ResourceType', 'ResourceTypes/User'),
  },
]

type Kind = 'string' | 'boolean' | 'complex' | 'reference'
type Field = Record<string, unknown>

function field(name: string, description: string, more: Field & { type?: Kind } = {}): Field {
  return {
    ...{ name, description, type: 'string', multiValued: false, required: false, caseExact: false },
    ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none', ...more },
  }
}

export const schemas = () => [
  {
    schemas: [`${core}:Schema`],
    ...{ id: userSchema, name: 'User', description: 'A person with a post.' },
    attributes: [
      field('userName', 'What the directory calls them; unique.', { required: true, uniqueness: 'server' }),
      field('displayName', 'The name that is shown.'),
      field('name', 'Its parts.', {
        type: 'complex',
        subAttributes: [
          field('formatted', 'The whole name.'),
          field('givenName', 'Given name.'),
          field('familyName', 'Family name.'),
        ],
      }),
      field('title', 'Job title.'),
      field('active', 'False: disabled; sessions, tokens and links end at once.', { type: 'boolean' }),
      field('emails', 'The primary one is kept.', {
        ...{ type: 'complex', multiValued: true },
        subAttributes: [
          field('value', 'The address.', { uniqueness: 'server' }),
          field('type', 'Always work.', { mutability: 'readOnly' }),
          field('primary', 'Always true.', { type: 'boolean', mutability: 'readOnly' }),
        ],
      }),
    ],
    ...meta('Schema', `Schemas/${userSchema}`),
  },
  {
    schemas: [`${core}:Schema`],
    ...{ id: enterpriseSchema, name: 'EnterpriseUser', description: 'Post and manager.' },
    attributes: [
      field('employeeNumber', 'The key of the person: set once.', {
        mutability: 'immutable',
        uniqueness: 'server',
        caseExact: true,
      }),
      field('department', 'A unit by its key or its unique name.'),
      field('division', 'Kept as sent.'),
      field('costCenter', 'Kept as sent.'),
      field('organization', 'Kept as sent.'),
      field('manager', 'Who manages them; waited for until they are here.', {
        type: 'complex',
        subAttributes: [
          field('value', 'Id, externalId or userName of the manager.'),
          field('$ref', 'Their address.', { type: 'reference', referenceTypes: ['User'], mutability: 'readOnly' }),
          field('displayName', 'Their name.', { mutability: 'readOnly' }),
        ],
      }),
    ],
    ...meta('Schema', `Schemas/${enterpriseSchema}`),
  },
]
