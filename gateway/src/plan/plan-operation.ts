import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { clientError } from '../errors.ts';
import { chooseOverrides } from './choose-overrides.ts';
import type { Planner } from './create-planner.ts';
import type { OperationPlan, PlannedOperation } from './plan-nodes.ts';
import { separateKeys } from './separate-keys.ts';
import { translatePlan } from './translate-plan.ts';
import { withoutIntrospection } from './without-introspection.ts';

/** A document that has passed validation, with its one operation chosen. */
export interface PlanRequest {
  /** The document as text: with the operation's name it is what plans are kept by. */
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * The plan of an operation, from the cache when it was planned before.
 * @throws PLAN_TOO_COMPLEX when the planner's own guards refuse it (threats.md A09, A10)
 */
export async function planOperation(planner: Planner, request: PlanRequest): Promise<OperationPlan> {
  const overrides = chooseOverrides(planner.overrideLabels, Math.random);
  const key = [request.operation.name?.value ?? '', ...activeLabels(overrides), request.source].join('\n');
  const known = planner.cache.get(key);
  if (known) return known;
  const planned = separateKeys(request.document, request.operation, planner.claimedNames);
  const plan = translatePlan(runPlanner(planner, planned, overrides), planned, planner.isPublic);
  planner.cache.set(key, plan);
  return plan;
}

function runPlanner(
  planner: Planner,
  planned: PlannedOperation,
  overrideConditions: Map<string, boolean>,
): QueryPlan {
  const document = withoutIntrospection(planned);
  if (!document) return { kind: 'QueryPlan' };
  try {
    const operation = operationFromDocument(planner.apiSchema, document, { validate: false });
    return planner.queryPlanner.buildQueryPlan(operation, { overrideConditions });
  } catch (error) {
    if (isRefusal(error)) {
      throw clientError('PLAN_TOO_COMPLEX', 'The operation is too complex to be planned.', { cause: error });
    }
    throw error;
  }
}

/** The planner's guards throw plain errors, known by their text only; a document too deep for it exhausts the stack. */
function isRefusal(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  const message = error instanceof Error ? error.message : '';
  return /^(Too many options generated|Exceeded maximum recursive selections|Number of non-local selections)/.test(
    message,
  );
}

function activeLabels(overrides: ReadonlyMap<string, boolean>): string[] {
  return [...overrides].filter(([, active]) => active).map(([label]) => label);
}
