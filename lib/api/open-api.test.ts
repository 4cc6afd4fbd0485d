import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { describeApi } from './open-api'

describe('the description', () => {
  interface Operation {
    summary?: string
    description?: string
    tags?: string[]
    responses: Record<string, unknown>
    parameters?: { name: string; in: string }[]
  }
  const describeIt = async () => {
    const text = JSON.stringify(await describeApi())
    return JSON.parse(text) as { openapi: string; security: object[]; paths: Record<string, Record<string, Operation>> }
  }

  test('is OpenAPI 3.1, asks for a bearer token, and holds every address of the issue', async () => {
    const { openapi, security, paths } = await describeIt()
    expect(openapi).toMatch(/^3\.1/)
    expect(security).toEqual([{ bearer: [] }])
    const wanted = [
      '/me',
      '/people',
      '/people/{employeeId}',
      '/people/{employeeId}/levels',
      '/units',
      '/framework',
      '/gap-map',
    ]
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([...wanted, '/people/{employeeId}/readiness']))
  })

  test('the name of a cycle is no person’s', async () => {
    const { paths } = await describeIt()
    const examples = ['/cycles', '/cycles/{name}/plan'].map((path) => JSON.stringify(paths[path]?.post ?? {}))
    for (const example of examples) expect(example).toMatch(/"name":"2026-H2"/)
    const body = JSON.stringify(paths['/cycles']?.post)
    expect(body).not.toMatch(/"timeZone":"Europe\/Berlin"[^{]*"name":"Catherine Ashworth"/)
    expect(JSON.stringify(paths['/cycles/holidays'])).not.toContain('Ashworth')
  })

  test('each operation says what it is for and how it refuses', async () => {
    const { paths } = await describeIt()
    const operations = Object.values(paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBeGreaterThanOrEqual(15)
    for (const { summary, description, tags, responses } of operations) {
      expect(summary && description && tags?.length).toBeTruthy()
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '503']))
    }
  })

  test('a linter of the trade finds nothing', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({ source: JSON.stringify(await describeApi()), config })
    expect(problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer} ${message}`)).toEqual([])
  })
})
