import { clientError } from '../errors.ts';
import { authorise } from '../request/authorise.ts';
import { coerceVariables } from '../request/coerce.ts';
import { compileRequest } from '../request/compile-request.ts';
import { checkCost } from '../request/cost.ts';
import type { Engine } from '../request/engine.ts';
import type { ParsedRequest, RequestContext } from '../request/parsed-request.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { OpenSubgraphStream } from '../transport/subgraph-stream.ts';
import type { Delivery } from './deliver.ts';
import type { Joining } from './join.ts';
import { splitSubscription } from './split.ts';
import type { StreamMetrics } from './stream-metrics.ts';
import type { UpstreamLimits } from './upstream-limits.ts';

/** What outlives one stream. */
export interface StreamTools {
  readonly engine: Engine;
  readonly open: OpenSubgraphStream;
  readonly upstreamLimits: UpstreamLimits;
  readonly metrics: StreamMetrics;
}

export interface StreamRequest {
  /** The generation that the document was validated against. */
  readonly snapshot: Snapshot;
  readonly parsed: ParsedRequest;
  /** `extensions.after` as the client sent it. */
  readonly after: unknown;
  /** Its signal ends the stream. */
  readonly context: RequestContext;
}

export interface PreparedStream {
  readonly after: string | undefined;
  readonly joining: Joining;
}

export interface LiveStream {
  /** In order; ends when the subgraph ends it or the context's signal is aborted. @throws StreamEndedError */
  readonly deliveries: AsyncIterable<Delivery>;
  /** Nothing in it depends on who asks: it may outlive the viewer's token. */
  readonly isPublic: boolean;
}

const maxCursorLength = 4_096;

/** The checks of a request, on a subscription: the same verdicts and codes, before anything is opened. */
export async function prepareStream(tools: StreamTools, request: StreamRequest): Promise<PreparedStream> {
  const { engine } = tools;
  const { snapshot, parsed, context } = request;
  const after = checkCursor(request.after);
  const { limits } = engine;
  const raw = { variables: parsed.variables, limits };
  const { known } = parsed;
  const variables = coerceVariables(snapshot.apiSchema, known.operation, raw);
  checkCost(snapshot, known, { variables, limits });
  const denied = snapshot.access.any
    ? await authorise(known.document, snapshot.access, { ...context, grantPolicies: engine.grantPolicies })
    : undefined;
  const compiled = await compileRequest({ known, variables, denied }, engine, snapshot);
  const { plan } = compiled;
  // There is one root field: without it there is nothing to open.
  if (plan.kind !== 'subscription' && denied) throw clientError(denied.code, denied.message);
  if (plan.kind !== 'subscription') throw new Error(`expected a subscription, got a ${plan.kind}`);
  const split = splitSubscription(plan, variables);
  return { after, joining: { split, compiled, variables, snapshot, call: engine.call, context } };
}

function checkCursor(after: unknown): string | undefined {
  if (after === undefined || after === null) return undefined;
  if (typeof after === 'string' && after !== '' && after.length <= maxCursorLength) return after;
  throw clientError('BAD_USER_INPUT', '"extensions.after" must be a cursor that this stream gave.', {
    extensions: { field: 'extensions.after', rule: 'cursor' },
  });
}
