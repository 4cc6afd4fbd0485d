import { type Cell, cells, feignedHr, hr } from './cell'

/** A draft beside the published edition, with the triggers away that stand before the policies. */
const draft = `
  insert into framework_version (id, framework_id, edition) values (2, 1, '2');
  insert into domain (id, framework_version_id, key, name, short_name, position) values (2, 2, 'd', 'D', 'D', 1);
  insert into criterion (id, framework_version_id, domain_id, key, name, definition, position)
    values (2, 2, 2, 'c', 'C', '', 1), (3, 2, 2, 'c3', 'C3', '', 2);
  insert into role_profile (id, framework_version_id, key, name, position) values (2, 2, 'p', 'P', 1), (3, 2, 'p3', 'P3', 2);
  insert into domain (id, framework_version_id, key, name, short_name, position) values (3, 2, 'd3', 'D3', 'D3', 2);
  insert into criterion_level values (2, 0, ''); insert into target values (2, 2, 3, 1);
  insert into scale_level values (2, 0, 'None', '');
  insert into criterion_mapping (framework_version_id, from_key, kind, to_keys) values (2, 'c', 'dropped', '{}')`
const unguarded = (table: string) => ({ given: `${draft}; alter table ${table} disable trigger keep_published` })

/** Part of an edition: how one is added to the edition 1 or 2, and which of the draft's goes without a trace. */
const parts: { table: string; add: (edition: number) => string; loose: string; published: string }[] = [
  {
    table: 'scale_level',
    add: (edition) => `insert into scale_level values (${edition}, 1, 'Some', '')`,
    loose: 'framework_version_id = 2',
    published: 'framework_version_id = 1',
  },
  {
    table: 'domain',
    add: (edition) =>
      `insert into domain (framework_version_id, key, name, short_name, position) values (${edition}, 'e', 'E', 'E', 9)`,
    loose: 'id = 3',
    published: 'framework_version_id = 1',
  },
  {
    table: 'criterion',
    add: (edition) => `insert into criterion (framework_version_id, domain_id, key, name, definition, position)
      values (${edition}, ${edition}, 'e', 'E', '', 9)`,
    loose: 'id = 3',
    published: 'framework_version_id = 1',
  },
  {
    table: 'criterion_level',
    add: (edition) => `insert into criterion_level values (${edition}, 1, '')`,
    loose: 'criterion_id = 2',
    published: 'criterion_id = 1',
  },
  {
    table: 'role_profile',
    add: (edition) =>
      `insert into role_profile (framework_version_id, key, name, position) values (${edition}, 'q', 'Q', 9)`,
    loose: 'id = 3',
    published: 'framework_version_id = 1',
  },
  {
    table: 'target',
    add: (edition) => `insert into target values (${edition === 2 ? 3 : 1}, ${edition === 2 ? 2 : 1}, 3, 1)`,
    loose: 'role_profile_id = 2',
    published: 'role_profile_id = 1',
  },
  {
    table: 'criterion_mapping',
    add: (edition) => `insert into criterion_mapping values (${edition}, 'e', 'dropped', '{}')`,
    loose: 'framework_version_id = 2',
    published: 'framework_version_id = 1',
  },
]

const partCells = parts.flatMap(({ table, add, loose, published }) => [
  ...cells(table, 'insert', [
    ['1', hr, add(2), unguarded(table)],
    ['refused', hr, add(1), unguarded(table)],
    ['refused', feignedHr, add(2), unguarded(table)],
  ]),
  ...cells(table, 'delete', [
    ['1', hr, `delete from ${table} where ${loose}`, unguarded(table)],
    ['0', hr, `delete from ${table} where ${published}`, unguarded(table)],
    ['0', feignedHr, `delete from ${table}`, unguarded(table)],
  ]),
])

const addEdition = (status: string) =>
  `insert into framework_version (framework_id, edition, status) values (1, '2', '${status}')`
const edition = "insert into framework_version (id, framework_id, edition) values (2, 1, '2')"
const editionUnguarded = { given: `${edition}; alter table framework_version disable trigger keep_published` }

const editionCells = [
  ...cells('framework', 'insert', [
    ['1', hr, "insert into framework (key, name) values ('own', 'Own')"],
    ['refused', feignedHr, "insert into framework (key, name) values ('own', 'Own')"],
  ]),
  ...cells('framework_version', 'insert', [
    ['1', hr, addEdition('draft')],
    ['refused', hr, addEdition('published')],
    ['refused', feignedHr, addEdition('draft')],
  ]),
  ...cells('framework_version', 'update', [
    ['1', hr, "update framework_version set status = 'published' where id = 2", editionUnguarded],
    ['0', hr, "update framework_version set basis = 'x' where id = 1", editionUnguarded],
    ['0', feignedHr, "update framework_version set basis = 'x'", editionUnguarded],
  ]),
  ...cells('framework_version', 'delete', [
    ['1', hr, 'delete from framework_version where id = 2', editionUnguarded],
    ['0', hr, 'delete from framework_version where id = 1', editionUnguarded],
    ['0', feignedHr, 'delete from framework_version', editionUnguarded],
  ]),
]

export const frameworkCells: Cell[] = [...partCells, ...editionCells]
