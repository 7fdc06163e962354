import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kind, parse, visit } from 'graphql';
import type { ConstDirectiveNode, DefinitionNode, DocumentNode } from 'graphql';

/**
 * Every subgraph has the same shape (README of subgraphs/kit): who knows one, knows all. A subgraph that needs something
 * else says so here, in `ownFolders`, and nowhere else.
 */
const root = resolve(__dirname, '../../subgraphs');

/** Sub-folders named for a standard or an algorithm of the field, with pure code or codecs in them. */
const ownFolders: Readonly<Record<string, readonly string[]>> = {
  environment: ['csv', 'ngsi-ld', 'sensor-things', 'vn-aqi'],
};

const fixedFiles = ['errors.ts', 'schema.graphql', 'seed.ts', 'subgraph.ts'];
const roles = ['events', 'model', 'rules', 'store'];
/** What may stand in resolvers/ beside one file per type: the map, the context's type, what is added to others' entities. */
const resolverFiles = ['context.ts', 'extensions.ts', 'resolvers.ts'];
const maxSubgraphLines = 30;

const names = readdirSync(root).filter(
  (name) => existsSync(join(root, name, 'subgraph.ts')) || existsSync(join(root, name, 'schema.graphql')),
);

const read = (name: string, file: string): string => readFileSync(join(root, name, file), 'utf8');
const schemaOf = (name: string): DocumentNode => parse(read(name, 'schema.graphql'));
const filesIn = (name: string): string[] =>
  readdirSync(join(root, name)).filter((file) => statSync(join(root, name, file)).isFile());
const foldersIn = (name: string): string[] =>
  readdirSync(join(root, name)).filter((file) => statSync(join(root, name, file)).isDirectory());
const typeNames = (document: DocumentNode): string[] =>
  document.definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : []));

/** Each database has those of the kit beside the area's own. */
const kitCollections = new Set(
  readdirSync(join(root, 'kit'))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...read('kit', file).matchAll(
        /(?:collection(?:<\w+>)?\(|createCollection\(\w+, |(?:const|let) \w*[nN]ame = )'(\w+)'/g,
      ),
    ])
    .map(([, found]) => found),
);

test('the collections of the kit are known', () => {
  expect([...kitCollections]).toEqual(
    expect.arrayContaining([
      'follows',
      'idempotency',
      'journal',
      'leases',
      'personKeys',
      'projections',
      'timers',
    ]),
  );
});

test('every folder beside the kit is a subgraph', () => {
  const others = readdirSync(root).filter((name) => !['kit', 'node_modules', 'package.json'].includes(name));
  expect(others).toEqual(names);
  expect(names.length).toBeGreaterThan(0);
});

describe.each(names)('%s', (name) => {
  test('has the nine files', () => {
    const files = filesIn(name);
    expect(files).toEqual(expect.arrayContaining(fixedFiles));
    expect([files.includes('resolvers.ts'), foldersIn(name).includes('resolvers')]).toContain(true);
    const complete = files
      .filter((file) => file.endsWith('.model.ts'))
      .map((file) => file.replace('.model.ts', ''))
      .filter((thing) => roles.every((role) => files.includes(`${thing}.${role}.ts`)));
    expect(complete).not.toEqual([]);
  });

  test('has no file outside the shape', () => {
    const isThing = (file: string): boolean =>
      new RegExp(`^[a-z][a-z0-9-]*\\.(${roles.join('|')})\\.ts$`).test(file);
    const known = [...fixedFiles, 'resolvers.ts'];
    expect(filesIn(name).filter((file) => !known.includes(file) && !isThing(file))).toEqual([]);
  });

  test('keeps nothing in a collection of the kit', () => {
    const own = filesIn(name)
      .filter((file) => file.endsWith('.model.ts'))
      .flatMap((file) => [...read(name, file).matchAll(/collection: '(\w+)'/g)].map(([, found]) => found));
    expect(own).not.toEqual([]);
    expect(own.filter((collection) => kitCollections.has(collection))).toEqual([]);
  });

  test('has no folder outside the shape', () => {
    const known = ['data', 'resolvers', ...(ownFolders[name] ?? [])];
    expect(foldersIn(name).filter((folder) => !known.includes(folder))).toEqual([]);
  });

  test('names each file in resolvers/ for its type', () => {
    const files = foldersIn(name).includes('resolvers') ? readdirSync(join(root, name, 'resolvers')) : [];
    const types = typeNames(schemaOf(name)).map((type) => `${type}.ts`);
    expect(files.filter((file) => !resolverFiles.includes(file) && !types.includes(file))).toEqual([]);
  });

  test('is defined in one short file, under the name of its folder, and can export and erase a person', () => {
    const text = read(name, 'subgraph.ts');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(maxSubgraphLines);
    expect(text).toContain(`name: '${name}'`);
    for (const demanded of ['defineSubgraph', 'exportPerson', 'erasePerson'])
      expect(text).toContain(demanded);
  });

  test('describes every type and field of its schema', () => {
    expect(undescribed(schemaOf(name))).toEqual([]);
  });

  test('names its mutations by verb and noun', () => {
    const mutations = rootFields(schemaOf(name)).filter((field) => field.type === 'Mutation');
    expect(mutations.filter((field) => !/^[a-z]+[A-Z]/.test(field.name))).toEqual([]);
  });
});

