import type { Choices } from '../choices.ts';
import { draftField, draftType } from './sdl-draft.ts';
import type { SubgraphDraft, TypeDraft } from './sdl-draft.ts';

/** A supergraph while it is put together: what is decided of it so far. */
export interface GraphDraft {
  readonly choices: Choices;
  readonly subgraphs: readonly SubgraphDraft[];
  readonly entities: readonly EntityDraft[];
  /** What a name means in this graph: two fields of one name can then be selected side by side. */
  readonly meanings: Map<string, Meaning>;
  /** The entity types that an interface with `@key` has been given to, and where its fields may be added. */
  readonly claimed: Set<string>;
}

export interface Meaning {
  readonly type: string;
  readonly args: string;
}

export interface EntityDraft {
  readonly name: string;
  readonly keys: readonly KeyDraft[];
  /** Where it is resolved, with the keys that are known there. */
  readonly homes: ReadonlyMap<SubgraphDraft, readonly KeyDraft[]>;
  readonly fields: FieldPlan[];
}

/** A field of an entity that is no key. */
export interface FieldPlan {
  readonly name: string;
  readonly type: string;
  readonly args: string;
  readonly owners: readonly SubgraphDraft[];
  /** What it leads to, if it leads anywhere. */
  readonly to?: { readonly kind: 'entity' | 'value' | 'union'; readonly name: string } | undefined;
  /** Computed from others, or taken over: not to be meddled with further. */
  readonly settled?: boolean | undefined;
}

export interface KeyDraft {
  readonly set: string;
  declare(subgraph: SubgraphDraft, type: TypeDraft, graph: GraphDraft): void;
}

/** The type of an entity in a subgraph; where it is not at home there it is only referred to. */
export function refer(graph: GraphDraft, subgraph: SubgraphDraft, name: string): TypeDraft {
  const known = subgraph.types.get(name);
  if (known) return known;
  const type = draftType(subgraph, name);
  const unresolvable = graph.choices.chance(1, 2) ? ', resolvable: false' : '';
  type.directives.push(`@key(fields: "id"${unresolvable})`);
  draftField(type, 'id', { type: graph.choices.chance(1, 8) ? 'ID' : 'ID!' });
  return type;
}

/** A value type, the same in every subgraph that has it. */
export function declareValue(subgraph: SubgraphDraft, name: string): TypeDraft {
  const type = draftType(subgraph, name);
  if (type.fields.size > 0) return type;
  type.directives.push('@shareable');
  const members = valueTypes[name] ?? {};
  for (const [field, of] of Object.entries(members)) {
    draftField(type, field, { type: of });
    if (of in valueTypes) declareValue(subgraph, of);
  }
  return type;
}

export const valueTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Place: { lat: 'Float!', lon: 'Float', label: 'String' },
  Span: { from: 'Int', to: 'Int', at: 'Place' },
};

/** The name of a type without list and `!`. */
export function bare(type: string): string {
  return type.replaceAll(/[[\]!]/g, '');
}

export function entityNamed({ entities }: GraphDraft, name: string): EntityDraft {
  const entity = entities.find((candidate) => candidate.name === name);
  if (!entity) throw new Error(`expected an entity, got ${name}`);
  return entity;
}
