import type { ExecutionResult } from 'graphql';
import { executePlan } from '../execute/execute-plan.ts';
import { shapeResponse } from '../shape/shape-response.ts';
import { authorise } from './authorise.ts';
import { coerceVariables } from './coerce.ts';
import { checkCost } from './cost.ts';
import type { Running } from './engine.ts';
import type { ParsedRequest } from './parsed-request.ts';
import { planRequest } from './plan-request.ts';

/**
 * The way of a request, from a validated document to the response. Rejects only before anything is fetched, with errors
 * of the table; what goes wrong later is an error at its path beside `data`.
 */
export async function runOperation(request: ParsedRequest, running: Running): Promise<ExecutionResult> {
  const { engine, snapshot, context } = running;
  const { limits, call } = engine;
  const schema = snapshot.apiSchema;
  const variables = coerceVariables(schema, request.operation, { variables: request.variables, limits });
  checkCost(snapshot, request, { variables, limits });
  const denied = snapshot.access.any
    ? await authorise(request.document, snapshot.access, { ...context, grantPolicies: engine.grantPolicies })
    : undefined;
  const plan = await planRequest({ ...request, denied }, running);
  const executed = await executePlan({ node: plan.node, variables, call, context, snapshot });
  const shaped = shapeResponse({ schema, planned: plan.planned, variables, ...executed });
  return { data: shaped.data, ...(shaped.errors.length > 0 ? { errors: shaped.errors } : {}) };
}
