import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { Session } from '../identity/session.ts';
import { authoriseLasting } from '../request/authorise.ts';
import { coerceVariables } from '../request/coerce.ts';
import { compileRequest } from '../request/compile-request.ts';
import { checkCost } from '../request/cost.ts';
import type { CompiledOperation } from '../program/compile-operation.ts';
import type { Engine } from '../request/engine.ts';
import type { ParsedRequest, RequestContext } from '../request/parsed-request.ts';
import type { Snapshot, SubgraphAddress } from '../supergraph/snapshot.ts';
import { refuseParts } from './refuse-parts.ts';
import { parseShaping } from './shaping.ts';
import type { Shaping } from './shaping.ts';
import { splitSubscription } from './split.ts';
import type { SplitSubscription } from './split.ts';
import type { TopicKeys } from './topic-key.ts';

export interface StreamRequest {
  /** The generation that the document was validated against. */
  readonly snapshot: Snapshot;
  /** Whose view of the graph the client has; all of it when left out. */
  readonly contract?: string | undefined;
  readonly parsed: ParsedRequest;
  /** `extensions.after` as the client sent it. */
  readonly after: unknown;
  /** `extensions.shaping` likewise. */
  readonly shaping: unknown;
  readonly context: RequestContext;
  /** Whose stream it is; it gives the viewer of `context`. Its door closes it, behind the stream. */
  readonly session: Session;
}

/** What is run for each event, whoever watches. */
export interface LiveOperation {
  readonly split: SplitSubscription;
  readonly compiled: CompiledOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly snapshot: Snapshot;
  /** Of the trigger. */
  readonly subgraph: SubgraphAddress;
  /** The trigger's subgraph speaks cursors. */
  readonly isResumable: boolean;
  /** `LastingVerdict.isAsGranted`: asked before each event. */
  readonly isAsGranted: (() => Promise<boolean>) | undefined;
}

/**
 * How much of a stream watchers of one topic share. `places`: all, also with those who come later, because the subgraph
 * tells where events lie. `whole`: all from where they come in, for a subgraph of which the configuration says that its
 * streams have no beginning of their own. `none`: nothing is known.
 */
export type Sharing = 'places' | 'whole' | 'none';

export interface PreparedStream {
  /** Equal for all that may share. */
  readonly key: string;
  readonly sharing: Sharing;
  readonly parsed: ParsedRequest;
  readonly after: string | undefined;
  readonly shaping: Shaping | undefined;
  readonly viewer: Viewer;
  /** Neither what is shown nor whether it may be shown depends on who asks. */
  readonly isPublic: boolean;
  readonly operation: LiveOperation;
}

const maxCursorLength = 4_096;

/** The checks of a request, on a subscription: the same verdicts and codes, before anything is opened. */
export async function prepareStream(
  { engine, keys }: { readonly engine: Engine; readonly keys: TopicKeys },
  request: Omit<StreamRequest, 'session'>,
): Promise<PreparedStream> {
  const { snapshot, parsed, context } = request;
  const { limits } = engine;
  const { viewer } = context;
  const raw = { variables: parsed.variables, limits };
  const { known } = parsed;
  const variables = coerceVariables(snapshot.apiSchema, known.operation, raw);
  refuseParts(known, variables);
  checkCost(snapshot, known, { variables, limits });
  const verdict = await authoriseLasting(known.document, snapshot.access, {
    ...context,
    grantPolicies: engine.grantPolicies,
  });
  const { denied, isGuarded, isAsGranted } = verdict;
  if (denied) engine.refused?.(viewer, denied.code, snapshot.access.deniedFields(known.document, denied));
  const compiled = await compileRequest({ known, variables, denied }, engine, snapshot);
  const { plan } = compiled;
  // There is one root field: without it there is nothing to open.
  if (plan.kind !== 'subscription' && denied) throw clientError(denied.code, denied.message);
  if (plan.kind !== 'subscription') throw new Error(`expected a subscription, got a ${plan.kind}`);
  const split = splitSubscription(plan, variables);
  const subgraph = addressOf(snapshot, split.trigger.subgraph);
  // Without a key it is not one of ours, and only ours speak cursors (design.md §3).
  const isResumable = subgraph.signingKey !== undefined;
  const isPublic = split.isPublic && !isGuarded;
  return {
    key: keys.of({ plan, isPublic, variables, snapshot, viewer }),
    sharing: isResumable ? 'places' : subgraph.shareStreams === true ? 'whole' : 'none',
    parsed,
    after: parseAfter(request.after, isResumable),
    shaping: parseShaping(request.shaping, isResumable),
    viewer,
    isPublic,
    operation: { split, compiled, variables, snapshot, subgraph, isResumable, isAsGranted },
  };
}

function addressOf(snapshot: Snapshot, name: string): SubgraphAddress {
  const subgraph = snapshot.subgraphs.get(name);
  if (!subgraph) throw new Error(`expected an address for subgraph ${name}, got none`);
  return subgraph;
}

function parseAfter(after: unknown, isResumable: boolean): string | undefined {
  if (after === undefined || after === null) return undefined;
  const isCursor = typeof after === 'string' && after !== '' && after.length <= maxCursorLength;
  if (!isCursor) {
    throw clientError('BAD_USER_INPUT', '"extensions.after" must be a cursor that this stream gave.', {
      extensions: { field: 'extensions.after', rule: 'cursor' },
    });
  }
  if (isResumable) return after;
  throw clientError('BAD_USER_INPUT', 'This stream has no cursors: it cannot be resumed.', {
    extensions: { field: 'extensions.after', rule: 'not_resumable' },
  });
}
