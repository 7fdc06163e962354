import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { composeSupergraph } from '../../../gateway/src/supergraph/compose.ts';
import { run } from '../../../gateway/src/supergraph/compose-main.ts';
import { federationLink, publicLink } from '../../kit/fake-subgraph.ts';

describe('composing from rover.yaml', () => {
  let root: string;
  beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'hub-compose-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const rover = (...names: string[]): void =>
    write(
      'rover.yaml',
      `federation_version: =2.9.0\nsubgraphs:\n${names
        .map(
          (name) =>
            `  ${name}:\n    routing_url: http://127.0.0.1/${name}\n    schema:\n      file: ./${name}.graphql\n`,
        )
        .join('')}`,
    );
  const problems = (): readonly string[] => composeSupergraph(join(root, 'rover.yaml')).problems ?? [];
  const places = `${federationLink}\ntype Query { place: Place }\ntype Place @key(fields: "id") { id: ID! name: String }\n`;

  test('gives a supergraph that names each subgraph with its address', () => {
    write('places.graphql', places);
    rover('places');
    const { sdl } = composeSupergraph(join(root, 'rover.yaml'));
    expect(sdl).toMatch(/PLACES @join__graph\(name: "places", url: "http:\/\/127.0.0.1\/places"\)/);
  });

  test('writes the committed file, and with --check fails when it is not what composes', async () => {
    write('places.graphql', places);
    rover('places');
    mkdirSync(join(root, 'gateway'));
    const lines: string[] = [];
    const compose = (...args: string[]): Promise<number> =>
      run({ args, root, contracts: [], print: (line) => void lines.push(line) });
    expect(await compose('--check')).toBe(1);
    expect(await compose()).toBe(0);
    expect(await compose('--check')).toBe(0);
    write('places.graphql', places.replace('name: String', 'name: String size: Int'));
    expect(await compose('--check')).toBe(1);
    expect(lines.at(-1)).toMatch(/is not what rover.yaml composes to: run `npm run compose`/);
    expect(await compose()).toBe(0);
    expect(readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8')).toMatch(/size: Int/);
  });

  test("finds its way where an interface is known by one key here and by another there, without end in Apollo's composing", () => {
    const types = (keys: string, fields: string): string =>
      ['Book', 'Film'].map((name) => `type ${name} implements Thing ${keys} { ${fields} }`).join(' ');
    const sdls = {
      north: `interface Thing @key(fields: "code") { code: ID! title: String }
        ${types('@key(fields: "id") @key(fields: "code")', 'id: ID! code: ID! title: String')}`,
      east: 'type Query { rated: [Thing] } type Thing @interfaceObject @key(fields: "code") { code: ID! price: Int }',
      west: `interface Thing @key(fields: "id") { id: ID! } ${types('@key(fields: "id")', 'id: ID!')}`,
      centre: 'type Thing @interfaceObject @key(fields: "id") { id: ID! stars: Int }',
    };
    for (const [name, sdl] of Object.entries(sdls)) write(`${name}.graphql`, `${federationLink}\n${sdl}`);
    rover(...Object.keys(sdls));
    expect(composeSupergraph(join(root, 'rover.yaml')).problems).toBeUndefined();
  });

  test('prints every problem and exits with 1 when it does not compose', async () => {
    write('places.graphql', 'type Query {');
    rover('places');
    const lines: string[] = [];
    expect(await run({ args: [], root, contracts: [], print: (line) => void lines.push(line) })).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^places.graphql:1: Syntax Error/)]);
  });

  describe('names file and line of', () => {
    test('a syntax error', () => {
      write('places.graphql', `${places}type Broken {\n  a: \n}\n`);
      rover('places');
      expect(problems()).toEqual([expect.stringMatching(/^places.graphql:7: Syntax Error/)]);
    });

    test('an unknown type', () => {
      write('places.graphql', places.replace('name: String', '\n  name: Strin'));
      rover('places');
      expect(problems()).toEqual([expect.stringMatching(/^places.graphql:5: \[places\] Unknown type Strin/)]);
    });

    test('a field that two subgraphs resolve without sharing it', () => {
      write('places.graphql', places);
      write(
        'more.graphql',
        `${federationLink}\ntype Place @key(fields: "id") {\n id: ID!\n name: String\n}\n`,
      );
      rover('places', 'more');
      expect(problems()[0]).toMatch(/^(places.graphql:4|more.graphql:5): Non-shareable field "Place.name"/);
    });

    test('a field that cannot be reached', () => {
      write(
        'places.graphql',
        places.replace(' @key(fields: "id")', '').replace('id: ID!', 'id: ID! @shareable'),
      );
      write('more.graphql', `${federationLink}\ntype Place {\n id: ID! @shareable\n size: Int\n}\n`);
      rover('places', 'more');
      expect(problems()[0]).toMatch(/^more.graphql:5: [\s\S]*cannot be satisfied/);
    });

    test('what is wrong in rover.yaml itself', () => {
      write(
        'rover.yaml',
        'federation_version: 1\nsubgraphs:\n  places:\n    routing_url: nowhere\n    schema:\n      file: ./none.graphql\n',
      );
      expect(problems()).toEqual([
        'rover.yaml:1: federation_version must be 2 or =2.x.y, but it is 1',
        'rover.yaml:3: subgraph places: routing_url must be a URL',
        'rover.yaml:3: subgraph places: there is no file ./none.graphql',
      ]);
      write('rover.yaml', 'federation_version: 2\nsubgraphs:\n  a: [\n');
      expect(problems()[0]).toMatch(/^rover.yaml:\d: /);
      write('rover.yaml', 'federation_version: 2\n');
      expect(problems()).toEqual(['rover.yaml:1: subgraphs must name at least one subgraph']);
      rmSync(join(root, 'rover.yaml'));
      expect(problems()).toEqual(['rover.yaml:1: no such file']);
    });
  });

  describe('a field marked @public in one subgraph', () => {
    const marked = `${federationLink}\n${publicLink}\ntype Query { place: Place @public }
type Place @key(fields: "id") { id: ID! @public name: String @shareable @public }\n`;
    const other = (name: string): string =>
      `${federationLink}\n${publicLink}\ntype Place @key(fields: "id") {\n  id: ID! @public\n  ${name}\n}\n`;

    test('and silent in another that resolves it is refused at the silent definition', () => {
      write('a.graphql', marked);
      write('b.graphql', other('name: String @shareable'));
      rover('a', 'b');
      expect(problems()).toEqual([
        'b.graphql:7: Field "Place.name" is @public in subgraph "a" but not in subgraph "b", which resolves it too: mark it in both or in neither.',
      ]);
    });

    test('and in every other that resolves it composes', () => {
      write('a.graphql', marked);
      write('b.graphql', other('name: String @shareable @public'));
      rover('a', 'b');
      expect(problems()).toEqual([]);
    });

    test('and only external in another composes, as that one never answers it', () => {
      write('a.graphql', marked.replace('@shareable @public', '@public'));
      write('b.graphql', other('name: String @external\n  loud: String @requires(fields: "name")'));
      rover('a', 'b');
      expect(problems()).toEqual([]);
    });

    test('and provided by another that is silent is refused, as that one does answer it', () => {
      write('a.graphql', marked);
      write(
        'b.graphql',
        `${federationLink}\n${publicLink}\ntype Query { best: Place @provides(fields: "name") }\ntype Place @key(fields: "id") { id: ID! @public name: String @external }\n`,
      );
      rover('a', 'b');
      expect(problems()).toEqual([
        expect.stringMatching(/^b.graphql:6: Field "Place.name" is @public in subgraph "a"/),
      ]);
    });

    test('and taken over by another that is silent is refused no more', () => {
      write('a.graphql', marked.replace('@shareable @public', '@public'));
      write('b.graphql', other('name: String @override(from: "a")'));
      rover('a', 'b');
      expect(problems()).toEqual([]);
    });

    test('as a key that another leaves unmarked is refused', () => {
      write('a.graphql', marked);
      write('b.graphql', other('size: Int').replace('id: ID! @public', 'id: ID!'));
      rover('a', 'b');
      expect(problems()).toEqual([expect.stringMatching(/^b.graphql:6: Field "Place.id" is @public/)]);
    });
  });
});
