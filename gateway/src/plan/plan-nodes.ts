import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import type { Denied } from './denied.ts';
import type { IncrementalParts } from './resolve-incremental.ts';

/** One call to one subgraph; with `requires` it fills entities through `_entities`, without it a root type. */
export interface FetchNode {
  readonly kind: 'Fetch';
  readonly subgraph: string;
  /** Has no name: what is sent does not depend on what the client calls its operation. */
  readonly operation: string;
  readonly operationKind: 'query' | 'mutation' | 'subscription';
  /** Variables of the client that the operation uses. */
  readonly variableUsages: readonly VariableUsage[];
  /** What a representation is made of. */
  readonly requires?: readonly RequiredSelection[] | undefined;
  /** Applied to each representation before it is sent. */
  readonly inputRewrites: readonly Rewrite[];
  /** Applied to each object that the subgraph returned, before it is merged. */
  readonly outputRewrites: readonly Rewrite[];
  /** Values of enclosing objects that are sent as variables (`@fromContext`); `..` in a path goes up one object. */
  readonly contextRewrites: readonly KeyRenamer[];
  /** The fields that this fetch fills in its targets: where its failure is reported. */
  readonly produces: readonly ProducedField[];
  /** All keys that it fills below them, whatever the types. */
  readonly fills: readonly FilledKey[];
  /** Nothing selected depends on who asks: no identity is sent. False whenever that is not certain. */
  readonly public: boolean;
  /** The viewer may not have what this fetch needs: it is not sent, and each field that it was to fill has this error. */
  readonly refusal?: Pick<Denied, 'code' | 'message'> | undefined;
}

export interface VariableUsage {
  /** Its name in this fetch. */
  readonly name: string;
  /** Its name in the client's operation. */
  readonly from: string;
}

export interface FilledKey {
  /** In the data, after the output rewrites. */
  readonly key: string;
  readonly below?: readonly FilledKey[] | undefined;
}

export interface ProducedField {
  /** The type condition it stands under; absent: whatever the type. */
  readonly type?: string | undefined;
  /** In the data, after the output rewrites. */
  readonly key: string;
  /** In the subgraph's answer. */
  readonly sentKey: string;
  /** The supergraph allows null: what an entity that the subgraph does not know has here. */
  readonly nullable: boolean;
  /** Paths of the leaves that only this field and others like it need (`@requires`). */
  readonly requires: readonly string[];
}

export type RequiredSelection = RequiredField | RequiredFragment;
export interface RequiredField {
  readonly kind: 'Field';
  /** In the data so far. */
  readonly key: string;
  /** In the representation: the subgraph's own name. */
  readonly sentAs: string;
  readonly selections?: readonly RequiredSelection[] | undefined;
}
export interface RequiredFragment {
  readonly kind: 'InlineFragment';
  readonly type?: string | undefined;
  readonly selections: readonly RequiredSelection[];
}

/** Path elements are response keys, or `... on T` for "only where the object is a T". */
export type Rewrite = ValueSetter | KeyRenamer;
export interface ValueSetter {
  readonly kind: 'ValueSetter';
  readonly path: readonly string[];
  readonly value: unknown;
}
export interface KeyRenamer {
  readonly kind: 'KeyRenamer';
  readonly path: readonly string[];
  readonly to: string;
}

/** Runs `node` on what stands at `path`; `@` in a path is every element of a list. */
export interface FlattenNode {
  readonly kind: 'Flatten';
  readonly path: readonly (string | number)[];
  readonly node: PlanNode;
}
export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}
export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}
export interface ConditionNode {
  readonly kind: 'Condition';
  /** A Boolean variable, by its name in the client's operation. */
  readonly variable: string;
  readonly ifNode?: PlanNode | undefined;
  readonly elseNode?: PlanNode | undefined;
}
/** Only in plans of operations of which parts may come later. */
export interface DeferNode {
  readonly kind: 'Defer';
  readonly primary?: PlanNode | undefined;
  readonly deferred: readonly DeferredNode[];
}
export interface DeferredNode {
  /** The id of the `@defer`. */
  readonly part: string;
  /** Absent where its fields come with others. */
  readonly node?: PlanNode | undefined;
}
export type PlanNode = FetchNode | FlattenNode | SequenceNode | ParallelNode | ConditionNode | DeferNode;

/**
 * The operation as it was planned: the client's own, except that `@skip` and `@include` are done with (a selection set
 * may have nothing left), and that some response keys were exchanged for others that
 * cannot meet what the plan selects for itself, and variables likewise. The maps lead from those back to the client's.
 */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly responseKeys: ReadonlyMap<string, string>;
  readonly variableNames: ReadonlyMap<string, string>;
  /** Fields that the plan found no way to, as `pathKey` writes their paths: null with an error where they would stand. */
  readonly unfetched: ReadonlySet<string>;
  /** What the viewer may not have, if anything: null with an error wherever it would stand. */
  readonly denied?: Denied | undefined;
  /** What of it may come later: the fragments and fields with `@defer` and `@stream`, each with an id for its label. */
  readonly incremental?: IncrementalParts | undefined;
}

interface QueryOrMutationPlan {
  readonly kind: 'operation';
  readonly planned: PlannedOperation;
  /** Absent when nothing has to be fetched: only `__typename` or introspection at the root. */
  readonly node?: PlanNode | undefined;
}
interface SubscriptionPlan {
  readonly kind: 'subscription';
  readonly planned: PlannedOperation;
  /** Its data is the start of `rest`. */
  readonly trigger: FetchNode;
  readonly rest?: PlanNode | undefined;
}
export type OperationPlan = QueryOrMutationPlan | SubscriptionPlan;
