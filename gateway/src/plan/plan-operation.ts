import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, Kind } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { clientError } from '../errors.ts';
import { denyInPlan } from './deny-in-plan.ts';
import type { Planner } from './create-planner.ts';
import { filterDenied } from './filter-denied.ts';
import type { OperationPlan } from './plan-nodes.ts';
import { resolveConditions } from './resolve-conditions.ts';
import { resolveIncremental, withoutIncremental } from './resolve-incremental.ts';
import type { ResolvedIncremental } from './resolve-incremental.ts';
import { separateKeys } from './separate-keys.ts';
import type { SeparatedOperation } from './separate-keys.ts';
import { translatePlan } from './translate-plan.ts';
import { hoistComputed } from './hoist-computed.ts';
import { planMutation } from './plan-mutation.ts';
import { prepareDocument } from './prepare-document.ts';
import type { PlanVariant } from './plan-variant.ts';

/** A document that has passed validation, with its one operation chosen. */
export interface PlanRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variant: PlanVariant;
}

/**
 * The plan of one variant of an operation.
 * @throws PLAN_TOO_COMPLEX when the planner's own guards refuse it (threats.md A09, A10)
 */
export async function planOperation(planner: Planner, request: PlanRequest): Promise<OperationPlan> {
  const { conditions, overrides, denied, inParts } = request.variant;
  const resolved = request.document.definitions
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION || node === request.operation)
    .map((node) => resolveConditions(node, conditions));
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: resolved };
  const { document, incremental }: ResolvedIncremental = inParts
    ? resolveIncremental(whole, conditions)
    : { document: withoutIncremental(whole) };
  const planned = { ...separateKeys(document, planner.claimed), incremental };
  const allowed = denied ? filterDenied(planned, denied, planner.clientSchema) : planned;
  const access = denied && denyInPlan(denied, planner.supergraphSchema);
  const hoisted = hoistComputed(allowed, planner.clientSchema, planner.hoisted);
  const plan = (part: SeparatedOperation): QueryPlan => planInParts(part, planner, overrides);
  const made = hoisted.operation.operation === 'mutation' ? planMutation(hoisted, plan) : plan(hoisted);
  return translatePlan(made, { ...planner, planned, access });
}

/**
 * The planner fails on some operations with `@defer`, as on one within what is reached through `@interfaceObject`. Those
 * are planned without: their parts come when everything is there.
 */
function planInParts(
  planned: SeparatedOperation,
  planner: Planner,
  overrides: ReadonlyMap<string, boolean>,
): QueryPlan {
  try {
    return runPlanner(planner, planned, overrides);
  } catch (error) {
    const isRefused = error instanceof GraphQLError && error.extensions['code'] === 'PLAN_TOO_COMPLEX';
    if (!planned.incremental || isRefused) throw error;
    const operation = withoutIncremental(planned.operation);
    return runPlanner(planner, { ...planned, operation }, overrides);
  }
}

function runPlanner(
  planner: Planner,
  planned: SeparatedOperation,
  overrides: ReadonlyMap<string, boolean>,
): QueryPlan {
  const document = prepareDocument(planned, planner.clientSchema);
  if (!document) return { kind: 'QueryPlan' };
  try {
    const operation = operationFromDocument(planner.apiSchema, document, { validate: false });
    return planner.queryPlanner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) });
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
