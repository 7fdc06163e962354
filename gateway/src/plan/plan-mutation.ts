import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind } from 'graphql';
import type { FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { withoutIncremental } from './resolve-incremental.ts';
import type { SeparatedOperation } from './separate-keys.ts';

type PlanOne = (operation: SeparatedOperation) => Promise<QueryPlan>;

/**
 * Plans a mutation so that each root field is done, with all that is fetched below it, before the next begins (GraphQL,
 * "Serial Field Execution"). The planner sends neighbours of one subgraph together and fetches what is below the first
 * when the second has had its effect; and what stands in a fragment it runs elsewhere. Here only such go together as
 * leave nothing to be fetched between them. Parts of several fields (`@defer`) come when all of them are done.
 */
export async function planMutation(planned: SeparatedOperation, plan: PlanOne): Promise<QueryPlan> {
  const fields = rootFields(planned);
  if (fields.length === 1) return plan(planned);
  const groups: Group[] = [];
  for (const field of fields) {
    const { node } = await plan(withFields(planned, [field]));
    if (!node || node.kind === 'Subscription') continue;
    const first = firstFetch(node);
    const before = groups.at(-1);
    if (first && before?.isWhole && before.subgraph === first.serviceName) {
      before.fields.push(field);
      before.isWhole = node === first;
      before.node = undefined;
    } else {
      groups.push({ fields: [field], subgraph: first?.serviceName, isWhole: node === first, node });
    }
  }
  const nodes: PlanNode[] = [];
  for (const group of groups) {
    const node = group.node ?? (await plan(withFields(planned, group.fields))).node;
    if (node && node.kind !== 'Subscription') nodes.push(node);
  }
  if (nodes.length > 1) return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
  return nodes[0] ? { kind: 'QueryPlan', node: nodes[0] } : { kind: 'QueryPlan' };
}

/** Neighbours that are sent in one call. */
interface Group {
  readonly fields: FieldNode[];
  readonly subgraph: string | undefined;
  /** Nothing is fetched after that call. */
  isWhole: boolean;
  node: PlanNode | undefined;
}

function firstFetch(node: PlanNode): FetchNode | undefined {
  if (node.kind === 'Fetch') return node;
  if (node.kind !== 'Sequence') return undefined;
  const [first] = node.nodes;
  return first && firstFetch(first);
}

function withFields(planned: SeparatedOperation, selections: readonly FieldNode[]): SeparatedOperation {
  const { operation } = planned;
  const part = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  return { ...planned, operation: withoutIncremental(part) };
}

/** Side by side, each response key once, in the order in which they are to run. */
function rootFields({ operation, fragments }: SeparatedOperation): FieldNode[] {
  const fields = new Map<string, FieldNode>();
  collect(operation.selectionSet, { fragments, fields, seen: new Set() });
  return [...fields.values()];
}

interface Collection {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly fields: Map<string, FieldNode>;
  readonly seen: Set<string>;
}

/** All conditions on types apply: it was validated, and there is one root type. */
function collect(set: SelectionSetNode, collection: Collection): void {
  const { fragments, fields, seen } = collection;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      fields.set(key, mergeFields(fields.get(key), node));
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(node.selectionSet, collection);
    } else if (!seen.has(node.name.value)) {
      seen.add(node.name.value);
      const fragment = fragments.get(node.name.value);
      if (fragment) collect(fragment.selectionSet, collection);
    }
  }
}

function mergeFields(before: FieldNode | undefined, node: FieldNode): FieldNode {
  if (!before?.selectionSet || !node.selectionSet) return before ?? node;
  const selections = [...before.selectionSet.selections, ...node.selectionSet.selections];
  return { ...before, selectionSet: { ...before.selectionSet, selections } };
}
