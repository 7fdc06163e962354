import { GraphQLError } from 'graphql';
import type { Denied } from '../plan/denied.ts';
import { planOperation } from '../plan/plan-operation.ts';
import { chooseVariant } from '../plan/plan-variant.ts';
import type { PlanVariant } from '../plan/plan-variant.ts';
import { compileOperation } from '../program/compile-operation.ts';
import type { CompiledOperation } from '../program/compile-operation.ts';
import type { KnownOperation } from '../program/known-documents.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { Engine } from './engine.ts';

export interface CompileRequest {
  readonly known: KnownOperation;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly denied: Denied | undefined;
  /** Whether the answer may come in parts. */
  readonly inParts?: boolean | undefined;
}

/** Programs of one operation: conditions and viewers make more of them than anybody needs at a time. */
const maxVariants = 64;

/**
 * The operation planned and compiled for this request: as it was the first time, or made now. Who asks for what is being
 * made waits for that. @throws PLAN_TOO_COMPLEX, PLAN_NOT_POSSIBLE
 */
export async function compileRequest(
  request: CompileRequest,
  engine: Pick<Engine, 'metrics' | 'log'>,
  snapshot: Snapshot,
): Promise<CompiledOperation> {
  const { known, variables, denied } = request;
  const { operation, conditionNames } = known;
  const inParts = known.inParts && request.inParts === true;
  const variant = chooseVariant(snapshot.planner, { operation, conditionNames, variables, denied, inParts });
  const before = known.programs.get(variant.key);
  if (before) return before;
  const [oldest] = known.programs.keys();
  if (known.programs.size >= maxVariants && oldest !== undefined) known.programs.delete(oldest);
  const beganMs = performance.now();
  const making = make(known, variant, snapshot);
  known.programs.set(variant.key, making);
  try {
    const made = await making;
    known.programs.set(variant.key, made);
    engine.metrics.planned((performance.now() - beganMs) / 1_000);
    snapshot.documents.grew(known.source);
    return made;
  } catch (error) {
    known.programs.delete(variant.key);
    logPlannerFailure(error, engine);
    throw error;
  }
}

/** Nothing is wrong with the operation: whoever runs this gateway is to know. */
function logPlannerFailure(error: unknown, { log }: Pick<Engine, 'log'>): void {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== 'PLAN_NOT_POSSIBLE') return;
  const { field } = error.extensions;
  log.error({ field, reason: error.originalError?.message }, 'the planner has no plan for a valid operation');
}

async function make(
  { document, operation }: KnownOperation,
  variant: PlanVariant,
  snapshot: Snapshot,
): Promise<CompiledOperation> {
  const plan = await planOperation(snapshot.planner, { document, operation, variant });
  return compileOperation(plan, snapshot);
}
