import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { Kind } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { clientError } from '../errors.ts';
import { denyInPlan } from './deny-in-plan.ts';
import { chooseOverrides } from './choose-overrides.ts';
import type { Planner } from './create-planner.ts';
import type { Denied } from './denied.ts';
import { filterDenied } from './filter-denied.ts';
import type { OperationPlan } from './plan-nodes.ts';
import { readConditions, resolveConditions } from './resolve-conditions.ts';
import type { Conditions } from './resolve-conditions.ts';
import { separateKeys } from './separate-keys.ts';
import type { SeparatedOperation } from './separate-keys.ts';
import { translatePlan } from './translate-plan.ts';
import { prepareDocument } from './prepare-document.ts';

/** A document that has passed validation, with its one operation chosen. */
export interface PlanRequest {
  /** The document as text: with the operation's name it is what plans are kept by. */
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them or coerced: only the Booleans of `@skip` and `@include` are looked at. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the viewer may not have of it: there is a plan of its own for that. */
  readonly denied?: Denied | undefined;
}

/**
 * The plan of an operation, from the cache when it was planned before. There is one for each set of values that its
 * `@skip` and `@include` have met, and one for each set of what its viewers were denied.
 * @throws PLAN_TOO_COMPLEX when the planner's own guards refuse it (threats.md A09, A10)
 */
export async function planOperation(planner: Planner, request: PlanRequest): Promise<OperationPlan> {
  const overrides = chooseOverrides(planner.overrideLabels, Math.random);
  const names = planner.conditionVariables(request.document);
  const conditions = readConditions(names, request.operation, request.variables);
  const key = cacheKey(request, overrides, conditions);
  const known = planner.cache.get(key);
  if (known) return known;
  const plan = makePlan(planner, request, { overrides, conditions });
  planner.cache.set(key, plan);
  return plan;
}

function makePlan(planner: Planner, request: PlanRequest, variant: Variant): OperationPlan {
  const resolved = request.document.definitions
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION || node === request.operation)
    .map((node) => resolveConditions(node, variant.conditions));
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: resolved };
  const planned = separateKeys(document, planner.claimed);
  const { denied } = request;
  const allowed = denied ? filterDenied(planned, denied, planner.clientSchema) : planned;
  const access = denied && denyInPlan(denied, planner.supergraphSchema);
  return translatePlan(runPlanner(planner, allowed, variant.overrides), { ...planner, planned, access });
}

/** What plans of one document may differ in. */
interface Variant {
  readonly overrides: Map<string, boolean>;
  readonly conditions: Conditions;
}

function cacheKey(
  { source, operation, denied }: PlanRequest,
  ...choices: ReadonlyMap<string, boolean>[]
): string {
  const active = choices.map((choice) =>
    [...choice].flatMap(([name, value]) => (value ? [name] : [])).join(),
  );
  return [operation.name?.value ?? '', denied?.key ?? '', ...active, source].join('\n');
}

function runPlanner(
  planner: Planner,
  planned: SeparatedOperation,
  overrideConditions: Map<string, boolean>,
): QueryPlan {
  const document = prepareDocument(planned, planner.clientSchema);
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
