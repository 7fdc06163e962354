import type { PlanNode } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import type { CallContext, SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';
import { chooseBranch } from './condition-node.ts';
import { followPath } from './cursor.ts';
import type { Target } from './cursor.ts';
import { createObject } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import { executeFetch } from './fetch-node.ts';
import type { LocatedError } from './locate-errors.ts';
import { mergeData } from './merge-data.ts';
import type { PlanRun } from './plan-run.ts';

export interface PlanExecution {
  /** Absent: nothing to fetch. */
  readonly node: PlanNode | undefined;
  /** What is there already, as for an event; copied, not changed. */
  readonly data?: DataObject | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly call: SubgraphCall;
  readonly context: CallContext;
  readonly snapshot: {
    readonly subgraphs: ReadonlyMap<string, SubgraphEndpoint>;
    readonly planner: { readonly types: TypeRelations };
  };
}

/** Raw data by the keys of the planned operation, unshaped: with the plan's own fields, and without what failed. */
export interface ExecutedPlan {
  readonly data: DataObject;
  readonly errors: readonly LocatedError[];
}

/**
 * Runs a plan. Never rejects because of a subgraph: a fetch that fails leaves its fields out and an error at each of
 * their paths, and the rest of the plan goes on with what is there. Once the context's signal is aborted nothing more
 * is sent.
 */
export async function executePlan(execution: PlanExecution): Promise<ExecutedPlan> {
  const { snapshot, variables, call, context } = execution;
  const { subgraphs, planner } = snapshot;
  const data = createObject();
  if (execution.data) mergeData(data, execution.data, planner.types);
  const run: PlanRun = { data, errors: [], variables, types: planner.types, subgraphs, call, context };
  if (execution.node) await executeNode(execution.node, [{ object: data, path: [] }], run);
  return { data, errors: run.errors };
}

async function executeNode(node: PlanNode, targets: readonly Target[], run: PlanRun): Promise<void> {
  if (targets.length === 0) return;
  switch (node.kind) {
    case 'Sequence':
      for (const child of node.nodes) await executeNode(child, targets, run);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((child) => executeNode(child, targets, run)));
      return;
    case 'Flatten':
      return executeNode(node.node, followPath(targets, node.path), run);
    case 'Condition': {
      const branch = chooseBranch(node, run.variables);
      return branch && executeNode(branch, targets, run);
    }
    case 'Fetch':
      return executeFetch(node, targets, run);
  }
}
