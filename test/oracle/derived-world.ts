import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, execute, getArgumentValues, isObjectType, Kind, parse, printSchema } from 'graphql';
import type { ExecutionResult, GraphQLSchema, SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../../gateway/src/plan/field-set.ts';
import { deriveValue, hash, population } from './derived-values.ts';
import type { Instance } from './derived-values.ts';
import type { SubgraphView, TypeView } from './subgraph-views.ts';
import { argumentsText, collectFacts } from './world-facts.ts';
import type { WorldFacts } from './world-facts.ts';

type Args = Readonly<Record<string, unknown>>;
type Json = Record<string, unknown>;

/** An instance as resolvers hand it on. */
interface Held {
  readonly __typename: string;
  readonly instance: Instance;
  /** What it was reached from: `@fromContext` looks there. */
  readonly parent?: Held | undefined;
  /** What the subgraph was given of it by `_entities`. */
  readonly given?: Json | undefined;
  /** What `@provides` on the way says that the subgraph knows of it. */
  readonly provided: readonly SelectionSetNode[];
}

/**
 * A world made of nothing but the SDLs of its subgraphs, so that it fits any of them, and what is left of them when
 * parts are taken away. Every value is a function of its place; a field with `@requires` holds what it requires, and a
 * subgraph fails loudly when it is asked for what it cannot know.
 */
export interface DerivedWorld {
  readonly schemas: Readonly<Record<string, GraphQLSchema>>;
  /** graphql-js on one schema of everything. */
  merged(run: { readonly query: string; readonly variables?: Args | undefined }): Promise<ExecutionResult>;
  /** Before each run: mutations count the steps that were taken. */
  reset(): void;
  /** Makes another world of the same SDLs: other values are null, empty and zero. */
  salt(text: string): void;
}

export function deriveWorld(
  subgraphs: Readonly<Record<string, string>>,
  supergraph: { readonly sdl: string; readonly apiSchema: GraphQLSchema },
): DerivedWorld {
  const facts = collectFacts(subgraphs, supergraph.sdl);
  const world: World = { facts, steps: { taken: 0 }, salt: { text: '' } };
  const schemas = Object.fromEntries(
    facts.views.map((view) => [view.name, subgraphSchema(view, subgraphs[view.name] ?? '', world)]),
  );
  const schema = mergedSchema(supergraph.apiSchema, world);
  return {
    schemas,
    merged: async ({ query, variables }) =>
      execute({
        schema,
        document: parse(query),
        variableValues: variables,
        rootValue: undefined,
      }),
    reset: () => void (world.steps.taken = 0),
    salt: (text) => void (world.salt.text = text),
  };
}

interface World {
  readonly facts: WorldFacts;
  readonly steps: { taken: number };
  readonly salt: { text: string };
}

function mergedSchema(apiSchema: GraphQLSchema, world: World): GraphQLSchema {
  const schema = buildSchema(printSchema(apiSchema));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const name = canonicalName(type.name, schema);
    for (const field of Object.values(type.getFields())) {
      field.resolve = (parent: Held | undefined, args: Args) => {
        const held = parent ?? rootOf(name);
        const all = { ...args, ...contextArguments(world, held, field.name) };
        return hold(trueValue(world, held, { field: field.name, args: all }), { parent: held, provided: [] });
      };
    }
  }
  return schema;
}

function canonicalName(name: string, schema: GraphQLSchema): string {
  if (name === schema.getQueryType()?.name) return 'Query';
  return name === schema.getMutationType()?.name ? 'Mutation' : name;
}

function rootOf(type: string): Held {
  return { __typename: type, instance: { type, id: '' }, provided: [] };
}

interface Asked {
  readonly field: string;
  readonly args: Args;
}

/** What is true, with instances for objects. */
function trueValue(world: World, held: Held, { field, args }: Asked): unknown {
  const required = world.facts.field(held.instance.type, field).requires;
  return valueOf(world, held.instance, { field, args, material: required && project(world, held, required) });
}

interface Valued extends Asked {
  /** What is required of it, as the one who computes it knows it. */
  readonly material: unknown;
}

function valueOf(
  { facts, steps, salt }: World,
  instance: Instance,
  { field, args, material }: Valued,
): unknown {
  const { type, id } = instance;
  const known = facts.field(type, field);
  const definition = facts.definition(type, field);
  const text = argumentsText(definition?.args ?? [], args) + contextText(known.fromContext, args);
  const step = type === 'Mutation' ? `!${(steps.taken += 1)}` : '';
  const seed = `${salt.text}${type}:${id}.${field}${text}${step}${material === undefined ? '' : `=${JSON.stringify(material)}`}`;
  if (known.mayFail && hash(`${seed} fails`) % 23 === 0) throw new Error(`${type}.${field} fails`);
  return deriveValue(facts, known, { seed, owner: instance });
}

