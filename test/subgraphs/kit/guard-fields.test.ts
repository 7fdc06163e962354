import { execute, parse } from 'graphql';
import { buildExecutableSchema } from '../../../subgraphs/kit/executable-schema.ts';
import { guardFields } from '../../../subgraphs/kit/guard-fields.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { anonymous } from '../../../subgraphs/kit/index.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@policy", "@authenticated", "@requiresScopes"])
  type Query {
    open: String
    known: String @authenticated
    scoped: String @requiresScopes(scopes: [["a", "b"], ["c"]])
    officers: String @policy(policies: [["officer"], ["ioc", "verifiedPerson"]])
    apps: String @policy(policies: [["app:usage:read"]])
    paper: Paper
  }
  type Paper @key(fields: "id") @policy(policies: [["auditor"]]) { id: ID! text: String }
`;

const resolved: string[] = [];
const answer = (name: string) => () => {
  resolved.push(name);
  return name;
};
const names = ['open', 'known', 'scoped', 'officers', 'apps'];
const schema = guardFields(
  buildExecutableSchema<{ viewer: Viewer }>({
    sdl,
    resolvers: {
      Query: {
        ...Object.fromEntries(names.map((name) => [name, answer(name)])),
        paper: () => ({ id: '1', text: 't' }),
      },
      Paper: { __resolveReference: () => ({ id: '1', text: 't' }) },
    },
  }),
);

const viewer = (part: Partial<Viewer>): Viewer => ({
  kind: 'person',
  id: 'p',
  roles: [],
  vneidLevel: 0,
  scopes: [],
  ...part,
});
const run = async (query: string, who: Viewer) => {
  resolved.length = 0;
  const { data, errors = [] } = await execute({
    schema,
    document: parse(query),
    contextValue: { viewer: who },
  });
  return {
    data,
    codes: errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`),
  };
};
const all = '{ open known scoped officers apps }';

test.each([
  ['a stranger', anonymous, ['open']],
  ['a person', viewer({}), ['open', 'known']],
  ['one with a part of the scopes', viewer({ scopes: ['a'] }), ['open', 'known']],
  ['one with the scopes', viewer({ scopes: ['b', 'a'] }), ['open', 'known', 'scoped']],
  ['an officer of nowhere', viewer({ roles: ['officer'] }), ['open', 'known']],
  ['an officer', viewer({ roles: ['officer'], agencyId: 'a' }), ['open', 'known', 'officers']],
  ['one half of a policy', viewer({ roles: ['ioc'] }), ['open', 'known']],
  ['both halves', viewer({ roles: ['ioc'], vneidLevel: 2 }), ['open', 'known', 'officers']],
  ['a person with an app’s scope', viewer({ scopes: ['usage:read'] }), ['open', 'known']],
  ['an app', viewer({ kind: 'app', scopes: ['usage:read'] }), ['open', 'known', 'apps']],
  ['an app with a role', viewer({ kind: 'app', roles: ['officer'], agencyId: 'a' }), ['open', 'known']],
])('%s is given what the directives allow, and nothing else is resolved', async (_, who, allowed) => {
  const code = who === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  const { data, codes } = await run(all, who);
  expect(data).toEqual(Object.fromEntries(names.map((name) => [name, allowed.includes(name) ? name : null])));
  expect(codes).toEqual(names.filter((name) => !allowed.includes(name)).map((name) => `${name} ${code}`));
  expect(resolved).toEqual(allowed);
});

test('B04: what a type demands holds by whatever way its object was reached', async () => {
  const byKey =
    '{ _entities(representations: [{ __typename: "Paper", id: "1" }]) { ... on Paper { text } } }';
  for (const query of ['{ paper { text } }', byKey]) {
    expect((await run(query, viewer({}))).codes).toEqual([expect.stringContaining('text FORBIDDEN')]);
    expect((await run(query, viewer({ roles: ['auditor'] }))).codes).toEqual([]);
  }
});

test('a policy that nobody knows is told at start', () => {
  const typo = sdl.replace('["officer"]', '["oficer"]');
  const resolvers = {
    Query: { ...Object.fromEntries(names.map((name) => [name, answer(name)])), paper: () => null },
  };
  expect(() => guardFields(buildExecutableSchema({ sdl: typo, resolvers }))).toThrow(
    'Query.officers demands the policy "oficer"',
  );
});

describe('fields of sensitive data', () => {
  const value = { given: 'x' as string | null, isWritten: true };
  const audited = guardFields(
    buildExecutableSchema<{ viewer: Viewer; access: { wrote: (type: string, field: string) => boolean } }>({
      sdl: `directive @audited on FIELD_DEFINITION
        type Query { record: Record }
        type Record { note: String @audited  version: Int }`,
      resolvers: { Query: { record: () => ({ version: 1 }) }, Record: { note: () => value.given } },
    }),
  );
  const ask = async () => {
    const access = {
      wrote: (type: string, field: string) => value.isWritten && `${type}.${field}` === 'Record.note',
    };
    return execute({
      schema: audited,
      document: parse('{ record { note version } }'),
      contextValue: { viewer: anonymous, access },
    });
  };

  test('give a value when a look at it was written down, and none without', async () => {
    await expect(ask()).resolves.toMatchObject({ data: { record: { note: 'x', version: 1 } } });
    value.isWritten = false;
    const { data, errors } = await ask();
    expect(data).toMatchObject({ record: { note: null, version: 1 } });
    expect(errors?.map(({ message }) => message)).toEqual([
      'Record.note is audited, and no look at it was written down',
    ]);
    value.given = null;
    expect((await ask()).errors).toBeUndefined();
  });
});
