import { Kind, parse, print } from 'graphql';
import type {
  ConstArgumentNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';
import type { FakeResolvers } from '../kit/fake-subgraph.ts';
import type { Loose, Thing, World } from './merge-subgraphs.ts';

interface TypeView {
  readonly name: string;
  readonly fields: ReadonlyMap<string, { readonly external: boolean }>;
  readonly keys: readonly KeyTree[];
  readonly interfaceObject: boolean;
  readonly isInterface: boolean;
  readonly isRoot: boolean;
}
type KeyTree = { readonly [field: string]: KeyTree };

/** The representation that a thing was reached by, where it was reached by one. */
const representation = Symbol('representation');

/**
 * The resolvers of one subgraph on the world. A field computed by the world's resolver gets a view of its parent that
 * holds only what this subgraph may know: its own fields, and of external ones those that the representation brought.
 * So a plan or an executor that forgets a required field gives a visibly wrong answer.
 */
export function subgraphResolvers(sdl: string, world: () => World): FakeResolvers {
  const views = typeViews(sdl);
  const resolvers: FakeResolvers = {};
  for (const view of views.values()) {
    const own: Record<string, unknown> = {};
    for (const field of view.isInterface ? [] : view.fields.keys())
      own[field] = resolveField(view, field, world);
    if (view.keys.length > 0) own['__resolveReference'] = (rep: Thing) => findThing(view, rep, world());
    if (view.isInterface) own['__resolveType'] = (thing: Thing) => thing.__typename;
    resolvers[view.name] = own;
  }
  for (const definition of parse(sdl).definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      resolvers[definition.name.value] = { __resolveType: (thing: Thing) => thing.__typename };
  }
  return resolvers;
}

function resolveField(view: TypeView, field: string, world: () => World) {
  return (parent: Loose, args: Loose): unknown => {
    const concrete = parent?.__original ?? parent?.__typename ?? view.name;
    const { resolvers } = world();
    const resolve = resolvers[concrete]?.[field] ?? resolvers[view.name]?.[field];
    if (resolve) return resolve(view.isRoot ? parent : viewOf(parent, view), args, world());
    const given = parent?.[representation];
    return view.fields.get(field)?.external && given && field in given ? given[field] : parent?.[field];
  };
}

function viewOf(parent: Loose, view: TypeView): unknown {
  const seen: Record<string, unknown> = { __typename: parent.__typename };
  for (const [field, { external }] of view.fields) {
    const given = parent[representation];
    // Without a representation the planner has found what is required in this subgraph itself: @provides.
    if (!external || !given) seen[field] = parent[field];
    else if (field in given) seen[field] = given[field];
  }
  return seen;
}

function findThing(view: TypeView, rep: Thing, world: World): unknown {
  const thing = world.things.find(
    (candidate) =>
      (view.interfaceObject || view.isInterface || candidate.__typename === view.name) &&
      view.keys.some((key) => matches(candidate, rep, key)),
  );
  if (!thing) return null;
  return {
    ...thing,
    __original: thing.__typename,
    __typename: view.interfaceObject ? view.name : thing.__typename,
    [representation]: rep,
  };
}

function matches(thing: Loose, rep: Loose, key: KeyTree): boolean {
  return Object.entries(key).every(([field, inner]) => {
    if (rep === null || typeof rep !== 'object' || !(field in rep) || thing === null || thing === undefined)
      return false;
    if (Object.keys(inner).length === 0) return thing[field] === rep[field];
    const [left, right] = [thing[field], rep[field]];
    if (!Array.isArray(left)) return left === right || matches(left, right, inner);
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((l, i) => matches(l, right[i], inner))
    );
  });
}

function typeViews(sdl: string): Map<string, TypeView> {
  const views = new Map<string, TypeView>();
  const { definitions } = parse(sdl);
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  for (const node of definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION)
      node.operationTypes.forEach(({ type }) => roots.add(type.name.value));
  }
  for (const node of definitions) {
    if (
      node.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      node.kind !== Kind.OBJECT_TYPE_EXTENSION &&
      node.kind !== Kind.INTERFACE_TYPE_DEFINITION
    )
      continue;
    const name = node.name.value;
    const before = views.get(name);
    const has = (directive: string): boolean =>
      node.directives?.some((d) => d.name.value === directive) ?? false;
    const fields = (node.fields ?? []).map(
      (field) => [field.name.value, { external: isExternal(field) }] as const,
    );
    views.set(name, {
      name,
      fields: new Map([...(before?.fields ?? []), ...fields]),
      keys: [...(before?.keys ?? []), ...keysOf(node as ObjectTypeDefinitionNode)],
      interfaceObject: has('interfaceObject'),
      isInterface: node.kind === Kind.INTERFACE_TYPE_DEFINITION,
      isRoot: roots.has(name),
    });
  }
  return views;
}

function isExternal(field: FieldDefinitionNode): boolean {
  return field.directives?.some(({ name }) => name.value === 'external') ?? false;
}

function keysOf(node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): KeyTree[] {
  return (node.directives ?? [])
    .filter(({ name, arguments: given }) => name.value === 'key' && !given?.some(isUnresolvable))
    .flatMap((directive) => {
      const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
      return fields?.kind === Kind.STRING ? [keyTree(`{${fields.value}}`)] : [];
    });
}

/** `resolvable: false`: the subgraph names the key but finds nothing by it. */
function isUnresolvable({ name, value }: ConstArgumentNode): boolean {
  return name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value;
}

function keyTree(text: string): KeyTree {
  const definition = parse(text).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`expected a key, got ${text}`);
  const tree: Record<string, KeyTree> = {};
  for (const selection of definition.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    tree[selection.name.value] = selection.selectionSet ? keyTree(print(selection.selectionSet)) : {};
  }
  return tree;
}
