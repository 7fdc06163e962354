import { operationFromDocument } from '@apollo/federation-internals';
import type { Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import type { DocumentNode } from 'graphql';
import { clientError } from '../errors.ts';
import { neverTakeExternal } from './external-fields.ts';
import { withPossibleFragments } from './possible-fragments.ts';
import { prepareSubgraphs } from './prepare-subgraphs.ts';
import { prepareSupergraph } from './prepare-supergraph.ts';
import type { StandIn } from './stand-ins.ts';
import { withoutCircles } from './without-circles.ts';

export interface PlannerLimits {
  /** Plans that are compared for one operation; past it the best so far is taken, which is right but perhaps slower. */
  readonly maxEvaluatedPlans: number;
  /** Ways to reach one field; past it the operation is refused with PLAN_TOO_COMPLEX. */
  readonly maxPathOptions: number;
}

/**
 * An ordinary operation has one plan to evaluate. Fields that several subgraphs share multiply the choices: these
 * bounds keep the worst of them to a second or two where the planner's own would take many.
 */
const defaultPlannerLimits: PlannerLimits = Object.freeze({
  maxEvaluatedPlans: 100,
  maxPathOptions: 500,
});

/** Apollo's planner of one supergraph; the same one, whichever thread it stands in. */
export interface PlannerCore {
  readonly queryPlanner: QueryPlanner;
  readonly apiSchema: Schema;
  /** As prepare-supergraph.ts made it. */
  readonly supergraph: Supergraph;
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** The subgraph of which what the planner takes for one is a part. */
  readonly realNames: ReadonlyMap<string, string>;
}

export function createPlannerCore(loaded: Supergraph, limits: Partial<PlannerLimits> = {}): PlannerCore {
  const { maxEvaluatedPlans, maxPathOptions } = { ...defaultPlannerLimits, ...limits };
  const { supergraph, standIns } = prepareSupergraph(loaded);
  const separated = prepareSubgraphs(supergraph);
  const queryPlanner = new QueryPlanner(separated.supergraph, {
    // Fragments of the client are written out: what a fetch selects can then be read off its text.
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
    // Saves us parsing what it has just printed.
    exposeDocumentNodeInFetchNode: true,
    debug: { maxEvaluatedPlans, pathsLimit: maxPathOptions },
  });
  neverTakeExternal(queryPlanner);
  const { realNames } = separated;
  return { queryPlanner, apiSchema: supergraph.apiSchema(), supergraph, standIns, realNames };
}

/** @throws PLAN_TOO_COMPLEX when the planner's own guards refuse it (threats.md A09, A10) */
export function runPlanner(
  { queryPlanner, apiSchema }: Pick<PlannerCore, 'queryPlanner' | 'apiSchema'>,
  document: DocumentNode,
  overrides: ReadonlyMap<string, boolean>,
): QueryPlan {
  try {
    const operation = operationFromDocument(apiSchema, document, { validate: false });
    return withoutCircles(() =>
      withPossibleFragments(() =>
        queryPlanner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) }),
      ),
    );
  } catch (error) {
    if (isRefusal(error)) throw planTooComplex(error);
    throw error;
  }
}

export function planTooComplex(cause?: unknown): GraphQLError {
  return clientError('PLAN_TOO_COMPLEX', 'The operation is too complex to be planned.', { cause });
}

export function isTooComplex(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && error.extensions['code'] === 'PLAN_TOO_COMPLEX';
}

/**
 * The planner has used up the stack: on a document that is very deep, or because it walks in a circle that
 * without-circles.ts does not know.
 */
export function isWithoutEnd(error: unknown): error is GraphQLError {
  const cause = isTooComplex(error) ? error.originalError?.message : undefined;
  return cause !== undefined && /^(Maximum call stack|Invalid array length)/.test(cause);
}

/** The planner's guards throw plain errors, known by their text only; a document too deep for it exhausts the stack. */
function isRefusal(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  const message = error instanceof Error ? error.message : '';
  return /^(Too many options generated|Exceeded maximum recursive selections|Number of non-local selections)/.test(
    message,
  );
}
