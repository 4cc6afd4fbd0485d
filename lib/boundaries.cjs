/**
 * Who may import whom. Run by `npm run check`; the README draws the same picture.
 * Ladder of domains, lowest first: audit, access, people, framework, notifications (beside audit), assessments, agreements, readiness, openings, secondments, planner, cycles, analytics, exchange, scim, trail, privacy.
 * One write across by another name: the planner publishes a plan through lib/secondments/propose.
 */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
const runtime = { dependencyTypesNot: ['type-only'] }
const tests = '\\.(test|fixtures)\\.tsx?$'

/** A domain writes only itself. These are the writes across, by name: the map of them. */
const crossWrites = [
  { from: '^lib/cycles/', to: '^lib/readiness/commands' },
  { from: '^lib/exchange/', to: '^lib/(framework|assessments|readiness)/commands' },
  { from: '^lib/scim/', to: '^lib/people/commands' },
]

module.exports = {
  forbidden: [
    never(
      'no-cycles',
      {},
      { circular: true, viaOnly: runtime },
      'Two files that need each other are one file, or need a third.',
    ),
    {
      ...never(
        'no-folder-cycles',
        { path: '^lib/' },
        { circular: true },
        'Domains form a ladder; a step down never looks up.',
      ),
      scope: 'folder',
    },
    never(
      'db-stands-alone',
      { path: '^db/', pathNot: tests },
      { path: '^(app|components|lib|e2e)/' },
      'Tables and policies know nothing of the application above them.',
    ),
    never(
      'values-import-nothing',
      { path: '^db/values' },
      { path: '.' },
      'Closed lists are shared with the browser: plain data.',
    ),
    never(
      'one-door-to-the-pool',
      { pathNot: `^(lib/access/|db/)|${tests}` },
      { path: '^db/client', ...runtime },
      'Only lib/access opens a connection; everyone else is handed `db`.',
    ),
    never(
      'pages-ask-the-api',
      { path: '^(app|components)/', pathNot: tests },
      { path: '^(db/(?!values)|lib/[^/]+/(queries|commands)\\.)' },
      'A page or component reaches data through procedures, never around them.',
    ),
    never(
      'browser-safe',
      {
        path: [
          '^components/',
          '^lib/[^/]+/(shapes|rules)\\.',
          '^lib/readiness/(policy|age|breakdown|team|tally|result|blocks|gap-scale|level-of-record)\\.',
          '^lib/openings/(eligibility|gain|days|facts|policy)\\.',
          '^lib/access/roles',
          '^lib/secondments/(machine|cover|days)\\.',
        ],
        pathNot: tests,
      },
      {
        path: '^(app/|db/(?!values)|lib/api/(?!client|document|example|choose-locale)|lib/[^/]+/(queries|commands|procedures)\\.)',
        ...runtime,
      },
      'Shapes, rules and views run in the browser: no server code behind them.',
    ),
    never(
      'shapes-are-types-to-views',
      { path: '^components/', pathNot: tests },
      { path: ['^lib/[^/]+/[a-z-]*shapes\\.', '^lib/framework/(document|parts)\\.'], ...runtime },
      'The value of a shape brings zod, 35 KB, to every page that draws it; lists stand in db/values.',
    ),
    never(
      'lib-has-no-views',
      { path: '^(lib|db)/' },
      { path: '^(app|components)/' },
      'Imports point down: app, components, lib, db.',
    ),
    never(
      'procedures-are-leaves',
      { pathNot: `^lib/api/|${tests}` },
      { path: '^lib/[^/]+/procedures\\.' },
      'Domains call each other through queries and commands, not through the API.',
    ),
    never(
      'domains-write-themselves',
      { path: '^lib/([^/]+)/', pathNot: `^lib/(cycles|exchange|scim)/|${tests}` },
      { path: '^lib/[^/]+/commands\\.', pathNot: ['^lib/$1/', '^lib/(audit|notifications)/'] },
      'A domain may read another; it writes only its own tables (plus audit and notifications).',
    ),
    ...crossWrites.map(({ from, to }) =>
      never(
        'cross-writes-by-name',
        { path: from, pathNot: tests },
        { path: '^lib/[^/]+/commands\\.', pathNot: [from, to, '^lib/(audit|notifications)/'] },
        'Writes across domains are listed in this file.',
      ),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|node_modules)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
