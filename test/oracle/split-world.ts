import { Kind, parse } from 'graphql';
import type { SelectionSetNode } from 'graphql';
import type { FakeResolvers } from '../kit/fake-subgraph.ts';
import type { Loose, Thing, World } from './merge-subgraphs.ts';
import { viewSubgraph } from './subgraph-views.ts';
import type { SubgraphView, TypeView } from './subgraph-views.ts';

/** The representation that a thing was reached by, where it was reached by one. */
const representation = Symbol('representation');
/** What `@provides` on the way to a thing says that is known of it. */
const provided = Symbol('provided');

/**
 * The resolvers of one subgraph on the world. A field computed by the world's resolver gets a view of its parent that
 * holds only what this subgraph may know: its own fields, and of external ones those that the representation brought or
 * that were provided. Asked for an external field that nobody provided, it fails. So a plan or an executor that forgets
 * a required field, or asks in the wrong place, gives a visibly wrong answer.
 */
export function subgraphResolvers(sdl: string, world: () => World): FakeResolvers {
  const view = viewSubgraph('', sdl);
  const names = rootNames(sdl);
  const resolvers: FakeResolvers = {};
  for (const type of view.types.values()) {
    const own: Record<string, unknown> = {};
    for (const field of type.kind === 'interface' ? [] : type.fields.keys())
      own[field] = resolveField({ view, type, field }, world);
    if (type.keys.some(({ resolvable }) => resolvable))
      own['__resolveReference'] = (rep: Thing) => findThing(type, rep, world());
    if (type.kind === 'interface') own['__resolveType'] = (thing: Thing) => thing.__typename;
    resolvers[names.get(type.name) ?? type.name] = own;
  }
  for (const definition of parse(sdl).definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      resolvers[definition.name.value] = { __resolveType: (thing: Thing) => thing.__typename };
  }
  return resolvers;
}

/** What a subgraph calls its root types, by their own names in GraphQL. */
function rootNames(sdl: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of parse(sdl).definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const { operation, type } of node.operationTypes)
      names.set(`${operation[0]?.toUpperCase()}${operation.slice(1)}`, type.name.value);
  }
  return names;
}

interface FieldAt {
  readonly view: SubgraphView;
  readonly type: TypeView;
  readonly field: string;
}

function resolveField(at: FieldAt, world: () => World) {
  const { type, field } = at;
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
  return async (parent: Loose, args: Loose): Promise<unknown> => {
    const concrete = parent?.__original ?? parent?.__typename ?? type.name;
    const { resolvers } = world();
    const resolve = resolvers[concrete]?.[field] ?? resolvers[type.name]?.[field];
    const value = resolve
      ? resolve(isRoot ? parent : viewOf(parent, at), args, world())
      : readMember(parent, at);
    return withProvided(await value, parent, at);
  };
}

function readMember(parent: Loose, { type, field }: FieldAt): unknown {
  const given = parent?.[representation];
  if (!type.fields.get(field)?.external) return parent?.[field];
  if (given && field in given) return given[field];
  if (isProvided(parent, field)) return parent?.[field];
  throw new Error(`asked for ${type.name}.${field}, which is external`);
}

function viewOf(parent: Loose, { type }: FieldAt): unknown {
  const seen: Record<string, unknown> = { __typename: parent.__typename };
  const given = parent[representation];
  for (const [field, { external }] of type.fields) {
    if (external && given && field in given) seen[field] = given[field];
    else if (!external || isProvided(parent, field)) seen[field] = parent[field];
  }
  return seen;
}

function isProvided(parent: Loose, field: string): boolean {
  const sets: readonly SelectionSetNode[] = parent?.[provided] ?? [];
  return sets.some((set) => below(set, parent, field) !== undefined);
}

/** A value with what is said to be known of it on this way. */
function withProvided(value: unknown, parent: Loose, { type, field }: FieldAt): unknown {
  const own = type.fields.get(field)?.provides;
  const sets: readonly SelectionSetNode[] = parent?.[provided] ?? [];
  const inherited = sets.flatMap((set) =>
    below(set, parent, field)?.selections.length ? [below(set, parent, field)] : [],
  );
  const all = [...(own ? [own] : []), ...inherited];
  return all.length > 0 ? mark(value, all) : value;
}

function mark(value: unknown, sets: readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.map((element) => mark(element, sets));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [provided]: sets };
}

/** What a field set says of a field, an empty set where it is a leaf; undefined where it does not have it. */
function below(set: SelectionSetNode, parent: Loose, field: string): SelectionSetNode | undefined {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD && node.name.value === field)
      return node.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] };
    if (node.kind !== Kind.INLINE_FRAGMENT) continue;
    const condition = node.typeCondition?.name.value;
    const fits = condition === undefined || condition === parent?.__typename;
    const found = fits ? below(node.selectionSet, parent, field) : undefined;
    if (found) return found;
  }
  return undefined;
}

function findThing(type: TypeView, rep: Thing, world: World): unknown {
  const abstract = type.interfaceObject || type.kind === 'interface';
  const thing = world.things.find(
    (candidate) =>
      (abstract || candidate.__typename === type.name) &&
      type.keys.some(({ set, resolvable }) => resolvable && matches(candidate, rep, set)),
  );
  if (!thing) return null;
  return {
    ...thing,
    __original: thing.__typename,
    __typename: type.interfaceObject ? type.name : thing.__typename,
    [representation]: rep,
  };
}

function matches(thing: Loose, rep: Loose, key: SelectionSetNode): boolean {
  return key.selections.every((node) => {
    if (node.kind !== Kind.FIELD) return false;
    const field = node.name.value;
    if (rep === null || typeof rep !== 'object' || !(field in rep) || thing === null || thing === undefined)
      return false;
    const [left, right] = [thing[field], rep[field]];
    const inner = node.selectionSet;
    // Lists and scalars of any form come by the wire: they are others, and the same.
    if (!inner) return left === right || JSON.stringify(left) === JSON.stringify(right);
    if (!Array.isArray(left)) return left === right || matches(left, right, inner);
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((l, i) => matches(l, right[i], inner))
    );
  });
}
