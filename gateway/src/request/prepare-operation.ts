import { clientError } from '../errors.ts';
import type { CompiledOperation } from '../program/compile-operation.ts';
import { authorise } from './authorise.ts';
import { coerceVariables } from './coerce.ts';
import type { Variables } from './coerce.ts';
import { compileRequest } from './compile-request.ts';
import { checkCost } from './cost.ts';
import type { Running } from './engine.ts';
import type { ParsedRequest } from './parsed-request.ts';

export interface PreparedOperation {
  readonly variables: Variables;
  readonly compiled: CompiledOperation;
}

/** The stages before anything is fetched. @throws errors of the table */
export async function prepareOperation(
  { known, variables: given }: ParsedRequest,
  { engine, snapshot, context }: Running,
  answer: 'whole' | 'in parts' = 'whole',
): Promise<PreparedOperation> {
  const { limits, grantPolicies } = engine;
  if (known.operation.operation === 'subscription') throw notHere();
  const variables = coerceVariables(snapshot.apiSchema, known.operation, { variables: given, limits });
  const cost = checkCost(snapshot, known, { variables, limits });
  const denied = snapshot.access.any
    ? await authorise(known.document, snapshot.access, { ...context, grantPolicies })
    : undefined;
  if (denied)
    engine.refused?.(context.viewer, denied.code, snapshot.access.deniedFields(known.document, denied));
  const inParts = answer === 'in parts';
  const compiled = await compileRequest({ known, variables, denied, inParts }, engine, snapshot);
  checkCounts(compiled, variables);
  const isPublic = known.operation.operation === 'query' && compiled.privateSubgraphs.length === 0;
  await engine.meter?.of(context.viewer)?.charge(cost, isPublic ? 'public' : 'personal');
  return { variables, compiled };
}

/** A count that is written out was looked at in validation. */
function checkCounts({ streams }: CompiledOperation, variables: Variables): void {
  for (const { count } of streams) {
    if (count.variable === undefined || count.of(variables) >= 0) continue;
    const message = `Variable "$${count.variable}" must not be negative: it is the initialCount of @stream.`;
    throw clientError('BAD_USER_INPUT', message, { extensions: { field: count.variable, rule: 'min' } });
  }
}

function notHere(): Error {
  const message =
    'A subscription is served at this address over WebSocket (graphql-transport-ws), or to a client that accepts text/event-stream or multipart/mixed;subscriptionSpec=1.0.';
  return clientError('BAD_REQUEST', message);
}
