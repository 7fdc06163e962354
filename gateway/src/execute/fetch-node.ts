import { GraphQLError } from 'graphql';
import type { FetchNode } from '../plan/plan-nodes.ts';
import { withoutFields } from '../plan/reduce-fetch.ts';
import type { SubgraphAnswer } from '../transport/subgraph-call.ts';
import { clientError } from '../errors.ts';
import { badResponse } from './bad-response.ts';
import { groupByContext } from './context-values.ts';
import type { Target } from './cursor.ts';
import { createObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import { locateAnswerErrors, locateConsequences, locateFailure } from './locate-errors.ts';
import type { Affected } from './locate-errors.ts';
import { DataTooDeepError, mergeData } from './merge-data.ts';
import { mergeEntities } from './merge-entities.ts';
import type { PlanRun } from './plan-run.ts';
import { collectRepresentations } from './representations.ts';
import type { IncompleteTargets } from './representations.ts';
import { applyRewrites } from './rewrites.ts';

/**
 * Sends one fetch and merges its answer into the targets. Not sent when there is no entity to fill, or when it is
 * refused to the viewer. Resolves when all
 * is merged or the failure is recorded in `run.errors`; rejects only on a fault of ours.
 */
export async function executeFetch(node: FetchNode, targets: readonly Target[], run: PlanRun): Promise<void> {
  if (node.refusal) {
    const { code, message } = node.refusal;
    const refused: Affected = { node, owners: [targets], types: run.types };
    run.errors.push(...locateFailure(clientError(code, message), refused));
    return;
  }
  if (!node.requires) return fetchRoot(node, targets, run);
  const groups = groupByContext(node, targets, run);
  await Promise.all(groups.map((group) => fetchEntities(node, group, run)));
}

async function fetchRoot(node: FetchNode, targets: readonly Target[], run: PlanRun): Promise<void> {
  const affected: Affected = { node, owners: targets.map((target) => [target]), types: run.types };
  await send(affected, pickVariables(node, run), {
    run,
    merge: ({ data }) => {
      if (data === null) return;
      applyRewrites(data, node.outputRewrites, run.types);
      for (const target of targets) mergeData(target.object, data, run.types);
    },
  });
}

interface EntityGroup {
  readonly targets: readonly Target[];
  /** Variables taken from around the entities, equal for all of the group. */
  readonly contextVariables: Readonly<DataObject>;
}

async function fetchEntities(node: FetchNode, group: EntityGroup, run: PlanRun): Promise<void> {
  const { values, owners, incomplete } = collectRepresentations(group.targets, node, run.types);
  const reduced = incomplete.map((part) => fetchWithout(node, part, { group, run }));
  if (values.length > 0) {
    const affected: Affected = { node, owners, types: run.types };
    const variables = Object.assign(pickVariables(node, run), group.contextVariables, {
      representations: values,
    });
    await send(affected, variables, { run, merge: (answer) => mergeEntities(answer, affected) });
  }
  await Promise.all(reduced);
}

/** Asks for what needs none of the missing members, and says of the other fields why they are not there. */
async function fetchWithout(
  node: FetchNode,
  { targets, missing }: IncompleteTargets,
  { group, run }: { readonly group: EntityGroup; readonly run: PlanRun },
): Promise<void> {
  const { rest, dropped } = withoutFields(node, missing);
  const unasked: Affected = { node: { ...node, produces: dropped }, owners: [targets], types: run.types };
  run.errors.push(...locateConsequences(run.errors, unasked));
  if (rest) await fetchEntities(rest, { ...group, targets }, run);
}

interface Sending {
  readonly run: PlanRun;
  readonly merge: (answer: SubgraphAnswer) => void;
}

async function send(affected: Affected, variables: DataObject, { run, merge }: Sending): Promise<void> {
  try {
    const answer = await callSubgraph(affected.node, variables, run);
    run.errors.push(...locateAnswerErrors(answer.errors, affected));
    merge(answer);
  } catch (error) {
    run.errors.push(...locateFailure(failureOf(error, affected.node.subgraph), affected));
  }
}

async function callSubgraph(node: FetchNode, variables: DataObject, run: PlanRun): Promise<SubgraphAnswer> {
  const subgraph = run.subgraphs.get(node.subgraph);
  if (!subgraph) throw new Error(`expected an address for subgraph ${node.subgraph}, got none`);
  return run.call(
    {
      subgraph,
      query: node.operation,
      operationName: node.operationName,
      variables,
      kind: node.operationKind,
      identity: !node.public,
    },
    run.context,
  );
}

function pickVariables(node: FetchNode, run: PlanRun): DataObject {
  const variables = createObject();
  for (const { name, from } of node.variableUsages) {
    const value = own(run.variables, from);
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

/** Only errors of the table are for the client; anything else is a fault of ours and goes up. */
function failureOf(error: unknown, subgraph: string): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DataTooDeepError) return badResponse(subgraph);
  throw error;
}
