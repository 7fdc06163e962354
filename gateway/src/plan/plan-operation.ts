import type { QueryPlan } from '@apollo/query-planner';
import { Kind, print } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { concreteSelections } from './concrete-selections.ts';
import { denyInPlan } from './deny-in-plan.ts';
import type { Planner } from './create-planner.ts';
import { filterDenied } from './filter-denied.ts';
import { notPlannable, plannerFailure, PlannerFailure } from './not-plannable.ts';
import type { OperationPlan } from './plan-nodes.ts';
import { resolveConditions } from './resolve-conditions.ts';
import { resolveIncremental, withoutIncremental, withoutParts } from './resolve-incremental.ts';
import type { ResolvedIncremental } from './resolve-incremental.ts';
import { isWithoutEnd, runPlanner } from './run-planner.ts';
import { separateKeys } from './separate-keys.ts';
import type { SeparatedOperation } from './separate-keys.ts';
import { translatePlan } from './translate-plan.ts';
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
 * OVERLOADED when too many expensive ones wait; PLAN_NOT_POSSIBLE when the planner finds none, though there should be one
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
  const run = choosePlace(planner, document, overrides);
  const plan = (part: SeparatedOperation): Promise<QueryPlan> => planAnyway(part, planner, run);
  const made = await (allowed.operation.operation === 'mutation'
    ? planMutation(allowed, plan)
    : plan(allowed));
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
 * The planner fails on some operations with `@defer`, as on one within what is reached through `@interfaceObject`: those
 * are planned without, and their parts come when everything is there. On others it fails because of conditions on abstract
 * types, or never comes to an end: those are planned type by type.
 * @throws PLAN_NOT_POSSIBLE when it fails then, too, PLAN_TOO_COMPLEX when it does not end
 */
async function planAnyway(
  planned: SeparatedOperation,
  planner: Planner,
  run: RunPlanner,
): Promise<QueryPlan> {
  const attempt = (part: SeparatedOperation): Promise<QueryPlan | PlannerFailure> =>
    planPrepared(part, planner, run).catch(plannerFailure);
  const first = await attempt(planned);
  if (!(first instanceof PlannerFailure)) return first;
  const whole = { ...planned, operation: withoutIncremental(planned.operation) };
  const second = planned.incremental ? await attempt(whole) : first;
  if (!(second instanceof PlannerFailure)) return second;
  const concrete = concreteSelections(whole, planner.clientSchema);
  const third = concrete ? await attempt(concrete) : second;
  if (!(third instanceof PlannerFailure)) return third;
  if (isWithoutEnd(third.cause)) throw third.cause;
  throw await notPlannable(concrete ?? whole, attempt, third);
}

async function planPrepared(
  planned: SeparatedOperation,
  planner: Planner,
  run: RunPlanner,
): Promise<QueryPlan> {
  const document = prepareDocument(planned, planner);
  return document ? run(document) : { kind: 'QueryPlan' };
}
