import type { GraphDraft } from './graph-draft.ts';
import { draftField, draftType } from './sdl-draft.ts';
import type { SubgraphDraft, TypeDraft } from './sdl-draft.ts';

/** An interface without a key, of one field, in every subgraph where some entity has that field. */
export function draftInterface(graph: GraphDraft): void {
  const { choices, subgraphs, entities, meanings } = graph;
  const names = [...meanings].filter(([, { args }]) => args === '').map(([name]) => name);
  if (names.length === 0 || !choices.chance(1, 2)) return;
  const name = choices.pick(names);
  for (const subgraph of subgraphs) {
    const types = entities.flatMap((entity) => {
      const type = subgraph.types.get(entity.name);
      return type?.fields.has(name) ? [type] : [];
    });
    const field = types[0]?.fields.get(name);
    if (!field || !choices.chance(2, 3)) continue;
    const members = draftType(subgraph, 'Named', 'interface');
    draftField(members, name, { type: field.type });
    for (const type of types) type.implements.add('Named');
    addRoot(subgraph, { name: `named_${subgraph.name}`, type: choices.pick(['Named', '[Named]']) });
  }
}

/** An interface with a key: its types in one subgraph, the same as one object (`@interfaceObject`) in others. */
export function draftEntityInterface(graph: GraphDraft): void {
  const { choices, subgraphs } = graph;
  if (!choices.chance(1, 2)) return;
  const [home, ...others] = subgraphs;
  if (!home) return;
  const thing = draftType(home, 'Thing', 'interface');
  const isCoded = choices.chance(1, 3);
  declareThing(thing, isCoded ? choices.pick([['id', 'code'], ['id', 'code'], ['id'], ['code']]) : ['id']);
  for (const [name, own] of [
    ['Book', 'pages'],
    ['Film', 'minutes'],
  ] as const) {
    const type = draftType(home, name);
    type.implements.add('Thing');
    declareThing(type, isCoded ? ['id', 'code'] : ['id']);
    draftField(type, own, { type: 'Int' });
  }
  addRoot(home, { name: 'things', type: choices.pick(['[Thing!]!', 'Thing', '[Thing]']) });
  if (choices.chance(1, 2)) addRoot(home, { name: 'book', type: 'Book' });
  for (const other of others) {
    const role = choices.below(5);
    if (role === 1 || role === 2)
      draftInterfaceObject(graph, other, isCoded && choices.chance(1, 2) ? 'code' : 'id');
    if (role === 3) draftOwnMember(graph, other);
    if (role === 4) draftAllMembers(graph, other);
  }
  for (const other of others) draftOverObjects(graph, other);
}

function declareThing(type: TypeDraft, keys: readonly string[]): void {
  for (const key of keys) {
    type.directives.push(`@key(fields: "${key}")`);
    draftField(type, key, { type: 'ID!' });
  }
  draftField(type, 'title', { type: 'String' });
}

/** The interface with all its types in a second subgraph, where they have one more field. */
function draftAllMembers({ choices }: GraphDraft, subgraph: SubgraphDraft): void {
  const extra = `extra_${subgraph.name}`;
  const thing = draftType(subgraph, 'Thing', 'interface');
  for (const type of [thing, draftType(subgraph, 'Book'), draftType(subgraph, 'Film')]) {
    type.directives.push('@key(fields: "id")');
    if (type !== thing) type.implements.add('Thing');
    draftField(type, 'id', { type: 'ID!' });
    draftField(type, extra, { type: 'String' });
  }
  if (choices.chance(1, 2)) addRoot(subgraph, { name: `all_${subgraph.name}`, type: '[Thing]' });
}

/** What is computed of a field that another subgraph adds to all of the interface: for all of it, or for one type. */
function draftOverObjects({ choices, subgraphs }: GraphDraft, subgraph: SubgraphDraft): void {
  const own = subgraph.types.get('Thing') ?? subgraph.types.get('Book');
  const from = choices.pick(subgraphs);
  const stars = from.types.get('Thing')?.fields.get(`stars_${from.name}`);
  if (!own || own.kind === 'interface' || from === subgraph || !stars || !choices.chance(1, 3)) return;
  draftField(own, `stars_${from.name}`, { ...stars, directives: ['@external'] });
  draftField(own, `over_${subgraph.name}`, {
    type: 'String',
    directives: [`@requires(fields: "stars_${from.name}")`],
  });
}

