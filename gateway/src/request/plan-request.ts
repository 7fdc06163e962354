import { clientError } from '../errors.ts';
import type { OperationPlan } from '../plan/plan-nodes.ts';
import { planOperation } from '../plan/plan-operation.ts';
import type { PlanRequest } from '../plan/plan-operation.ts';
import type { Running } from './engine.ts';
import type { ParsedRequest } from './parsed-request.ts';

/**
 * The plan of a query or a mutation, and how long it took to get.
 * @throws PLAN_TOO_COMPLEX; BAD_REQUEST for a subscription, which goes another way
 */
export async function planRequest(
  request: ParsedRequest & Pick<PlanRequest, 'denied'>,
  { engine, snapshot }: Pick<Running, 'engine' | 'snapshot'>,
): Promise<Extract<OperationPlan, { kind: 'operation' }>> {
  if (request.operation.operation === 'subscription') {
    throw clientError(
      'BAD_REQUEST',
      'A subscription is served over WebSocket (graphql-transport-ws) at this address.',
    );
  }
  const beganMs = performance.now();
  const plan = await planOperation(snapshot.planner, request);
  engine.metrics.planned((performance.now() - beganMs) / 1_000);
  if (plan.kind === 'subscription') throw new Error('expected the plan of an operation');
  return plan;
}
