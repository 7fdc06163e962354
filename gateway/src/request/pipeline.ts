import { clientError } from '../errors.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import { authorise } from './authorise.ts';
import { coerceVariables } from './coerce.ts';
import { compileRequest } from './compile-request.ts';
import { checkCost } from './cost.ts';
import type { Running } from './engine.ts';
import { executeShared } from './execute-shared.ts';
import type { ParsedRequest } from './parsed-request.ts';

/**
 * The way of a request, from a validated document to the response. Rejects only before anything is fetched, with errors
 * of the table; what goes wrong later is an error at its path beside `data`.
 */
export async function runOperation(request: ParsedRequest, running: Running): Promise<ShapedResponse> {
  const { engine, snapshot, context } = running;
  const { limits } = engine;
  const { known } = request;
  if (known.operation.operation === 'subscription') throw notHere();
  const variables = coerceVariables(snapshot.apiSchema, known.operation, { ...request, limits });
  checkCost(snapshot, known, { variables, limits });
  const denied = snapshot.access.any
    ? await authorise(known.document, snapshot.access, { ...context, grantPolicies: engine.grantPolicies })
    : undefined;
  const compiled = await compileRequest({ known, variables, denied }, engine, snapshot);
  return executeShared({ compiled, variables }, running);
}

function notHere(): Error {
  const message = 'A subscription is served over WebSocket (graphql-transport-ws) at this address.';
  return clientError('BAD_REQUEST', message);
}
