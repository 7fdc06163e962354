import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, parse, printSchema, validate, visit } from 'graphql';
import { composeContracts } from '../../../gateway/src/supergraph/compose-contracts.ts';
import type { ComposedContracts } from '../../../gateway/src/supergraph/compose-contracts.ts';
import type { Contract } from '../../../gateway/src/supergraph/contract.ts';
import { cityContracts } from '../../../gateway/src/supergraph/contract.ts';
import { printContract } from '../../../gateway/src/supergraph/contract-schema.ts';
import { buildSnapshot } from '../../../gateway/src/supergraph/load.ts';
import { admitOperation } from '../../../gateway/src/request/know-operation.ts';
import { defaultLimits } from '../../../gateway/src/config.ts';
import { federationLink } from '../../kit/fake-subgraph.ts';
import { composeFakes, testConfig } from '../../kit/start-gateway.ts';
import { repositoryRoot } from '../../kit/start-process.ts';

const contract: Contract = { name: 'public', tags: ['public'], isPublished: true };
const settings = { limits: defaultLimits, introspection: true };

const supergraphOf = (sdl: string): string =>
  composeFakes([{ name: 'things', url: 'http://127.0.0.1:1/', sdl: `${federationLink}\n${sdl}` }]);
const made = (sdl: string): ComposedContracts => composeContracts(supergraphOf(sdl), [contract]);
const shown = (sdl: string): string => made(sdl).schemas.get('public') ?? '';

/** Of types, fields, arguments and values of enums. */
function namesIn(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  const add = {
    enter: ({ name }: { readonly name: { readonly value: string } }) => void names.add(name.value),
  };
  visit(parse(printSchema(schema)), {
    ObjectTypeDefinition: add,
    InterfaceTypeDefinition: add,
    UnionTypeDefinition: add,
    EnumTypeDefinition: add,
    InputObjectTypeDefinition: add,
    FieldDefinition: add,
    InputValueDefinition: add,
    EnumValueDefinition: add,
  });
  return names;
}

