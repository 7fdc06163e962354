import fc from 'fast-check';
import {
  buildSchema,
  execute,
  getNamedType,
  GraphQLError,
  isAbstractType,
  isObjectType,
  parse,
  printSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { city } from '../../oracle/city.ts';
import { generateOperation } from '../../oracle/generate-operation.ts';
import type { GeneratedOperation } from '../../oracle/generate-operation.ts';
import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { plain, startGraph } from '../federated-graph.ts';
import type { FederatedGraph, GraphOptions } from '../federated-graph.ts';
import { withGraph } from '../expect-truth.ts';

const person = (...scopes: string[]): Viewer => ({
  kind: 'person',
  id: 'p',
  roles: [],
  vneidLevel: 0,
  scopes,
});

/** What is protected in the city of these tests: by coordinate, the scope that opens it. */
const marks: Readonly<Record<string, string>> = {
  'Agency.name': 'a',
  'Person.born': 'b',
  'Report.state': 'c',
  'Notice.text': 'd',
  'Ward.area': 'e',
  'Report.term': 'e',
  'Query.people': 'f',
  Point: 'g',
  Notice: 'h',
  Step: 'i',
  'Agency.staff': 'j',
};
const allScopes = [...new Set(Object.values(marks))];

/** The city with `@requiresScopes` at each mark, wherever it is declared. */
function protectedCity(): GraphOptions {
  const protect = (sdl: string): string =>
    Object.entries(marks).reduce((text, [coordinate, scope]) => {
      const [type = '', field] = coordinate.split('.');
      const directive = ` @requiresScopes(scopes: [["${scope}"]])`;
      const declaration = new RegExp(`(type ${type}\\b(?:"[^"]*"|[^{"])*)(\\{(?:"[^"]*"|[^}"])*\\})`, 'g');
      return text.replace(declaration, (_, head: string, body: string) => {
        if (field === undefined) return `${head}${directive} ${body}`;
        const declared = new RegExp(`(\\b${field}(?:\\([^)]*\\))?: [\\w!\\[\\]]+)(?![\\w!\\]]| @external)`);
        return `${head}${body.replace(declared, `$1${directive}`)}`;
      });
    }, sdl);
  return {
    ...city,
    subgraphs: Object.fromEntries(Object.entries(city.subgraphs).map(([name, sdl]) => [name, protect(sdl)])),
  };
}

function isDenied(coordinate: string, scopes: readonly string[]): boolean {
  const scope = marks[coordinate];
  return scope !== undefined && !scopes.includes(scope);
}

/** graphql-js on one merged schema, whose resolvers refuse what the viewer may not have. */
async function truth(
  schema: GraphQLSchema,
  world: World,
  { query, variables, scopes }: GeneratedOperation & { readonly scopes: readonly string[] },
): Promise<ExecutionResult> {
  const merged = buildSchema(printSchema(schema));
  for (const type of Object.values(merged.getTypeMap())) {
    if (isAbstractType(type)) {
      type.resolveType = ({ __typename: name }: Loose) => {
        if (isDenied(name, scopes)) throw new GraphQLError('denied');
        return name;
      };
    }
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const own = world.resolvers[type.name]?.[field.name];
      const denied = [`${type.name}.${field.name}`, getNamedType(field.type).name].some((each) =>
        isDenied(each, scopes),
      );
      const { name } = field;
      field.resolve = (parent: Loose, args: Loose) => {
        if (denied) throw new GraphQLError('denied');
        return own ? own(parent, args, world) : parent[name];
      };
    }
  }
  const document = parse(query);
  return execute({ schema: merged, document, variableValues: variables, contextValue: world, rootValue: {} });
}

/** The denied fields in what was sent to a subgraph. */
function deniedIn(query: string, schema: GraphQLSchema, scopes: readonly string[]): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  visit(
    parse(query),
    visitWithTypeInfo(types, {
      Field: (node) => {
        const coordinate = `${types.getParentType()?.name}.${node.name.value}`;
        const returned = getNamedType(types.getType())?.name ?? '';
        if (isDenied(coordinate, scopes) || isDenied(returned, scopes)) found.push(coordinate);
      },
    }),
  );
  return found;
}