function contextText(fromContext: readonly { readonly argument: string }[], args: Args): string {
  return fromContext.map(({ argument }) => JSON.stringify(args[argument] ?? null)).join();
}

/** A field set of an object, by what is true. */
function project(world: World, held: Held, set: SelectionSetNode): Json {
  const { facts } = world;
  const result: Json = {};
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value ?? held.instance.type;
      if (facts.isSubtype(condition, held.instance.type))
        Object.assign(result, project(world, held, node.selectionSet));
    } else if (node.kind === Kind.FIELD) {
      const name = node.name.value;
      const definition = facts.definition(held.instance.type, name);
      const args = definition ? getArgumentValues(definition, node, {}) : {};
      const value =
        name === '__typename' ? held.instance.type : trueValue(world, held, { field: name, args });
      result[name] = projectBelow(value, node.selectionSet, (inner, below) =>
        project(world, { __typename: inner.type, instance: inner, parent: held, provided: [] }, below),
      );
    }
  }
  return result;
}

function projectBelow(
  value: unknown,
  set: SelectionSetNode | undefined,
  inner: (instance: Instance, set: SelectionSetNode) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map((element) => projectBelow(element, set, inner));
  return isInstance(value) && set ? inner(value, set) : value;
}

/** The values that the gateway has to give for arguments that come from around. */
function contextArguments(world: World, held: Held, field: string): Args {
  if (held.instance.id === '') return {};
  const { fromContext } = world.facts.field(held.instance.type, field);
  return Object.fromEntries(
    fromContext.map(({ argument, field: selection }) => {
      const [, name = '', set = ''] = /^\s*\$(\w+)\s*(.*)$/s.exec(selection) ?? [];
      return [argument, contextValue(world, held.parent, { name, set: parseFieldSet(set) })];
    }),
  );
}

function contextValue(
  world: World,
  held: Held | undefined,
  context: { readonly name: string; readonly set: SelectionSetNode },
): unknown {
  if (!held) return undefined;
  const isContext = world.facts.views.some(({ types }) =>
    [...types.values()].some(
      ({ name, contexts }) =>
        contexts.includes(context.name) && world.facts.isSubtype(name, held.instance.type),
    ),
  );
  if (!isContext) return contextValue(world, held.parent, context);
  let value: unknown = project(world, held, context.set);
  while (typeof value === 'object' && value !== null && !Array.isArray(value))
    value = Object.values(value)[0];
  return value;
}

function isInstance(value: unknown): value is Instance {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value;
}

function hold(value: unknown, from: Pick<Held, 'parent' | 'provided'> & { readonly as?: string }): unknown {
  if (Array.isArray(value)) return value.map((element) => hold(element, from));
  if (!isInstance(value)) return value;
  return { __typename: from.as ?? value.type, instance: value, parent: from.parent, provided: from.provided };
}

function subgraphSchema(view: SubgraphView, sdl: string, world: World): GraphQLSchema {
  const resolvers: Record<string, object> = {};
  for (const type of view.types.values()) {
    if (!type.keys.some(({ resolvable }) => resolvable)) continue;
    resolvers[type.name] = {
      __resolveReference: (given: Json) => findEntity({ view, world, given }, type),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    const own = view.types.get(canonicalName(type.name, schema));
    for (const field of own ? Object.values(type.getFields()) : []) {
      if (field.name.startsWith('_') || !own) continue;
      field.resolve = (parent: Held | undefined, args: Args) =>
        answer({ view, world }, parent ?? rootOf(own.name), { type: own, field: field.name, args });
    }
  }
  return schema;
}

interface InSubgraph {
  readonly view: SubgraphView;
  readonly world: World;
}

interface AskedOf extends Asked {
  readonly type: TypeView;
}

/** What a subgraph answers: the truth, of what it may know; else it fails. */
function answer({ view, world }: InSubgraph, held: Held, asked: AskedOf): unknown {
  const { field, args, type } = asked;
  const declared = type.fields.get(field);
  if (!declared) throw new Error(`${view.name} has no ${type.name}.${field}`);
  if (declared.external && !isProvided(world, held, field))
    throw new Error(`${view.name} was asked for ${type.name}.${field}, which is external`);
  if (world.facts.isDisowned(view.name, { type: held.instance.type, field }))
    throw new Error(`${view.name} was asked for ${type.name}.${field}, which is another's by @override`);
  const material = declared.requires && seen({ view, world }, { held, type }, declared.requires);
  const value = valueOf(world, held.instance, { field, args, material });
  const provided = [...(declared.provides ? [declared.provides] : []), ...providedBelow(world, held, field)];
  const returned = view.types.get(nameOf(declared.type));
  return hold(value, { parent: held, provided, ...(returned?.interfaceObject ? { as: returned.name } : {}) });
}

function nameOf(type: { readonly kind: string; readonly type?: unknown; readonly name?: unknown }): string {
  const node = type as { type?: typeof type; name?: { value: string } };
  return node.name ? node.name.value : nameOf(node.type ?? type);
}

function isProvided(world: World, held: Held, field: string): boolean {
  return held.provided.some((set) => selectionsOf(world, held, set).some(({ name }) => name === field));
}

function providedBelow(world: World, held: Held, field: string): SelectionSetNode[] {
  return held.provided.flatMap((set) =>
    selectionsOf(world, held, set).flatMap(({ name, below }) => (name === field && below ? [below] : [])),
  );
}

function selectionsOf(
  world: World,
  held: Held,
  set: SelectionSetNode,
): { readonly name: string; readonly below: SelectionSetNode | undefined }[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [{ name: node.name.value, below: node.selectionSet }];
    if (node.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = node.typeCondition?.name.value ?? held.instance.type;
    return world.facts.isSubtype(condition, held.instance.type)
      ? selectionsOf(world, held, node.selectionSet)
      : [];
  });
}