describe('contracts of a supergraph', () => {
  test('show root fields with their tag and what these lead to, and nothing else', () => {
    const text = shown(`
      type Query { place(by: PlaceBy): Place @tag(name: "public") queue: Queue @tag(name: "staff") none: Lonely }
      type Mutation { close(id: ID!): Place @tag(name: "staff") }
      input PlaceBy { kind: Kind } enum Kind { WARD }
      type Place { name: String note: Note @tag(name: "staff") }
      type Note { text: String } type Queue { length: Int } type Lonely { id: ID }`);
    for (const name of ['place(by: PlaceBy)', 'input PlaceBy', 'enum Kind', 'type Place', 'name: String'])
      expect(text).toContain(name);
    for (const name of ['queue', 'Queue', 'Mutation', 'note', 'Note', 'none', 'Lonely'])
      expect(text).not.toContain(name);
  });

  test('say which root fields are in none, since nothing says for whom they are', () => {
    expect(made('type Query { a: Int @tag(name: "public") b: Int c: Int @tag(name: "x") }').untagged).toEqual(
      ['Query.b'],
    );
  });

  test('are refused by name for a type that they hide and a field that needs it', () => {
    const { problems } = made(`
      type Query { place: Place @tag(name: "public") }
      type Place { name: String note: Note } type Note @tag(name: "staff") { text: String }`);
    expect(problems).toEqual([
      expect.stringMatching(/^contract public: Type "Note" is @inaccessible but .*"Place.note"/),
    ]);
  });

  test('are refused for an interface or union one of whose types they hide', () => {
    const { problems } = made(`
      type Query { thing: Thing @tag(name: "public") }
      union Thing = A | B  type A { id: ID } type B @tag(name: "staff") { id: ID }`);
    expect(problems).toEqual(['contract public: It shows Thing, and hides B, which is one of its types.']);
  });

  test('are refused when nothing has their tag', () => {
    expect(made('type Query { a: Int }').problems).toEqual([
      'contract public: It shows nothing: no root field has one of its tags.',
    ]);
  });

  test('of this city are served as composition makes them, and as they are committed', () => {
    const sdl = readFileSync(`${repositoryRoot}/gateway/supergraph.graphql`, 'utf8');
    const { schemas, problems } = composeContracts(sdl, cityContracts);
    expect(problems).toEqual([]);
    const snapshot = buildSnapshot(sdl, { ...testConfig(''), contracts: cityContracts });
    for (const { name } of cityContracts) {
      const view = snapshot.view(name);
      expect(view && printContract(view.apiSchema)).toBe(schemas.get(name));
      const committed = readFileSync(`${repositoryRoot}/gateway/contracts/${name}.graphql`, 'utf8');
      expect(committed.split('\n').slice(1).join('\n')).toBe(schemas.get(name));
    }
  });

  test('of this city name nothing in their descriptions that they hide (A14)', () => {
    const sdl = readFileSync(`${repositoryRoot}/gateway/supergraph.graphql`, 'utf8');
    const snapshot = buildSnapshot(sdl, { ...testConfig(''), contracts: cityContracts });
    const all = namesIn(snapshot.apiSchema);
    for (const { name } of cityContracts) {
      const text = printContract(snapshot.view(name)!.apiSchema);
      const own = namesIn(buildSchema(text, { assumeValid: true }));
      const told = [...text.matchAll(/"""([^]*?)"""/g)].flatMap(
        ([, words = '']) => words.match(/\w+/g) ?? [],
      );
      // Words of several parts: others are words of the language as well.
      const hints = told.filter((word) => /[a-z][A-Z]|_/.test(word) && all.has(word) && !own.has(word));
      expect([name, hints]).toEqual([name, []]);
    }
  });

  const fields = ['a', 'i', 'u', 'list', 'deep', 'word', 'change'];
  const spots = [
    ...fields.map((name) => `Query.${name}`),
    'A',
    'B',
    'I',
    'U',
    'K',
    'W',
    'A.id',
    'A.b',
    'B.k',
  ];
  const tagging = fc.dictionary(
    fc.constantFrom(...spots),
    fc.subarray(['public', 'staff'], { minLength: 1 }),
    {
      noNullPrototype: true,
    },
  );
  const tagged = (tags: Record<string, string[]>): string => {
    const at = (spot: string): string =>
      (tags[spot] ?? (spot === 'Query.a' ? ['public'] : [])).map((name) => `@tag(name: "${name}")`).join(' ');
    return `
      type Query {
        a: A ${at('Query.a')} i: I ${at('Query.i')} u: U ${at('Query.u')} list(w: W): [B] ${at('Query.list')}
        deep: C ${at('Query.deep')} word(k: K): K ${at('Query.word')} change: Int ${at('Query.change')}
      }
      interface I ${at('I')} { id: ID }
      type A implements I ${at('A')} { id: ID ${at('A.id')} b: B ${at('A.b')} }
      type B implements I ${at('B')} { id: ID k: K ${at('B.k')} }
      type C { a: A b: B }
      union U ${at('U')} = A | B
      enum K ${at('K')} { X Y }
      input W ${at('W')} { k: K }`;
  };

  test('are the same schema at the gateway as by composition, or none at both, whatever is tagged', () => {
    fc.assert(
      fc.property(tagging, (tags) => {
        const sdl = supergraphOf(tagged(tags));
        const composed = composeContracts(sdl, [contract]).schemas.get('public');
        const snapshot = buildSnapshot(sdl, { ...testConfig(''), contracts: [contract] });
        const served = (): string => {
          const view = snapshot.view('public');
          return view ? printContract(view.apiSchema) : '';
        };
        if (composed === undefined) expect(served).toThrow();
        else expect(served()).toBe(composed);
      }),
      { numRuns: 60 },
    );
  });

  test('never allow what the graph does not', () => {
    const leaf = fc.constantFrom('id', '__typename', 'k', 'b { id k }', '... on A { id }', '... on B { k }');
    const document = fc
      .array(fc.tuple(fc.constantFrom(...fields), fc.array(leaf, { minLength: 1, maxLength: 3 })), {
        minLength: 1,
        maxLength: 3,
      })
      .map((picked) =>
        picked.map(
          ([field, leaves], n) =>
            `f${n}: ${field} ${/word|change/.test(field) ? '' : `{ ${leaves.join(' ')} }`}`,
        ),
      )
      .map((lines) => `{ ${lines.join(' ')} }`);
    const snapshot = buildSnapshot(
      supergraphOf(tagged({ 'Query.i': ['public'], 'Query.u': ['public'], 'A.b': ['staff'] })),
      {
        ...testConfig(''),
        contracts: [contract],
      },
    );
    const view = snapshot.view('public');
    if (!view) throw new Error('expected a view');
    fc.assert(
      fc.property(document, (source) => {
        const allowed = validate(view.apiSchema, parse(source)).length === 0;
        if (allowed) expect(validate(snapshot.apiSchema, parse(source))).toEqual([]);
        if (allowed) expect(source).not.toMatch(/\bb \{/);
      }),
    );
  });

  test('have one document with the graph, whoever asked first, and their own of what asks for the schema', () => {
    const snapshot = buildSnapshot(supergraphOf('type Query { a: Int @tag(name: "public") b: Int }'), {
      ...testConfig(''),
      contracts: [contract],
    });
    const view = snapshot.view('public');
    if (!view) throw new Error('expected a view');
    const admit = (source: string, at: typeof view) =>
      admitOperation({ source, operationName: undefined }, settings, at);
    expect(admit('{ a }', view)).toEqual({ known: admit('{ a }', snapshot).known, snapshot });
    expect(admit('{ a }', view).known).toBe(admit('{ a }', snapshot).known);
    admit('{ a b }', snapshot);
    expect(() => admit('{ a b }', view)).toThrow('Cannot query field "b" on type "Query"');
    const asking = '{ __type(name: "Query") { fields { name } } }';
    expect(admit(asking, view).snapshot).toBe(view);
    expect(admit(asking, snapshot).known).not.toBe(admit(asking, view).known);
    expect(snapshot.documents.counts().documents).toBe(3);
  });
});
