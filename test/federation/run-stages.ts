import { getVariableValues, GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import { executePlan } from '../../gateway/src/execute/execute-plan.ts';
import type { OperationPlan } from '../../gateway/src/plan/plan-nodes.ts';
import { planOperation } from '../../gateway/src/plan/plan-operation.ts';
import { chooseVariant } from '../../gateway/src/plan/plan-variant.ts';
import { conditionVariables } from '../../gateway/src/plan/resolve-conditions.ts';
import { compileOperation } from '../../gateway/src/program/compile-operation.ts';
import { authorise } from '../../gateway/src/request/authorise.ts';
import { shapeResponse } from '../../gateway/src/shape/shape-response.ts';
import type { Snapshot } from '../../gateway/src/supergraph/snapshot.ts';
import { SendTogether } from '../../gateway/src/transport/send-together.ts';
import type { SubgraphCall } from '../../gateway/src/transport/subgraph-call.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';

export interface Run {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  /** Who asks; a stranger when left out. */
  readonly viewer?: Viewer | undefined;
  /** Known to be valid: not looked at again. */
  readonly valid?: boolean | undefined;
}

/** What has been merged in one graph, as one gateway remembers it. */
const togetherIn = new WeakMap<Snapshot, SendTogether>();

/** The plan of a document with one operation. */
export async function planRun(snapshot: Snapshot, run: Run): Promise<OperationPlan> {
  const document = parse(run.query);
  const variables = run.variables ?? {};
  const viewer = run.viewer ?? anonymous;
  const denied = await authorise(document, snapshot.access, {
    viewer,
    requestId: 'test',
    log: silentLogger,
  });
  const operation = operationOf(document);
  const conditionNames = conditionVariables(document);
  const variant = chooseVariant(snapshot.planner, { operation, conditionNames, variables, denied });
  return planOperation(snapshot.planner, { document, operation, variant });
}

/** The gateway's stages from a document to the response, whatever calls the subgraphs. */
export async function runStages(snapshot: Snapshot, call: SubgraphCall, run: Run): Promise<ExecutionResult> {
  const document = parse(run.query);
  const refused = run.valid ? [] : validate(snapshot.apiSchema, document);
  if (refused.length > 0) throw new GraphQLError(refused.map(({ message }) => message).join('\n'));
  const definitions = operationOf(document).variableDefinitions ?? [];
  const coerced = getVariableValues(snapshot.apiSchema, definitions, run.variables ?? {});
  if (!coerced.coerced) throw new Error(coerced.errors[0]?.message);
  const variables = coerced.coerced;
  const plan = await planRun(snapshot, run);
  if (plan.kind !== 'operation') throw new Error('expected a query or a mutation');
  const context = { requestId: 'test', viewer: anonymous, signal: new AbortController().signal };
  const { program, shape } = compileOperation(plan, snapshot);
  const together = togetherIn.get(snapshot) ?? new SendTogether();
  togetherIn.set(snapshot, together);
  const executed = await executePlan({ program, variables, call, together, context, snapshot });
  const { data, errors } = shapeResponse({ shape, variables, ...executed });
  return errors.length > 0 ? { data: JSON.parse(data), errors } : { data: JSON.parse(data) };
}

export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((node) => node.kind === 'OperationDefinition');
  if (operation?.kind !== 'OperationDefinition') throw new Error('expected an operation');
  return operation;
}
