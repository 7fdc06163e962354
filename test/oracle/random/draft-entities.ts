import type { Choices } from '../choices.ts';
import { refer } from './graph-draft.ts';
import type { EntityDraft, GraphDraft, KeyDraft } from './graph-draft.ts';
import { draftField, draftSubgraph, draftType } from './sdl-draft.ts';
import type { SubgraphDraft } from './sdl-draft.ts';

const subgraphNames = ['north', 'south', 'east', 'west', 'centre'];
const entityNames = ['Agency', 'Ward', 'Person', 'Report'];

/** Two to five subgraphs and two to four entity types, each at home in some of them by some of its keys. */
export function draftGraph(choices: Choices): GraphDraft {
  const subgraphs = subgraphNames.slice(0, 2 + choices.below(4)).map(draftSubgraph);
  const names = entityNames.slice(0, 2 + choices.below(3));
  const entities = names.map((name, index): EntityDraft => {
    const other = names[index - 1];
    const keys = [idKey, ...choices.some(otherKeys(name, other), 1, 3)];
    const homes = choices.some(subgraphs, 2, 3);
    // One home knows all keys, in most graphs: there is then a way between any two.
    const homeKeys = (index: number): readonly KeyDraft[] =>
      index === 0 && !choices.chance(1, 8) ? keys : keysAt(choices, keys);
    return { name, keys, homes: new Map(homes.map((home, n) => [home, homeKeys(n)])), fields: [] };
  });
  const graph = { choices, subgraphs, entities, meanings: new Map(), claimed: new Set<string>() };
  for (const entity of entities) for (const home of entity.homes.keys()) declareHome(graph, entity, home);
  return graph;
}

/** Nearly always the id is among them: else few graphs would compose. */
function keysAt(choices: Choices, keys: readonly KeyDraft[]): readonly KeyDraft[] {
  const [id, ...others] = keys;
  const some = others.filter(() => choices.chance(1, 3));
  return id && (some.length === 0 || !choices.chance(1, 4)) ? [id, ...some] : some;
}

function declareHome(graph: GraphDraft, { name, homes }: EntityDraft, home: SubgraphDraft): void {
  const type = draftType(home, name);
  const keys = homes.get(home) ?? [];
  const order = graph.choices.chance(1, 3) ? keys.toReversed() : keys;
  for (const key of order) {
    type.directives.push(`@key(fields: "${key.set}")`);
    key.declare(home, type, graph);
  }
}

const idKey: KeyDraft = {
  set: 'id',
  declare: (_, type, { choices }) => void draftField(type, 'id', { type: mayBeNull(choices, 'ID') }),
};

/** A subgraph need not know that a key is always there. */
function mayBeNull(choices: Choices, type: string): string {
  return choices.chance(1, 6) ? type : `${type}!`;
}

function otherKeys(entity: string, other: string | undefined): KeyDraft[] {
  const keys: KeyDraft[] = [
    {
      set: 'code',
      declare: (_, type, { choices }) =>
        void draftField(type, 'code', { type: mayBeNull(choices, 'String') }),
    },
    {
      set: 'org num',
      declare: (_, type, { choices }) => {
        draftField(type, 'org', { type: mayBeNull(choices, 'ID') });
        draftField(type, 'num', { type: mayBeNull(choices, 'Int') });
      },
    },
    {
      set: 'ref { a inner { b } }',
      declare: (subgraph, type, { choices }) => {
        draftField(type, 'ref', { type: mayBeNull(choices, `${entity}Ref`) });
        const ref = draftType(subgraph, `${entity}Ref`);
        draftField(ref, 'a', { type: 'ID!', directives: ['@shareable'] });
        draftField(ref, 'inner', { type: `${entity}Inner!`, directives: ['@shareable'] });
        const inner = draftType(subgraph, `${entity}Inner`);
        draftField(inner, 'b', { type: 'String!', directives: ['@shareable'] });
      },
    },
  ];
  if (other !== undefined)
    keys.push({
      set: 'seat { id } num',
      declare: (subgraph, type, graph) => {
        draftField(type, 'seat', { type: mayBeNull(graph.choices, other) });
        draftField(type, 'num', { type: mayBeNull(graph.choices, 'Int') });
        const seat = refer(graph, subgraph, other);
        if (!seat.fields.has('id')) draftField(seat, 'id', { type: 'ID!', directives: ['@shareable'] });
      },
    });
  return keys;
}
