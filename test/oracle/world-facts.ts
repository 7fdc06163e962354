import { buildASTSchema, getNamedType, isAbstractType, isObjectType, Kind, parse, print } from 'graphql';
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
  SelectionSetNode,
  TypeNode,
} from 'graphql';
import { isInputObjectType, isListType, isNonNullType } from 'graphql';
import { viewSubgraph } from './subgraph-views.ts';
import type { FieldView, SubgraphView, TypeView } from './subgraph-views.ts';

/** What the SDLs of all subgraphs together say of the world. */
export interface WorldFacts {
  /** The whole supergraph: what is inaccessible and federation's own types included. */
  readonly schema: GraphQLSchema;
  readonly views: readonly SubgraphView[];
  isEntity(type: string): boolean;
  possibleTypes(type: string): readonly string[];
  isSubtype(general: string, type: string): boolean;
  field(type: string, field: string): FieldFacts;
  definition(type: string, field: string): GraphQLField<unknown, unknown> | undefined;
  /** Where another subgraph answers for the field, by `@override`. */
  isDisowned(subgraph: string, at: FieldPlace): boolean;
}

export interface FieldPlace {
  readonly type: string;
  readonly field: string;
}

export interface FieldFacts {
  /** As strict as the strictest subgraph has it. */
  readonly type: TypeNode;
  /** Types and enum values that all subgraphs which have the field know. */
  readonly types: readonly string[];
  readonly values: readonly string[];
  /** A leaf of some key: another value in each object. */
  readonly unique: boolean;
  readonly requires?: SelectionSetNode | undefined;
  readonly fromContext: readonly { readonly argument: string; readonly field: string }[];
  /** In no key and no requirement, may be null everywhere: may fail. */
  readonly mayFail: boolean;
  /** The same, of a field that is non-null everywhere: may break its promise. */
  readonly mayBreak: boolean;
}

export function collectFacts(subgraphs: Readonly<Record<string, string>>, supergraphSdl: string): WorldFacts {
  const views = Object.entries(subgraphs).map(([name, sdl]) => viewSubgraph(name, sdl));
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true });
  const known = new Map<string, FieldFacts>();
  const possibleTypes = (name: string): readonly string[] => {
    const type = schema.getType(name);
    return isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [name];
  };
  const world: World = { schema, views, possibleTypes, keyLeaves: keyLeaves(views), used: usedNames(views) };
  return {
    schema,
    views,
    possibleTypes,
    isSubtype: (general, type) => possibleTypes(general).includes(type),
    isEntity: (name) => views.some(({ types }) => (types.get(name)?.keys.length ?? 0) > 0),
    isDisowned: (subgraph, at) => isDisowned(world, subgraph, at),
    definition: (type, field) => fieldOf(schema, type, field),
    field: (type, field) => {
      const id = `${type}.${field}`;
      const before = known.get(id) ?? readField(world, type, field);
      known.set(id, before);
      return before;
    },
  };
}

interface World {
  readonly schema: GraphQLSchema;
  readonly views: readonly SubgraphView[];
  readonly possibleTypes: (type: string) => readonly string[];
  /** `Type.field` of all that is a leaf in a key. */
  readonly keyLeaves: ReadonlySet<string>;
  /** Names of fields in any field set. */
  readonly used: ReadonlySet<string>;
}

/** The types of one subgraph by which it may declare a field of an object type. */
export function declaringTypes(view: SubgraphView, type: string, schema: GraphQLSchema): readonly TypeView[] {
  const own = view.types.get(type);
  const named = schema.getType(type);
  const interfaces = isObjectType(named) ? named.getInterfaces().map(({ name }) => name) : [];
  const objects = [...view.types.values()].filter(
    ({ name, interfaceObject }) => interfaceObject && interfaces.includes(name),
  );
  return [...(own ? [own] : []), ...objects];
}

interface Declaration {
  readonly view: SubgraphView;
  readonly field: FieldView;
}

function declarations({ views, schema }: World, type: string, field: string): Declaration[] {
  return views.flatMap((view) =>
    declaringTypes(view, type, schema).flatMap((declaring) => {
      const declared = declaring.fields.get(field);
      return declared ? [{ view, field: declared }] : [];
    }),
  );
}

function readField(world: World, type: string, field: string): FieldFacts {
  const all = declarations(world, type, field);
  const [first] = all;
  if (!first) throw new Error(`expected a subgraph that declares ${type}.${field}`);
  const types = all.map(({ field: declared }) => declared.type);
  const owners = all.filter(
    ({ view, field: f }) => !f.external && !isDisowned(world, view.name, { type, field }),
  );
  const uniform = new Set(types.map((node) => print(node))).size === 1;
  const named = namedType(first.field.type);
  const enumType = world.views.some(({ enums }) => enums.has(named));
  const free = !world.used.has(field);
  return {
    type: types.reduce(stricter),
    types: intersect(all.map((declaration) => possibleIn(world, declaration))),
    values: enumType ? intersect(all.map(({ view }) => view.enums.get(named) ?? [])) : [],
    unique: world.keyLeaves.has(`${type}.${field}`),
    requires: owners.find(({ field: { requires } }) => requires)?.field.requires,
    fromContext: owners.flatMap(({ field: { fromContext } }) => fromContext),
    mayFail: free && types.every(({ kind }) => kind !== Kind.NON_NULL_TYPE),
    mayBreak: free && uniform && types.every(({ kind }) => kind === Kind.NON_NULL_TYPE),
  };
}

