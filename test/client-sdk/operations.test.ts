import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConstDirectiveNode } from 'graphql';
import { buildSchema, Kind, parse } from 'graphql';
import type { Area } from '../../client-sdk/src/area.ts';
import * as generated from '../../client-sdk/src/generated/index.ts';
import * as staff from '../../client-sdk/src/generated/staff/index.ts';
import { repositoryRoot } from '../kit/start-process.ts';

const textOf = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
const isArea = (value: object): value is Area => 'operations' in value;
const areasOf = (module: object): readonly Area[] => Object.values(module).filter(isArea);
const methodsOf = (areas: readonly Area[]): readonly string[] =>
  areas
    .flatMap(({ name, operations }) => Object.keys(operations).map((method) => `${name}.${method}`))
    .sort();

/** `subgraph.rootField` of the whole graph, as its supergraph says. */
function rootFields(): ReadonlyMap<string, string> {
  const graphOf = (directive: ConstDirectiveNode | undefined): string => {
    const graph = directive?.arguments?.find(({ name }) => name.value === 'graph')?.value;
    return graph?.kind === Kind.ENUM ? graph.value.toLowerCase() : '';
  };
  const roots = new Map<string, string>();
  for (const type of parse(textOf('gateway/supergraph.graphql')).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    if (!['Query', 'Mutation', 'Subscription'].includes(type.name.value)) continue;
    for (const { name, directives = [] } of type.fields ?? [])
      roots.set(name.value, graphOf(directives.find((one) => one.name.value === 'join__field')));
  }
  return roots;
}

function fieldsOf(contract: string): readonly string[] {
  const schema = buildSchema(textOf(`gateway/contracts/${contract}.graphql`));
  const roots = rootFields();
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    .flatMap((type) => Object.keys(type?.getFields() ?? {}))
    .map((field) => `${roots.get(field)}.${field}`)
    .sort();
}

describe('the operations of the published package', () => {
  const areas = areasOf(generated);
  const operations = areas.flatMap((area) => Object.entries(area.operations));

  test('are the root fields of the vendors’ contract, each in the area of its subgraph, and no others', () => {
    expect(methodsOf(areas)).toEqual(fieldsOf('vendors'));
  });

  test('give the value of the field whose name the method has', () => {
    for (const [method, { name, field }] of operations) expect([name, field]).toEqual([method, method]);
  });

  test('take an idempotency key when they change something', () => {
    const mutations = operations.filter(([, { kind }]) => kind === 'mutation');
    expect(mutations.length).toBeGreaterThan(30);
    expect(mutations.filter(([, { keyed }]) => !keyed)).toEqual([]);
  });

  test('can be read on to the last page wherever the contract has pages', () => {
    const schema = buildSchema(textOf('gateway/contracts/vendors.graphql'));
    const pages = Object.values(schema.getQueryType()?.getFields() ?? {})
      .filter(({ type }) => /Connection!?$/.test(String(type)))
      .map(({ name }) => name);
    expect(pages.length).toBeGreaterThan(15);
    expect(
      operations
        .filter(([, { paged }]) => paged)
        .map(([name]) => name)
        .sort(),
    ).toEqual(pages.sort());
  });

  test('are known by the hash of exactly the text that is sent', () => {
    for (const [, { text, hash }] of operations)
      expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  });

  test('select nothing that is deprecated', () => {
    expect(operations.filter(([, { deprecated }]) => deprecated)).toEqual([]);
  });
});

test('operations of the staff’s contract are made by the same generator, in the area of their subgraph', () => {
  const fields = new Set(fieldsOf('staff'));
  const methods = methodsOf(areasOf(staff));
  expect(methods).toContain('alerts.issueAlert');
  expect(methods.filter((method) => !fields.has(method))).toEqual([]);
});