describe('a federated graph with protected fields', () => {
  let graph: FederatedGraph;
  beforeAll(async () => {
    graph = await startGraph(protectedCity());
  });
  afterAll(() => graph.close());

  test('B07, B09: gives each viewer what one merged schema gives, and fetches nothing that is denied', async () => {
    const decisions = fc.array(fc.nat({ max: 5_039 }), { minLength: 20, maxLength: 120, size: 'max' });
    await fc.assert(
      fc.asyncProperty(decisions, fc.subarray(allScopes), async (numbers, scopes) => {
        const operation = generateOperation(graph.snapshot.apiSchema, numbers);
        // Behind @interfaceObject the plan reads what is required of all types at once: with one of them denied, of none.
        fc.pre(operation !== null && (!operation.query.includes('shout') || scopes.includes('h')));
        Object.values(graph.subgraphs).forEach((each) => each.reset());
        const expected = await truth(graph.snapshot.apiSchema, city.world(), { ...operation, scopes });
        const ours = await graph.ours({ ...operation, viewer: person(...scopes) });
        const say = `${operation.query}\n${JSON.stringify(operation.variables)}\n`;
        expect(say + JSON.stringify(ours.data)).toBe(say + JSON.stringify(expected.data));
        expect(Boolean(ours.errors)).toBe(Boolean(expected.errors));
        for (const { requests, schema } of Object.values(graph.subgraphs))
          for (const { query } of requests)
            expect([say, query, deniedIn(query, schema, scopes)]).toEqual([say, query, []]);
      }),
      { numRuns: Number(process.env['ORACLE_RUNS'] ?? 100), seed: 20_261_125, endOnFailure: false },
    );
  }, 600_000);
});

describe('protected fields that a plan needs for itself', () => {
  const subgraphs = {
    a: `type Query { things: [Thing!]! }
      interface Thing { name: String }
      type Flat implements Thing @key(fields: "id") { id: ID! name: String size: Int }
      type House implements Thing @key(fields: "no") { no: ID! @authenticated name: String }`,
    b: `type Flat @key(fields: "id") { id: ID! size: Int @external rooms: Int rent: Int @requires(fields: "size") @authenticated }
      type House @key(fields: "no") { no: ID! rooms: Int }`,
  };
  const things = [
    { __typename: 'Flat', id: 'f', name: 'flat', size: 30, rooms: 2, rent: 300 },
    { __typename: 'House', no: 'h', name: 'house', rooms: 5 },
  ];
  const world = () => ({ things, resolvers: { Query: { things: () => things } } });

  test('B09: of a fetch for two types only the one whose key is protected is refused', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const query = '{ things { name ... on Flat { rooms rent } ... on House { rooms } } }';
      const { data, errors } = await graph.ours({ query });
      expect(plain(data)).toEqual({
        things: [
          { name: 'flat', rooms: 2, rent: null },
          { name: 'house', rooms: null },
        ],
      });
      expect(errors?.map(({ path }) => path)).toEqual(
        expect.arrayContaining([
          ['things', 0, 'rent'],
          ['things', 1, 'rooms'],
        ]),
      );
      expect(graph.subgraphs['a']?.requests[0]?.query).not.toContain('no');
    }));

  test('a value that @fromContext takes from a protected field is not taken', () => {
    const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext", "@authenticated"])`;
    const user = { __typename: 'User', id: '1', locale: 'vi', post: { __typename: 'Post', id: '1' } };
    const options = {
      subgraphs: {
        a: `${link} type Query { user: User } type User @key(fields: "id") @context(name: "u") { id: ID! locale: String @authenticated post: Post }
          type Post @key(fields: "id") { id: ID! word(of: String @fromContext(field: "$u { locale }")): String @authenticated plain: String }`,
        b: `${link} type Post @key(fields: "id") { id: ID! title: String }`,
      },
      world: () => ({
        things: [user, user.post],
        resolvers: {
          Query: { user: () => user },
          Post: { word: (_: Loose, { of }: Loose) => `in ${of}`, plain: () => 'plain', title: () => 'title' },
        },
      }),
    };
    return withGraph(options, async (graph) => {
      const query = '{ user { post { plain title word } } }';
      const { data, errors } = await graph.ours({ query });
      expect(plain(data)).toEqual({ user: { post: { plain: 'plain', title: 'title', word: null } } });
      expect(errors?.map(({ path }) => path)).toEqual([['user', 'post', 'word']]);
      expect(
        Object.values(graph.subgraphs)
          .flatMap(({ requests }) => requests.map((r) => r.query))
          .join(),
      ).not.toContain('locale');
      expect(plain((await graph.ours({ query, viewer: person() })).data)).toEqual({
        user: { post: { plain: 'plain', title: 'title', word: 'in vi' } },
      });
    });
  });
});
