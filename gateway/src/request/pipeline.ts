import { executePlan } from '../execute/execute-plan.ts';
import { shapeResponse } from '../shape/shape-response.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
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
export async function runOperation(request: ParsedRequest, running: Running): Promise<ShapedResponse> {
  const { engine, snapshot, context } = running;
  const { limits, call } = engine;
  const schema = snapshot.apiSchema;
  const variables = coerceVariables(schema, request.operation, { variables: request.variables, limits });
  checkCost(snapshot, request, { variables, limits });
  const denied = snapshot.access.any
    ? await authorise(request.document, snapshot.access, { ...context, grantPolicies: engine.grantPolicies })
    : undefined;
  const plan = await planRequest({ ...request, denied }, running);
  const { program, shape } = snapshot.programs.of(plan);
  const executed = await executePlan({ program, variables, call, context, snapshot });
  return shapeResponse({ shape, variables, ...executed });
}
