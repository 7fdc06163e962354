import type { QueryPlan } from '@apollo/query-planner';
import { Kind, print } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { denyInPlan } from './deny-in-plan.ts';
import type { Planner } from './create-planner.ts';
import { filterDenied } from './filter-denied.ts';
import type { OperationPlan } from './plan-nodes.ts';
import { resolveConditions } from './resolve-conditions.ts';
import { resolveIncremental, withoutIncremental, withoutParts } from './resolve-incremental.ts';
import type { ResolvedIncremental } from './resolve-incremental.ts';
import { isTooComplex, runPlanner } from './run-planner.ts';
import { separateKeys } from './separate-keys.ts';
import type { SeparatedOperation } from './separate-keys.ts';
import { translatePlan } from './translate-plan.ts';
import { hoistComputed } from './hoist-computed.ts';
import { planMutation } from './plan-mutation.ts';
import { prepareDocument } from './prepare-document.ts';
import type { PlanVariant } from './plan-variant.ts';
import { isExecutable } from './walk-selections.ts';

/** A document that has passed validation, with its one operation chosen. */
export interface PlanRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variant: PlanVariant;
}

/**
 * More than this and it is not planned beside other requests. Operations of people have tens; so much takes some
 * hundred milliseconds, on a bad day.
 */
const maxHere = 250;

/**
 * The plan of one variant of an operation. What is expensive to plan is planned elsewhere, under a deadline.
 * @throws PLAN_TOO_COMPLEX when the planner's own guards refuse it, or the deadline passed (threats.md A09, A10);
 * OVERLOADED when too many expensive ones wait
 */
export async function planOperation(planner: Planner, request: PlanRequest): Promise<OperationPlan> {
  const { conditions, overrides, denied, inParts } = request.variant;
  const resolved = request.document.definitions
    .filter(isExecutable)
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION || node === request.operation)
    .map((node) => resolveConditions(node, conditions));
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: resolved };
  const { document, incremental }: ResolvedIncremental = inParts
    ? resolveIncremental(whole, conditions)
    : { document: withoutParts(whole) };
  const planned = { ...separateKeys(document, planner.claimed), incremental };
  const allowed = denied ? filterDenied(planned, denied, planner.clientSchema) : planned;
  const access = denied && denyInPlan(denied, planner.supergraphSchema);
  const hoisted = hoistComputed(allowed, planner.clientSchema, planner.hoisted);
  const run = choosePlace(planner, document, overrides);
  const plan = (part: SeparatedOperation): Promise<QueryPlan> => planInParts(part, planner, run);
  const made = await (hoisted.operation.operation === 'mutation'
    ? planMutation(hoisted, plan)
    : plan(hoisted));
  return translatePlan(made, { ...planner, planned, access });
}

type RunPlanner = (document: DocumentNode) => Promise<QueryPlan>;

/** Here, or where nobody has to wait for it. */
function choosePlace(
  planner: Planner,
  document: DocumentNode,
  overrides: ReadonlyMap<string, boolean>,
): RunPlanner {
  const { elsewhere } = planner;
  if (!elsewhere || planner.estimate(document, planner.clientSchema) <= maxHere)
    return async (part) => runPlanner(planner, part, overrides);
  const plan = elsewhere.begin();
  return (part) => plan(print(part), overrides);
}

/**
 * The planner fails on some operations with `@defer`, as on one within what is reached through `@interfaceObject`. Those
 * are planned without: their parts come when everything is there.
 */
async function planInParts(
  planned: SeparatedOperation,
  planner: Planner,
  run: RunPlanner,
): Promise<QueryPlan> {
  try {
    return await planPrepared(planned, planner, run);
  } catch (error) {
    if (!planned.incremental || isTooComplex(error)) throw error;
    const operation = withoutIncremental(planned.operation);
    return planPrepared({ ...planned, operation }, planner, run);
  }
}

async function planPrepared(
  planned: SeparatedOperation,
  planner: Planner,
  run: RunPlanner,
): Promise<QueryPlan> {
  const document = prepareDocument(planned, planner);
  return document ? run(document) : { kind: 'QueryPlan' };
}
