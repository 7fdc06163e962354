import { Choices } from '../choices.ts';
import { addRoot, draftContext, draftEntityInterface, draftInterface } from './draft-abstract.ts';
import { draftGraph } from './draft-entities.ts';
import { draftFields } from './draft-fields.ts';
import { draftOverrides, draftProvisions, draftRequirements } from './draft-requirements.ts';
import { draftLinksToInterface, draftWaysBack, thinValues } from './draft-shapes.ts';
import { refer } from './graph-draft.ts';
import type { GraphDraft } from './graph-draft.ts';
import { printDraft } from './sdl-draft.ts';
import type { SubgraphDraft } from './sdl-draft.ts';

/**
 * The SDLs of two to five subgraphs by name, made of a list of numbers that each decide one choice. They use keys of
 * all kinds, `@requires` in chains and with arguments, `@provides`, `@override`, `@interfaceObject`, `@context`,
 * shared and inaccessible fields, unions, interfaces, enums and inputs. Not all of them compose.
 */
export function randomSubgraphs(decisions: readonly number[]): Record<string, string> {
  const graph = draftGraph(new Choices(decisions));
  for (const entity of graph.entities) draftFields(graph, entity);
  for (const entity of graph.entities) draftOverrides(graph, entity);
  for (const entity of graph.entities) draftRequirements(graph, entity);
  for (const entity of graph.entities) draftProvisions(graph, entity);
  draftInterface(graph);
  draftLinksToInterface(graph);
  draftEntityInterface(graph);
  draftContext(graph);
  draftRoots(graph);
  draftMutations(graph);
  draftWaysBack(graph);
  thinValues(graph);
  hide(graph);
  for (const subgraph of graph.subgraphs) {
    subgraph.ownRoots = graph.choices.chance(1, 6);
    if (graph.choices.chance(1, 4))
      subgraph.extending = graph.choices.pick(['own keys', 'external keys'] as const);
  }
  return Object.fromEntries(
    graph.subgraphs
      .filter(({ types }) => types.size > 0)
      .map((subgraph) => [subgraph.name, printDraft(subgraph)]),
  );
}

function draftRoots(graph: GraphDraft): void {
  const { choices, entities, subgraphs } = graph;
  for (const { name, homes } of entities) {
    for (const home of homes.keys()) {
      if (!choices.chance(1, 2)) continue;
      const type = choices.pick(['T', '[T!]!', '[T]', '[[T]]']).replace('T', name);
      const args = choices.chance(1, 4) ? '(first: Int = 2)' : '';
      addRoot(home, { name: `${name.toLowerCase()}_${home.name}`, type, args });
    }
    if (homes.size > 1 && choices.chance(1, 4)) {
      const type = choices.pick(['T', '[T!]']).replace('T', name);
      const directives = ['@shareable'];
      for (const home of homes.keys())
        addRoot(home, { name: `shared_${name.toLowerCase()}`, type, directives });
    }
  }
  const [first] = entities;
  for (const subgraph of subgraphs) {
    if (subgraph.others.has('Any') && choices.chance(1, 2))
      addRoot(subgraph, { name: `any_${subgraph.name}`, type: '[Any]' });
  }
  draftSharedUnion(graph);
  const [home] = first?.homes.keys() ?? [];
  const isAsked = subgraphs.some(({ types }) => types.has('Query'));
  if (first && home && !isAsked) addRoot(home, { name: 'start', type: first.name });
}

/** A root field of several subgraphs that leads to one of several types, of which all know the same ones. */
function draftSharedUnion({ choices, subgraphs }: GraphDraft): void {
  const unions = new Map<string, SubgraphDraft[]>();
  for (const subgraph of subgraphs) {
    const text = subgraph.others.get('Any');
    if (text !== undefined) unions.set(text, [...(unions.get(text) ?? []), subgraph]);
  }
  const [sharing] = [...unions.values()].filter((of) => of.length > 1);
  if (!sharing || !choices.chance(1, 3)) return;
  const type = choices.pick(['Any', '[Any]']);
  for (const subgraph of sharing) addRoot(subgraph, { name: 'shared_any', type, directives: ['@shareable'] });
}

function draftMutations(graph: GraphDraft): void {
  const { choices, subgraphs, entities } = graph;
  if (!choices.chance(1, 3)) return;
  for (const subgraph of choices.some(subgraphs, 2, 3)) {
    addRoot(subgraph, {
      of: 'Mutation',
      name: `step_${subgraph.name}`,
      type: 'Int',
      args: '(by: Int! = 1)',
    });
    const { name } = choices.pick(entities);
    refer(graph, subgraph, name);
    addRoot(subgraph, {
      of: 'Mutation',
      name: `change_${subgraph.name}`,
      type: choices.pick([name, `[${name}!]`]),
    });
  }
}

/** Takes a few fields out of what clients see. */
function hide({ choices, entities, subgraphs }: GraphDraft): void {
  const shown = new Set(subgraphs.flatMap(({ types }) => [...(types.get('Named')?.fields.keys() ?? [])]));
  for (const { name, fields } of entities) {
    for (const plan of fields.filter((candidate) => !shown.has(candidate.name))) {
      const [owner] = plan.owners;
      if (choices.chance(1, 12))
        owner?.types.get(name)?.fields.get(plan.name)?.directives.add('@inaccessible');
    }
  }
}
