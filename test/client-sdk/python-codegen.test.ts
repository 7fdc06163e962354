import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { generatePython } from '../../client-sdk/python-codegen/generate-python.ts';
import { repositoryRoot } from '../kit/start-process.ts';

const schema = buildSchema(`
  """A moment."""
  scalar DateTime
  scalar GeoJSON
  """How it stands."""
  enum State { OPEN, CLOSED }
  """A step."""
  type Step { from: State, to: State!, at: DateTime! }
  type Thing { id: ID!, name: String!, state: State!, steps: [Step!]!, shape: GeoJSON, size: Float, old: Int @deprecated(reason: "Until 2027-06-01.") }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type ThingConnection { nodes: [Thing!]!, pageInfo: PageInfo!, total: Int! }
  type ThingListSnapshot { nodes: [Thing!]!, complete: Boolean! }
  type ThingListLeft { id: ID! }
  union ThingListEvent = ThingListSnapshot | ThingListLeft
  input PlaceInput { lat: Float!, lon: Float!, from: DateTime, names: [String!] }
  type Query {
    "One thing."
    thing("Its id." id: ID!, from: DateTime): Thing
    things(first: Int, after: String): ThingConnection
    countOf(state: State!): Int!
  }
  type Mutation { addThing(place: PlaceInput!, clientMutationId: String): Thing }
  type Subscription { thingsIn(place: PlaceInput!, first: Int! = 100): ThingListEvent }
`);

const generate = (text: string, area = 'things'): ReadonlyMap<string, string> => {
  const document = { origin: 'file', area, location: `${area}.graphql`, text, node: parse(text) } as const;
  const errorCodes = {
    NOT_FOUND: { status: 404, disposition: 'final' },
    INTERNAL_SERVER_ERROR: { status: 500, disposition: 'final' },
  } as const;
  const files = generatePython({ schema, documents: [document], errorCodes });
  return new Map(files.map(({ name, content }) => [name, content]));
};
/** The module of an area, without the difference that line breaks make. */
const areaOf = (text: string): string =>
  (generate(text).get('areas/things.py') ?? '').replaceAll(/\s+/g, ' ').replaceAll(', )', ' )');

describe('the generator of the Python client', () => {
  test('makes a method of each operation, for the hub with and without await', () => {
    const made = areaOf(
      'query thing($id: ID!, $from: DateTime) { thing(id: $id, from: $from) { name size } }',
    );
    expect(made).toContain('class Thing(TypedDict): name: str size: float | None');
    const parameters =
      '( self, *, id: str, from_: Moment | None = None, options: CallOptions | None = None ) -> Thing | None:';
    expect(made).toContain(
      `class ThingsArea: def __init__(self, caller: Caller) -> None: self._caller = caller def thing${parameters}`,
    );
    expect(made).toContain(`async def thing${parameters}`);
    expect(made).toContain('return await self._caller.call( _THING, {"id": id, "from": from_}, options )');
    expect(made).toContain('"""One thing. id: Its id. """');
  });

  test('writes a type as a call where a key is a word of Python', () => {
    const made = areaOf('query thing($id: ID!) { thing(id: $id) { shape steps { from to at } } }');
    expect(made).toContain(
      '# A step. ThingSteps = TypedDict( "ThingSteps", { "from": "State | None", "to": "State", "at": "str", } )',
    );
    expect(made).toContain('class Thing(TypedDict): shape: dict[str, Any] | None steps: list[ThingSteps]');
  });

  test('tells the members of a union apart by their name', () => {
    const made = areaOf(`subscription thingsIn($place: PlaceInput!, $first: Int! = 100) {
      thingsIn(place: $place, first: $first) {
        __typename
        ... on ThingListSnapshot { nodes { id } complete }
        ... on ThingListLeft { id }
      }
    }`);
    expect(made).toContain(
      '"__typename": "Literal[\\"ThingListSnapshot\\"]", "nodes": "list[ThingsInSnapshotNode]"',
    );
    expect(made).toContain('ThingsIn = Union[ThingsInSnapshot, ThingsInLeft]');
    expect(made).toContain('place: PlaceInput, first: int | None = None, options: LiveOptions | None = None');
    expect(made).toContain('-> AsyncLiveStream[ThingsIn | None]');
  });

  test('gives lists as pages, and mutations a key in place of clientMutationId', () => {
    const made = areaOf(`
      query things($first: Int, $after: String) { things(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }
      mutation addThing($place: PlaceInput!, $clientMutationId: String) { addThing(place: $place, clientMutationId: $clientMutationId) { id } }
    `);
    expect(made).toContain('-> AsyncPage[ThingsNode]: ');
    expect(made).toContain('_ADD_THING: Operation[AddThing | None]');
    expect(made).toContain('is_keyed=True');
    expect(made).toContain('place: PlaceInput, idempotency_key: str | None = None,');
    expect(made).toContain('{"place": place, "clientMutationId": idempotency_key}');
  });

  test('shares the type of a fragment, and marks what may be left out and what is going away', () => {
    const files = generate(`
      fragment ThingCore on Thing { id old }
      query thing($id: ID!, $more: Boolean!) { thing(id: $id) { ...ThingCore name @include(if: $more) } }
      query countOf($state: State!) { countOf(state: $state) }
      query things($first: Int) { things(first: $first) { nodes { ...ThingCore } total } }
    `);
    expect(files.get('areas/fragments.py')).toContain(
      'class ThingCore(TypedDict):\n    id: str\n    old: int | None\n',
    );
    const area = files.get('areas/things.py') ?? '';
    expect(area).toContain('    name: NotRequired[str]\n');
    expect(area).toContain('nodes: list[ThingCore]');
    expect(area).toContain('deprecated=(("Thing.old", "Until 2027-06-01."),)');
    expect(area).toContain('_COUNT_OF: Operation[int]');
    expect(files.get('areas/inputs.py')).toContain('State = Literal[\n    "OPEN",\n    "CLOSED",\n]');
  });

  test('has one class for each code', () => {
    const made = generate('query countOf($state: State!) { countOf(state: $state) }').get('error_table.py');
    expect(made).toContain('class NotFoundError(HubError):');
    expect(made).toContain('"INTERNAL_SERVER_ERROR": InternalServerError,');
    expect(made).toContain('DISPOSITIONS: dict[str, Disposition] = {\n    "NOT_FOUND": "final",');
  });

  test('refuses an operation after which no method can be named', () => {
    expect(() => generate('query two($id: ID!) { thing(id: $id) { id } countOf(state: OPEN) }')).toThrow(
      'things.graphql: expected one root field in two',
    );
  });
});

test('the Python client has the operations of the TypeScript client, text for text', async () => {
  const hashesIn = async (folder: string, pattern: RegExp): Promise<string[]> => {
    const path = join(repositoryRoot, 'client-sdk', folder);
    const files = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile());
    const texts = await Promise.all(files.map(({ name }) => readFile(join(path, name), 'utf8')));
    return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, hash = '']) => hash)).toSorted();
  };
  const python = await hashesIn('python/src/hue_hub/areas', /hash="([0-9a-f]{64})"/g);
  expect(python).toEqual(await hashesIn('src/generated', /hash: '([0-9a-f]{64})'/g));
  expect(python.length).toBeGreaterThan(40);
});
