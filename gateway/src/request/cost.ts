import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import type { Limits } from '../config.ts';
import { clientError } from '../errors.ts';
import type { KnownOperation } from '../program/known-documents.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { Variables } from './coerce.ts';

/**
 * Refuses an operation that may return too much, before it is planned. The cost is the number of objects that it may
 * return: a field of an object counts 1 times the sizes of the lists that it stands in, a list counts its size; `@cost`
 * puts another number for the 1. A list's size is its page argument; else what `@listSize` assumes; else the model's
 * default.
 * @returns the cost, which an app's units are counted by; 1 where there are no limits
 * @throws COST_LIMIT with `cost` and `limit`, or BAD_USER_INPUT (`field`, rule `max_page`) for one page over the limit
 */
export function checkCost(
  snapshot: Snapshot,
  known: KnownOperation,
  input: { readonly variables: Variables; readonly limits: Limits | null },
): number {
  if (!input.limits) return 1;
  const cost = rememberedCost(snapshot, known, { variables: input.variables, limits: input.limits });
  if (cost <= input.limits.cost) return cost;
  throw clientError(
    'COST_LIMIT',
    `The operation may return ${cost} objects; at most ${input.limits.cost} are allowed. Ask for smaller pages or fewer fields.`,
    { extensions: { cost, limit: input.limits.cost } },
  );
}

/** Whoever asks for many different pages in turn makes us count again, and not remember more. */
const maxRemembered = 200;

function rememberedCost(
  snapshot: Snapshot,
  known: KnownOperation,
  input: { readonly variables: Variables; readonly limits: Limits },
): number {
  const { costNames } = known;
  const key = costNames.length === 0 ? '' : JSON.stringify(costNames.map((name) => input.variables[name]));
  const before = known.costs.get(key);
  if (before !== undefined) return before;
  const cost = costOf(snapshot, known, input);
  if (known.costs.size >= maxRemembered) known.costs.clear();
  known.costs.set(key, cost);
  snapshot.documents.grew(known.source);
  return cost;
}

/** @throws BAD_USER_INPUT for a page over the limit */
export function costOf(
  snapshot: Snapshot,
  request: Pick<KnownOperation, 'document' | 'operation'>,
  input: { readonly variables: Variables; readonly limits: Limits },
): number {
  const { apiSchema } = snapshot;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of request.document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const walk: Walk = { ...input, snapshot, schema: apiSchema, fragments };
  const root = apiSchema.getRootType(request.operation.operation);
  return root ? ofSelections([request.operation.selectionSet], root, { walk, sizes: new Map() }) : 0;
}

interface Walk {
  readonly snapshot: Snapshot;
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly limits: Limits;
}

interface Place {
  readonly walk: Walk;
  /** Sizes that the field above has given to lists directly below it, by field name; '' for any list. */
  readonly sizes: ReadonlyMap<string, number>;
}

interface Collected {
  readonly parent: GraphQLNamedType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly sets: SelectionSetNode[];
}

/** What one object of `parent` costs below: fields that merge into one response key count once. */
function ofSelections(sets: readonly SelectionSetNode[], parent: GraphQLNamedType, place: Place): number {
  const found = new Map<string, Collected>();
  for (const set of sets) collect(set, parent, { walk: place.walk, found });
  let cost = 0;
  for (const each of found.values()) cost += ofField(each, place);
  return cost;
}

function ofField({ parent, field, node, sets }: Collected, { walk, sizes }: Place): number {
  const { costs } = walk.snapshot;
  const returned = getNamedType(field.type);
  const listSize = costs.listSize(parent.name, field.name);
  const page = pageSize(field, node, { walk, slicing: listSize?.slicingArguments ?? [] });
  const own = page ?? listSize?.assumedSize;
  const isList = isListType(getNullableType(field.type));
  const size = isList ? (own ?? sizes.get(field.name) ?? sizes.get('') ?? costs.defaultListSize) : 1;
  const weight = costs.weight(parent.name, field.name) ?? Number(isCompositeType(returned));
  const below = isList ? new Map<string, number>() : sizesBelow(own, listSize?.sizedFields ?? []);
  return size * (weight + ofSelections(sets, returned, { walk, sizes: below }));
}

/** A page argument on a field that is no list itself, a connection, sizes the lists in what the field returns. */
function sizesBelow(size: number | undefined, sizedFields: readonly string[]): Map<string, number> {
  if (size === undefined) return new Map();
  return new Map(sizedFields.length > 0 ? sizedFields.map((name) => [name, size]) : [['', size]]);
}

/** The largest page argument that has a value; a connection without one is as long as its argument's default says. */
function pageSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { walk, slicing }: { readonly walk: Walk; readonly slicing: readonly string[] },
): number | undefined {
  let size: number | undefined;
  for (const argument of field.args) {
    const { name } = argument;
    if (name !== 'first' && name !== 'last' && !slicing.includes(name)) continue;
    const given = node.arguments?.find((each) => each.name.value === name)?.value;
    const value = given ? readNumber(given, walk.variables) : undefined;
    const effective =
      value ?? (typeof argument.defaultValue === 'number' ? argument.defaultValue : undefined);
    if (effective === undefined) continue;
    if (effective > walk.limits.pageSize) {
      throw clientError('BAD_USER_INPUT', `"${name}" may be at most ${walk.limits.pageSize}.`, {
        nodes: node,
        extensions: { field: name, rule: 'max_page' },
      });
    }
    size = Math.max(size ?? 0, effective);
  }
  return size;
}

function readNumber(value: ValueNode, variables: Variables): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value);
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return typeof given === 'number' ? given : undefined;
}

interface Collecting {
  readonly walk: Walk;
  readonly found: Map<string, Collected>;
}

function collect(set: SelectionSetNode, parent: GraphQLNamedType, into: Collecting): void {
  const { walk, found } = into;
  for (const selection of set.selections) {
    if (isSkipped(selection.directives ?? [], walk.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const field = fieldOf(parent, selection.name.value);
      if (!field) continue;
      const key = `${parent.name}.${selection.alias?.value ?? selection.name.value}`;
      const known = found.get(key) ?? { parent, field, node: selection, sets: [] };
      if (selection.selectionSet) known.sets.push(selection.selectionSet);
      found.set(key, known);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (!fragment) continue;
    const condition = fragment.typeCondition && walk.schema.getType(fragment.typeCondition.name.value);
    collect(fragment.selectionSet, narrower(walk.schema, parent, condition), into);
  }
}

/** A fragment on an interface that the object has anyway selects the object's own fields. */
function narrower(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  condition: GraphQLNamedType | undefined,
): GraphQLNamedType {
  if (!condition || condition === parent) return parent;
  if (isAbstractType(condition) && isObjectType(parent) && schema.isSubType(condition, parent)) return parent;
  return condition;
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function isSkipped(
  directives: readonly NonNullable<FieldNode['directives']>[number][],
  variables: Variables,
): boolean {
  return directives.some(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return false;
    const value = args?.[0]?.value;
    const met =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE && variables[value.name.value];
    return name.value === 'skip' ? met === true : met === false;
  });
}
