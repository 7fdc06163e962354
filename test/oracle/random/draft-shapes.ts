import type { GraphDraft } from './graph-draft.ts';
import { refer, valueTypes } from './graph-draft.ts';
import { addRoot } from './draft-abstract.ts';
import { draftField, draftType } from './sdl-draft.ts';
import type { SubgraphDraft } from './sdl-draft.ts';

/** Ways from below back to the root, in the payload of a mutation and in an entity. */
export function draftWaysBack({ choices, subgraphs, entities }: GraphDraft): void {
  const [entity] = entities;
  const [home] = entity?.homes.keys() ?? [];
  if (entity && home && choices.chance(1, 6))
    draftField(draftType(home, entity.name), 'graph', { type: 'Query!' });
  if (!choices.chance(1, 5)) return;
  const subgraph = choices.pick(subgraphs);
  const payload = draftType(subgraph, 'Payload');
  draftField(payload, 'done', { type: 'Boolean' });
  draftField(payload, 'query', { type: choices.pick(['Query', 'Query!']) });
  addRoot(subgraph, {
    of: 'Mutation',
    name: `pay_${subgraph.name}`,
    type: choices.pick(['Payload', '[Payload!]']),
  });
}

/** Value types that lack a member in one subgraph: it has to be had from another. */
export function thinValues({ choices, subgraphs }: GraphDraft): void {
  for (const subgraph of subgraphs) {
    for (const [name, members] of Object.entries(valueTypes)) {
      const type = subgraph.types.get(name);
      const member = choices.pick(Object.keys(members));
      if (!type || type.fields.size < 2 || !choices.chance(1, 8) || isNamed(subgraph, member)) continue;
      type.fields.delete(member);
    }
  }
}

/** In some field set of the subgraph. */
function isNamed({ types }: SubgraphDraft, member: string): boolean {
  const named = new RegExp(`\\b${member}\\b`);
  return [...types.values()].some(({ directives, fields }) =>
    [...directives, ...[...fields.values()].flatMap((field) => [...field.directives])].some((text) =>
      named.test(text),
    ),
  );
}

/** Fields that lead to an interface, and an interface that is one of another. */
export function draftLinksToInterface(graph: GraphDraft): void {
  const { choices, subgraphs, entities } = graph;
  for (const subgraph of subgraphs) {
    const named = subgraph.types.get('Named');
    if (!named) continue;
    const [home] = entities.filter(({ homes }) => homes.has(subgraph));
    if (home && choices.chance(1, 2)) {
      const type = choices.pick(['Named', '[Named!]', '[[Named]]']);
      draftField(draftType(subgraph, home.name), `kin_${subgraph.name}`, { type });
    }
    if (!choices.chance(1, 3)) continue;
    const narrow = draftType(subgraph, 'Marked', 'interface');
    narrow.implements.add('Named');
    for (const [name, { type }] of named.fields) draftField(narrow, name, { type });
    const types = [...subgraph.types.values()].filter(
      (type) => type.kind === 'type' && type.implements.has('Named'),
    );
    for (const type of choices.some(types, 1, 2)) type.implements.add('Marked');
    addRoot(subgraph, { name: `marked_${subgraph.name}`, type: choices.pick(['Marked', '[Marked!]!']) });
  }
  const [first] = entities;
  const last = subgraphs.at(-1);
  if (first && last && choices.chance(1, 8)) refer(graph, last, first.name);
}
