import { describe, expect, it } from 'vitest'
import { pagesFor } from './pages'
import { resultsOf } from './search-results'

const labels = {
  home: 'Home',
  messages: 'Messages',
  me: 'My page',
  team: 'Team readiness',
  secondments: 'Secondments',
  people: 'People',
  assessments: 'My assessment',
  organisation: 'Organisation gaps',
  account: 'My account',
  adminPeople: 'People and accounts',
  adminAccess: 'Access',
  adminTokens: 'API tokens',
  adminWebhooks: 'Webhooks',
  privacy: 'Privacy',
  audit: 'Audit',
  health: 'Health',
  import: 'Import',
  openings: 'Openings',
  cycles: 'Assessment cycles',
  framework: 'Framework',
  planner: 'Planner',
}
const pages = (...permissions: string[]) =>
  pagesFor({ employeeId: 'E1', permissions }).map((page) => ({ ...page, label: labels[page.key] }))
const unit = { unitId: 'OU/2', name: 'Gas Transition' }
const answer = { people: [{ employeeId: 'E 7', name: 'Niamh Byrne', jobTitle: 'PMO Manager', unit }], units: [unit] }

const paths = (wanted: string, ...permissions: string[]) =>
  resultsOf(wanted, answer, pages(...permissions)).map((result) => result.path)

describe('the results of a search', () => {
  it.each<[string, string[], string[]]>([
    [
      'people, units, pages',
      paths('gap', 'people.read', 'gapMap.read'),
      ['/people/E%207', '/organisation?area=OU%2F2', '/organisation'],
    ],
    ['units among people without the map', paths('ga', 'people.read'), ['/people/E%207', '/people?unit=OU%2F2']],
    [
      'every page while nothing is typed, and no stale people',
      paths('  ', 'people.read'),
      ['/', '/account', '/people'],
    ],
    ['pages by any part of their name', paths('PAGE', 'readiness.read').slice(2), ['/me']],
  ])('hold %s', (_, found, expected) => expect(found).toEqual(expected))

  it('place a person by title and unit', () => {
    expect(resultsOf('ni', answer, [])[0]?.detail).toBe('PMO Manager, Gas Transition')
  })
})
