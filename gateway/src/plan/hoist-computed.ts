import type { Subgraph } from '@apollo/federation-internals';
import { isObjectType } from '@apollo/federation-internals';
import { getNamedType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { SeparatedOperation } from './separate-keys.ts';

/** Where a type condition below an interface has to be done without, by interface. */
export type HoistedFields = ReadonlyMap<string, HoistedFrom>;

interface HoistedFrom {
  /** Fields of the interface that some subgraph computes for all its types (`@interfaceObject`, `@requires`). */
  readonly computed: ReadonlySet<string>;
  /** Names of fields that lead to the interface in a subgraph that does not know its types. */
  readonly leading: ReadonlySet<string>;
}

/**
 * Reads off the subgraphs which interfaces need it: those that two or more of them know as one object, where one
 * computes a field. The planner then fetches the type of an object and what the field requires from one subgraph, one
 * behind the other, merges the first fetch into the second, and walks in the circle that this makes without end.
 */
export function readHoistedFields(subgraphs: Iterable<Subgraph>): HoistedFields {
  const objects = new Map<string, Subgraph[]>();
  for (const subgraph of subgraphs) {
    for (const type of subgraph.schema.objectTypes()) {
      if (subgraph.metadata().isInterfaceObjectType(type))
        objects.set(type.name, [...(objects.get(type.name) ?? []), subgraph]);
    }
  }
  const hoisted = new Map<string, HoistedFrom>();
  for (const [name, knowing] of objects) {
    const computed = new Set(knowing.flatMap((subgraph) => computedFields(subgraph, name)));
    const leading = new Set(knowing.flatMap((subgraph) => leadingFields(subgraph, name)));
    if (knowing.length > 1 && computed.size > 0) hoisted.set(name, { computed, leading });
  }
  return hoisted;
}

function computedFields({ schema }: Subgraph, name: string): string[] {
  const type = schema.type(name);
  if (!type || !isObjectType(type)) return [];
  return type.fields().flatMap((field) => (field.hasAppliedDirective('requires') ? [field.name] : []));
}

function leadingFields({ schema }: Subgraph, name: string): string[] {
  return schema
    .objectTypes()
    .flatMap((type) => type.fields().flatMap((field) => (baseName(field.type) === name ? [field.name] : [])));
}

function baseName(type: { readonly kind: string } | undefined): string | undefined {
  let base: unknown = type;
  while (typeof base === 'object' && base !== null && 'ofType' in base) base = base.ofType;
  return typeof base === 'object' && base !== null && 'name' in base ? String(base.name) : undefined;
}

/**
 * The operation with such fields asked of all objects of the interface, whatever the condition that they stand under:
 * what nobody asked for is left out of the response when it is shaped.
 */
export function hoistComputed(
  planned: SeparatedOperation,
  schema: GraphQLSchema,
  hoisted: HoistedFields,
): SeparatedOperation {
  if (hoisted.size === 0) return planned;
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field: {
      leave: (node) => {
        const type = getNamedType(types.getType())?.name ?? '';
        const from = hoisted.get(type);
        if (!node.selectionSet || !from?.leading.has(node.name.value)) return undefined;
        const { kept, moved } = split(node.selectionSet, { type, from, planned });
        return moved.length > 0 ? { ...node, selectionSet: withSelections([...kept, ...moved]) } : undefined;
      },
    },
  });
  const fragments = [...planned.fragments].map(([name, fragment]): [string, FragmentDefinitionNode] => [
    name,
    fragment.typeCondition.name.value.startsWith('__') ? fragment : visit(fragment, visitor),
  ]);
  return { ...planned, operation: visit(planned.operation, visitor), fragments: new Map(fragments) };
}

interface Splitting {
  /** Of the objects that the selections are on. */
  readonly type: string;
  readonly from: HoistedFrom;
  readonly planned: SeparatedOperation;
}

interface Split {
  readonly kept: readonly SelectionNode[];
  readonly moved: readonly FieldNode[];
}

function split(set: SelectionSetNode, splitting: Splitting): Split {
  const { from, planned } = splitting;
  const kept: SelectionNode[] = [];
  const moved: FieldNode[] = [];
  for (const node of set.selections) {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? planned.fragments.get(node.name.value) : node;
    if (node.kind === Kind.FIELD || !fragment || !('selectionSet' in fragment) || !fragment.selectionSet) {
      kept.push(node);
      continue;
    }
    const inner = split(fragment.selectionSet, splitting);
    const own = inner.kept.filter((selection) => !isComputed(selection, from));
    const computed = inner.kept.filter((selection): selection is FieldNode => isComputed(selection, from));
    if (inner.moved.length + computed.length === 0) {
      kept.push(node);
      continue;
    }
    moved.push(...inner.moved, ...computed);
    const condition = 'typeCondition' in fragment ? fragment.typeCondition : undefined;
    if (own.length > 0)
      kept.push({ kind: Kind.INLINE_FRAGMENT, typeCondition: condition, selectionSet: withSelections(own) });
  }
  return { kept, moved };
}

function isComputed(node: SelectionNode, { computed }: HoistedFrom): node is FieldNode {
  return node.kind === Kind.FIELD && computed.has(node.name.value);
}

function withSelections(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