function possibleIn(world: World, { view, field }: Declaration): readonly string[] {
  const name = namedType(field.type);
  const type = view.types.get(name);
  if (view.possible.has(name)) return view.possible.get(name) ?? [];
  return type?.interfaceObject ? world.possibleTypes(name) : [name];
}

function intersect(lists: readonly (readonly string[])[]): readonly string[] {
  const [first, ...rest] = lists;
  return (first ?? []).filter((name) => rest.every((list) => list.includes(name)));
}

export function namedType(node: TypeNode): string {
  return node.kind === Kind.NAMED_TYPE ? node.name.value : namedType(node.type);
}

function stricter(left: TypeNode, right: TypeNode): TypeNode {
  const nonNull = left.kind === Kind.NON_NULL_TYPE || right.kind === Kind.NON_NULL_TYPE;
  const [a, b] = [left, right].map((node) => (node.kind === Kind.NON_NULL_TYPE ? node.type : node));
  if (!a || !b) return left;
  const inner =
    a.kind === Kind.LIST_TYPE && b.kind === Kind.LIST_TYPE ? { ...a, type: stricter(a.type, b.type) } : a;
  return nonNull ? { kind: Kind.NON_NULL_TYPE, type: inner } : inner;
}

function isDisowned({ views, schema }: World, subgraph: string, { type, field }: FieldPlace): boolean {
  return views.some((view) =>
    declaringTypes(view, type, schema).some((declaring) => {
      const override = declaring.fields.get(field)?.override;
      if (!override) return false;
      const active = override.label === undefined || override.label === 'percent(100)';
      return active ? override.from === subgraph : view.name === subgraph;
    }),
  );
}

function keyLeaves(views: readonly SubgraphView[]): Set<string> {
  const leaves = new Set<string>();
  for (const view of views) {
    for (const type of view.types.values()) {
      for (const { set } of type.keys) addLeaves(set, type, { view, leaves });
    }
  }
  return leaves;
}

function addLeaves(
  set: SelectionSetNode,
  type: TypeView,
  into: { readonly view: SubgraphView; readonly leaves: Set<string> },
): void {
  for (const node of set.selections) {
    if (node.kind !== Kind.FIELD) continue;
    const field = type.fields.get(node.name.value);
    const below = field && into.view.types.get(namedType(field.type));
    into.leaves.add(`${type.name}.${node.name.value}`);
    if (node.selectionSet && below) addLeaves(node.selectionSet, below, into);
  }
}

function usedNames(views: readonly SubgraphView[]): Set<string> {
  const names = new Set<string>();
  const add = (set: SelectionSetNode | undefined): void => {
    for (const match of set ? print(set).matchAll(/\w+/g) : []) names.add(match[0]);
  };
  for (const { types } of views) {
    for (const type of types.values()) {
      for (const { set } of type.keys) add(set);
      for (const { requires, provides, fromContext } of type.fields.values()) {
        add(requires);
        add(provides);
        for (const { field } of fromContext) for (const match of field.matchAll(/\w+/g)) names.add(match[0]);
      }
    }
  }
  return names;
}

function fieldOf(
  schema: GraphQLSchema,
  type: string,
  field: string,
): GraphQLField<unknown, unknown> | undefined {
  const named = rootOrNamed(schema, type);
  return isObjectType(named) || isInterface(named) ? named.getFields()[field] : undefined;
}

function isInterface(type: unknown): type is { getFields(): Record<string, GraphQLField<unknown, unknown>> } {
  return typeof type === 'object' && type !== null && 'getFields' in type && isAbstractType(type);
}

function rootOrNamed(schema: GraphQLSchema, type: string) {
  if (type === 'Query') return schema.getQueryType();
  return type === 'Mutation' ? schema.getMutationType() : schema.getType(type);
}

/** Arguments as one text: of those that clients know, in a fixed order, without what was not given. */
export function argumentsText(
  args: readonly GraphQLArgument[],
  given: Readonly<Record<string, unknown>>,
): string {
  const known = args.flatMap((arg) =>
    given[arg.name] === undefined || isHidden(arg) ? [] : [[arg.name, restrict(given[arg.name], arg.type)]],
  );
  return known.length > 0 ? JSON.stringify(Object.fromEntries(known)) : '';
}

function restrict(value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return restrict(value, type.ofType);
  if (isListType(type))
    return Array.isArray(value) ? value.map((element) => restrict(element, type.ofType)) : value;
  if (!isInputObjectType(getNamedType(type)) || typeof value !== 'object' || value === null) return value;
  const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
  const members = fields.flatMap((field) => {
    const member = (value as Record<string, unknown>)[field.name];
    return member === undefined || isHidden(field) ? [] : [[field.name, restrict(member, field.type)]];
  });
  return Object.fromEntries(members);
}

function isHidden({ astNode }: Pick<GraphQLArgument, 'astNode'>): boolean {
  return (astNode?.directives ?? []).some(({ name }) => name.value === 'inaccessible');
}