test('no root field of one subgraph has the name of another, of whatever kind', () => {
  const fields = names.flatMap((name) =>
    rootFields(schemaOf(name)).map((field) => ({ named: field.name, by: `${name}.${field.type}` })),
  );
  expect(namedTwice(fields)).toEqual([]);
});

test('a type that two subgraphs define is an entity, shareable, or a scalar', () => {
  const types = names.flatMap((name) => ownTypes(schemaOf(name)).map((type) => ({ named: type, by: name })));
  expect(namedTwice(types)).toEqual([]);
});

interface Naming {
  readonly named: string;
  readonly by: string;
}

function namedTwice(namings: readonly Naming[]): string[] {
  const owners = new Map<string, string[]>();
  for (const { named, by } of namings) owners.set(named, [...(owners.get(named) ?? []), by]);
  return [...owners].filter(([, by]) => by.length > 1).map(([named, by]) => `${named}: ${by.join(', ')}`);
}

const rootTypes = ['Query', 'Mutation', 'Subscription'];

function rootFields(document: DocumentNode): { type: string; name: string }[] {
  return document.definitions.flatMap((node) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    rootTypes.includes(node.name.value)
      ? (node.fields ?? []).map((field) => ({ type: node.name.value, name: field.name.value }))
      : [],
  );
}

/** Types that are this area's alone. */
function ownTypes(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) => (isOwn(node) ? [node.name.value] : []));
}

function isOwn(node: DefinitionNode): node is DefinitionNode & { readonly name: { readonly value: string } } {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return !rootTypes.includes(node.name.value) && !has(node.directives, 'key', 'shareable');
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
      return true;
    default:
      return false;
  }
}

function has(directives: readonly ConstDirectiveNode[] | undefined, ...wanted: string[]): boolean {
  return directives?.some((directive) => wanted.includes(directive.name.value)) ?? false;
}

function undescribed(document: DocumentNode): string[] {
  const bare: string[] = [];
  const note = (path: string, node: { readonly description?: unknown }): void => {
    if (!node.description) bare.push(path);
  };
  for (const type of document.definitions) {
    if (!('name' in type) || !type.name || type.kind === Kind.OPERATION_DEFINITION) continue;
    const path = type.name.value;
    const isRoot = rootTypes.includes(path);
    if (!isRoot && 'description' in type) note(path, type);
    visit(type, {
      FieldDefinition: (field) => note(`${path}.${field.name.value}`, field),
      EnumValueDefinition: (value) => note(`${path}.${value.name.value}`, value),
      InputObjectTypeDefinition: (input) => {
        for (const field of input.fields ?? []) note(`${path}.${field.name.value}`, field);
      },
    });
  }
  return bare;
}
