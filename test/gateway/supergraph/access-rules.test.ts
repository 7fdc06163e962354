import { parse } from 'graphql';
import { buildSnapshot } from '../../../gateway/src/supergraph/load.ts';
import type { AccessRules } from '../../../gateway/src/supergraph/access-rules.ts';
import { federationLink } from '../../kit/fake-subgraph.ts';
import { composeFakes } from '../../kit/start-gateway.ts';

const sdl = `${federationLink}
  type Query { any: Named dog: Dog }
  interface Named { name: String age: Int }
  type Dog implements Named @authenticated { name: String age: Int @requiresScopes(scopes: [["age"]]) }
  type Cat implements Named { name: String age: Int }`;

function rulesOf(change: (supergraph: string) => string = (same) => same): AccessRules {
  const supergraph = composeFakes([{ name: 'a', sdl, url: 'http://a.example/graphql' }]);
  const options = { supergraphFile: '', subgraphs: {}, defaultListSize: 1 };
  return buildSnapshot(change(supergraph), options).access;
}

describe('the access rules of a supergraph', () => {
  test('B06: what composition writes on an interface for one of its types is no demand on the others', () => {
    const rules = rulesOf((supergraph) => {
      expect(supergraph).toMatch(/interface Named[^{]*@authenticated/);
      return supergraph;
    });
    const denied = rules.deny(rules.ofDocument(parse('{ any { name age } }')), 'stranger');
    expect(denied.type('Dog')).toBe(true);
    expect(denied.type('Cat')).toBe(false);
    expect(denied.type('Named')).toBe(false);
    expect(denied.field('Cat', 'age')).toBe(false);
    expect(denied.field('Named', 'age')).toBe(true);
    expect(denied.field('Query', 'dog')).toBe(true);
    expect(denied.field('Query', 'any')).toBe(false);
  });

  test('B06: what an old supergraph demands on an interface alone holds for all that implement it', () => {
    const rules = rulesOf((supergraph) =>
      supergraph
        .replace(/(type Dog[^{]*?)\s*@authenticated/, '$1')
        .replace(/(type Dog[^}]*?)@requiresScopes\([^)]*\)/, '$1'),
    );
    const denied = rules.deny(rules.ofDocument(parse('{ dog { name } }')), 'stranger');
    expect(['Dog', 'Cat', 'Named'].map((type) => denied.type(type))).toEqual([true, true, true]);
  });

  test('B08: a field that needs a protected one of another subgraph without demanding the same does not compose', () => {
    const owner = `${federationLink}
      type Query { dog: Dog }
      type Dog @key(fields: "id") { id: ID! age: Int @requiresScopes(scopes: [["age"]]) }`;
    const other = (demand: string): string => `${federationLink}
      type Query { x: Int }
      type Dog @key(fields: "id") { id: ID! age: Int @external  old: Boolean @requires(fields: "age") ${demand} }`;
    const compose = (demand = ''): string =>
      composeFakes([
        { name: 'a', sdl: owner, url: 'http://a.example' },
        { name: 'b', sdl: other(demand), url: 'http://b.example' },
      ]);
    expect(() => compose()).toThrow(
      /does not specify necessary @authenticated, @requiresScopes and\/or @policy auth/,
    );
    expect(compose('@requiresScopes(scopes: [["age"]])')).toContain('old');
  });

  test('finds what matters to an operation through interfaces, fragments and what fields return', () => {
    const rules = rulesOf();
    const kinds = (query: string): string[] => rules.ofDocument(parse(query)).map(({ kind }) => kind);
    expect(kinds('{ __typename }')).toEqual([]);
    expect(kinds('{ dog { __typename } }')).toEqual(['authenticated']);
    expect(kinds('{ any { ...F } } fragment F on Named { age }')).toEqual([
      'authenticated',
      'requiresScopes',
    ]);
    expect(kinds('{ any { ... on Cat { name } } }')).toEqual(['authenticated']);
  });
});