function draftInterfaceObject(graph: GraphDraft, subgraph: SubgraphDraft, key: 'id' | 'code'): void {
  const { choices } = graph;
  const type = draftType(subgraph, 'Thing');
  type.directives.push('@interfaceObject', `@key(fields: "${key}")`);
  draftField(type, key, { type: 'ID!' });
  const args = choices.pick(['', '', '(scale: Int = 1)']);
  draftField(type, `stars_${subgraph.name}`, { type: choices.pick(['Int', 'Int!']), args });
  if (choices.chance(1, 2)) {
    draftField(type, `rating_${subgraph.name}`, { type: `Rating_${subgraph.name}` });
    const rating = draftType(subgraph, `Rating_${subgraph.name}`);
    draftField(rating, 'average', { type: 'Float' });
    draftField(rating, 'of', { type: 'Thing!' });
  }
  if (choices.chance(1, 2)) {
    draftField(type, 'title', { type: 'String', directives: ['@external'] });
    draftField(type, `shout_${subgraph.name}`, {
      type: 'String',
      directives: ['@requires(fields: "title")'],
    });
  }
  if (choices.chance(1, 2)) addRoot(subgraph, { name: `rated_${subgraph.name}`, type: '[Thing]' });
  const [entity] = [...subgraph.types.values()].filter(({ name }) =>
    graph.entities.some((known) => known.name === name && known.homes.has(subgraph)),
  );
  if (entity && choices.chance(1, 2))
    draftField(entity, `thing_${subgraph.name}`, { type: choices.pick(['Thing', '[Thing!]']) });
}

function draftOwnMember(graph: GraphDraft, subgraph: SubgraphDraft): void {
  const type = draftType(subgraph, 'Book');
  type.directives.push('@key(fields: "id")');
  draftField(type, 'id', { type: 'ID!' });
  draftField(type, `copies_${subgraph.name}`, { type: 'Int' });
  if (graph.choices.chance(1, 2)) addRoot(subgraph, { name: `books_${subgraph.name}`, type: '[Book!]' });
}

/** Arguments of a field that are filled from what is around its object. */
export function draftContext(graph: GraphDraft): void {
  const { choices, subgraphs } = graph;
  if (!choices.chance(1, 8)) return;
  const [home, other] = [choices.pick(subgraphs), choices.pick(subgraphs)];
  const desk = draftType(home, 'Desk');
  desk.directives.push('@key(fields: "id")', '@context(name: "desk")');
  draftField(desk, 'id', { type: 'ID!' });
  draftField(desk, 'lang', { type: choices.pick(['String', 'String!']) });
  draftField(desk, 'papers', { type: choices.pick(['[Paper!]!', 'Paper', '[[Paper]]']) });
  const paper = draftType(home, 'Paper');
  paper.directives.push('@key(fields: "id")');
  draftField(paper, 'id', { type: 'ID!' });
  const given = 'lang: String @fromContext(field: "$desk { lang }")';
  const numbered = 'at: Int @fromContext(field: "$desk { spot { row } }")';
  draftField(paper, 'greeting', {
    type: 'String',
    args: choices.pick([`(${given})`, `(loud: Boolean = false, ${given})`, `(${given}, ${numbered})`]),
  });
  draftField(desk, 'spot', { type: 'Spot' });
  draftField(draftType(home, 'Spot'), 'row', { type: 'Int' });
  addRoot(home, { name: 'desks', type: '[Desk!]!' });
  if (other === home) return;
  const title = draftType(other, 'Paper');
  title.directives.push('@key(fields: "id")');
  draftField(title, 'id', { type: 'ID!' });
  draftField(title, 'pages', { type: 'Int' });
}

/** A field of the query type; of the mutation type where it is said to change something. */
export function addRoot(
  subgraph: SubgraphDraft,
  root: {
    readonly name: string;
    readonly type: string;
    readonly args?: string;
    readonly directives?: readonly string[];
    readonly of?: 'Query' | 'Mutation';
  },
): void {
  draftField(draftType(subgraph, root.of ?? 'Query'), root.name, root);
}
