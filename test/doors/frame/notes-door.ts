import type { Door, Operation } from '../../../doors/frame/index.ts';
import { badInput, json, route, template, writeXml, xml, xmlFormat } from '../../../doors/frame/index.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';

/** Notes of everybody and their owners. The one with the id `late` is there when `isLate` has settled. */
export function startNotes(isLate: Promise<void>): Promise<FakeSubgraph> {
  const notes = [
    { id: '1', text: 'Một <b>', at: '2026-11-25T01:00:00Z', owner: 'Lan' },
    { id: '2', text: 'Hai & ba', at: '2026-11-26T01:00:00Z', owner: 'Minh' },
  ];
  return startFakeSubgraph({
    name: 'notes',
    sdl: `${federationLink} ${publicLink}
      type Query {
        notes(first: Int): [Note!] @public @listSize(slicingArguments: ["first"])
        note(id: ID!): Note @public
        mine: [Note!] @authenticated
      }
      type Mutation { addNote(text: String!, clientMutationId: String): Note }
      type Note @key(fields: "id") { id: ID! @public text: String! @public at: String! @public owner: String fails: Int @public }`,
    resolvers: {
      Query: {
        notes: (_: unknown, { first }: { first?: number }) => notes.slice(0, first ?? 10),
        note: async (_: unknown, { id }: { id: string }) => {
          if (id === 'late') await isLate;
          return notes.find((note) => note.id === id) ?? null;
        },
        mine: () => notes,
      },
      Mutation: {
        addNote: (_: unknown, { text }: { text: string }) => ({ id: '3', text, at: '', owner: '' }),
      },
      Note: {
        fails: () => {
          throw new Error('secret of the database');
        },
      },
    },
  });
}

const operation = (name: string, source: string): Operation => ({ name, source });
const list = operation('list', 'query ($first: Int) { notes(first: $first) { id text at } }');
const one = operation('one', 'query ($id: ID!) { note(id: $id) { id text at } }');
const owners = operation('owners', '{ notes(first: 2) { id text at owner } }');
const broken = operation('broken', '{ notes(first: 1) { id text at fails } }');
const wrong = operation('wrong', '{ notInTheSchema }');
const add = operation('add', 'mutation ($text: String!) { addNote(text: $text) { id text at } }');

interface Note {
  readonly id: string;
  readonly text: string;
  readonly at: string;
}

function parseNotes(data: unknown, field: string): Note[] {
  return [(data as Record<string, Note | Note[] | null>)[field] ?? []].flat();
}

const both = { formats: [json, xmlFormat] };

function renderNotes(notes: readonly Note[], { format }: { readonly format: { readonly name: string } }) {
  const dates = notes.map(({ at }) => new Date(at)).filter((at) => !Number.isNaN(at.getTime()));
  const lastModified = dates.sort((a, b) => b.getTime() - a.getTime())[0];
  if (format.name === 'json') return { body: JSON.stringify(notes), lastModified };
  const nodes = notes.map(({ id, text }) => xml('note', text, { id }));
  return { body: writeXml(xml('notes', nodes)), lastModified };
}

const ask = (path: string, asked: Operation, partly = false) =>
  route({
    method: 'GET',
    path: template(path),
    ...both,
    maxAgeS: 60,
    parse: () => null,
    answer: async (_, graph) => parseNotes(await graph.run(asked, {}, { partly }), 'notes'),
    render: renderNotes,
  });

/** A small standard of the tests' own. */
export const notesDoor: Door = {
  name: 'notes',
  base: '/notes/',
  formats: both.formats,
  statusOf: ({ extensions }) => (extensions?.['code'] === 'CONFLICT' ? 422 : undefined),
  routes: [
    route({
      method: 'GET',
      path: template('v1/notes{.format}'),
      ...both,
      maxAgeS: 60,
      parse: ({ query }) => ({ first: query.whole('first', { min: 1, max: 200 }) }),
      answer: async (question, graph) => parseNotes(await graph.run(list, question), 'notes'),
      render: renderNotes,
    }),
    route({
      method: 'GET',
      path: template('v1/notes/{id}{.format}'),
      ...both,
      maxAgeS: 60,
      parse: ({ path }) => ({ id: path['id'] }),
      answer: async (question, graph) => parseNotes(await graph.run(one, question), 'note'),
      render: renderNotes,
    }),
    ask('owners', owners),
    ask('broken', broken),
    ask('partly', broken, true),
    ask('wrong', wrong),
    route({
      method: 'GET',
      path: template('greedy'),
      ...both,
      parse: () => null,
      answer: async (_, graph) => {
        for (let n = 0; n < 20; n += 1) await graph.run(list);
        return [];
      },
      render: renderNotes,
    }),
    route({
      method: 'POST',
      path: template('v1/notes{.format}'),
      ...both,
      takes: ['form', 'json', 'xml'],
      keyIn: (body) => (body.kind === 'form' ? body.fields.one('api_key') : undefined),
      parse: ({ body }) => {
        const text = textIn(body);
        if (text === undefined) throw badInput({ field: 'text', rule: 'required' }, '"text" is required.');
        return { text };
      },
      answer: async (question, graph) => parseNotes(await graph.run(add, question), 'addNote'),
      render: (notes, asked) => ({ ...renderNotes(notes, asked), status: 201 }),
    }),
  ],
  renderProblem: ({ status, errors, format }) => {
    const [first] = errors;
    const { code, field, rule } = { ...first?.extensions };
    const told = { status, code, field, rule, message: first?.message };
    if (format.name === 'json') return { body: JSON.stringify(told) };
    return { body: writeXml(xml('problem', [xml('code', String(code)), xml('message', first?.message)])) };
  },
};

function textIn(body: Parameters<NonNullable<Door['routes'][number]['keyIn']>>[0]): string | undefined {
  if (body.kind === 'form') return body.fields.one('text');
  if (body.kind === 'xml') return body.root.children.find(({ name }) => name === 'text')?.text;
  const value = body.kind === 'json' ? body.value : undefined;
  return typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : undefined;
}