/** What a subgraph knows of an object that it computes from: what it was given, what is its own. */
function seen(
  at: InSubgraph,
  of: { readonly held: Held; readonly type: TypeView },
  set: SelectionSetNode,
): Json {
  const { view, world } = at;
  const { held, type } = of;
  const result: Json = {};
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value ?? type.name;
      if (world.facts.isSubtype(condition, held.instance.type))
        Object.assign(result, seen(at, { held, type: view.types.get(condition) ?? type }, node.selectionSet));
    } else if (node.kind === Kind.FIELD) {
      const name = node.name.value;
      if (held.given && name in held.given) {
        result[name] = given(world, held.given[name], node.selectionSet);
        continue;
      }
      const definition = world.facts.definition(held.instance.type, name);
      const args = definition ? getArgumentValues(definition, node, {}) : {};
      const value =
        name === '__typename' ? held.instance.type : answer(at, held, { type, field: name, args });
      result[name] = seenBelow(at, value, node.selectionSet);
    }
  }
  return result;
}

function seenBelow(at: InSubgraph, value: unknown, set: SelectionSetNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((element) => seenBelow(at, element, set));
  if (!set || typeof value !== 'object' || value === null) return value;
  const held = value as Held;
  const type = at.view.types.get(held.__typename);
  if (!type) throw new Error(`${at.view.name} does not know ${held.__typename}`);
  return seen(at, { held, type }, set);
}

/** A given value, in the order and with the fields of a field set. */
function given(world: World, value: unknown, set: SelectionSetNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((element) => given(world, element, set));
  if (!set || typeof value !== 'object' || value === null) return value;
  const object = value as Json;
  const result: Json = {};
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value;
      const typename = object['__typename'];
      const fits =
        condition === undefined || typeof typename !== 'string' || world.facts.isSubtype(condition, typename);
      if (fits) Object.assign(result, given(world, object, node.selectionSet));
    } else if (node.kind === Kind.FIELD && node.name.value in object) {
      result[node.name.value] = given(world, object[node.name.value], node.selectionSet);
    }
  }
  return result;
}

/** The entity of a representation. @throws Error where it holds no key that this subgraph resolves, or an untrue one */
function findEntity(at: InSubgraph & { readonly given: Json }, type: TypeView): Held {
  const { world, view, given: representation } = at;
  const usable = type.keys.filter(({ set, resolvable }) => resolvable && holds(representation, set));
  const found = world.facts
    .possibleTypes(type.name)
    .flatMap((name) => Array.from({ length: population }, (_, n) => ({ type: name, id: String(n + 1) })))
    .find((instance) => {
      const held: Held = { __typename: instance.type, instance, provided: [] };
      return usable.some(
        ({ set }) =>
          JSON.stringify(project(world, held, set)) === JSON.stringify(given(world, representation, set)),
      );
    });
  if (!found) throw new Error(`${view.name} finds no ${type.name} by ${JSON.stringify(representation)}`);
  return {
    __typename: type.interfaceObject ? type.name : found.type,
    instance: found,
    given: representation,
    provided: [],
  };
}

function holds(value: unknown, set: SelectionSetNode): boolean {
  if (Array.isArray(value)) return value.every((element) => holds(element, set));
  return set.selections.every((node) => {
    if (node.kind !== Kind.FIELD || typeof value !== 'object' || value === null) return false;
    const member = (value as Json)[node.name.value];
    return (
      member === null || (member !== undefined && (!node.selectionSet || holds(member, node.selectionSet)))
    );
  });
}
