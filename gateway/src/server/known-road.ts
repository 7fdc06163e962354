import { errorsOf } from '../errors.ts';
import type { KnownOperation } from '../program/known-documents.ts';
import type { Engine } from '../request/engine.ts';
import { admitOperation, runsIn } from '../request/know-operation.ts';
import type { ParsedRequest } from '../request/parsed-request.ts';
import { runOperation } from '../request/pipeline.ts';
import type { RequestParams } from '../request/read.ts';
import { refusalStatus, toWire, wireCode } from '../request/respond.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { HttpRefusal, retryAfter } from './http-refusal.ts';
import type { ApolloContext } from './answer-plugin.ts';
import type { ApolloRoad } from './apollo.ts';

/** An operation that this generation has parsed and validated before, and the generation. */
export interface AskedKnown extends ParsedRequest {
  readonly snapshot: Snapshot;
}

/**
 * Finds the operation of a request that need not pass Apollo Server: its text is known in the present generation, or
 * its hash is. All else goes the other road, whatever has to be said of it: a document that is new, a hash that is not
 * registered or that is to be, a name that the document does not have, a mutation by GET, a subscription. Where a plugin
 * watches operations all of them do.
 */
export function findKnown(
  params: RequestParams,
  { apollo, view }: AskingRoad,
  method: string | undefined,
): AskedKnown | undefined {
  if (apollo.watched) return undefined;
  const source = textOf(params, apollo);
  const shown = view();
  const operations = source === undefined ? undefined : shown.documents.find(source)?.operations;
  if (!operations) return undefined;
  const known = chosen(operations, params.operationName);
  const kind = known?.operation.operation;
  if (!known || kind === 'subscription' || (kind === 'mutation' && method !== 'POST')) return undefined;
  return { known, variables: params.variables ?? {}, snapshot: runsIn(known, shown) };
}

/** What the roads beside Apollo Server look for operations with. */
export interface AskingRoad {
  readonly engine: Engine;
  readonly apollo: ApolloRoad;
  /** The present generation, as far as it is shown at the address that was asked. */
  readonly view: () => Snapshot;
}

/**
 * The operation of a request that is not to pass Apollo Server, known or not. Undefined for a hash that is not registered.
 * @throws errors of the table, HttpRefusal
 */
export function findAny(
  params: RequestParams,
  { engine, apollo, view }: AskingRoad,
  method: string | undefined,
): AskedKnown | undefined {
  const registration = registrationOf(params);
  const source = registration?.text ?? textOf(params, apollo);
  if (source === undefined) return undefined;
  const admitted = admitOperation({ source, operationName: params.operationName }, engine, view());
  if (admitted.known.operation.operation === 'mutation' && method !== 'POST')
    throw new HttpRefusal(405, 'A mutation must be sent by POST.', { headers: { allow: 'POST' } });
  if (registration) apollo.persist(registration);
  return { ...admitted, variables: params.variables ?? {} };
}

/** A hash beside a text asks for it to be registered, unless it is. */
export function textOf({ query, extensions }: RequestParams, apollo: ApolloRoad): string | undefined {
  const hash = hashOf(extensions?.['persistedQuery']);
  if (hash === undefined) return query;
  const persisted = apollo.persistedText(hash);
  return query === undefined || query === persisted ? persisted : undefined;
}

export interface Registration {
  readonly hash: string;
  readonly text: string;
}

/** A text that is sent with its own hash (`readBody` has seen to that), to be asked for by that from then on. */
export function registrationOf({ query, extensions }: RequestParams): Registration | undefined {
  const hash = hashOf(extensions?.['persistedQuery']);
  return hash !== undefined && query ? { hash, text: query } : undefined;
}

function hashOf(persistedQuery: unknown): string | undefined {
  if (typeof persistedQuery !== 'object' || persistedQuery === null) return undefined;
  return 'sha256Hash' in persistedQuery ? String(persistedQuery.sha256Hash) : undefined;
}

function chosen(
  operations: ReadonlyMap<string, KnownOperation>,
  name: string | undefined,
): KnownOperation | undefined {
  if (name !== undefined) return name === '' ? undefined : operations.get(name);
  const [only] = operations.size === 1 ? operations.values() : [];
  return only;
}

/** Runs it by the same pipeline, with the same codes and the same bytes as the road through Apollo Server. Never rejects. */
export async function answerKnown(
  asked: AskedKnown,
  engine: Engine,
  context: ApolloContext,
): Promise<WholeAnswer> {
  const beganMs = performance.now();
  const { snapshot, known } = asked;
  const kind = known.operation.operation;
  const count = (outcome: string): void =>
    engine.metrics.request(kind, outcome, (performance.now() - beganMs) / 1_000);
  if (kind === 'mutation') context.holdOn();
  try {
    const response = await runOperation(asked, { engine, snapshot, context });
    count(response.errors.length === 0 ? 'ok' : 'partial');
    return whole(response, context);
  } catch (error) {
    count(wireCode(errorsOf(error)[0]));
    return refused(error, context);
  }
}

/** One answer and its status, as the road through Apollo Server gives them. */
export interface WholeAnswer {
  readonly status: number;
  /** Of a long answer its bytes. */
  readonly text: string | Buffer;
  /** Nothing is missing in it. */
  readonly isWhole?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export function whole(response: ShapedResponse, context: ApolloContext): WholeAnswer {
  const { data, errors } = response;
  if (errors.length > 0) {
    const told = JSON.stringify(toWire(errors, context));
    return { status: 200, text: `{"errors":${told},"data":${data}}\n` };
  }
  const text = data.length < longLength ? `{"data":${data}}\n` : bytesOf(response);
  return { status: 200, text, isWhole: true };
}

/** From here on it is cheaper to make bytes of a text once than to hand over the text, which is then read three times. */
const longLength = 2_000;

/** An answer that several wait for is made into bytes once. */
const encoded = new WeakMap<ShapedResponse, Buffer>();

function bytesOf(response: ShapedResponse): Buffer {
  const before = encoded.get(response);
  if (before) return before;
  const bytes = Buffer.from(`{"data":${response.data}}\n`);
  encoded.set(response, bytes);
  return bytes;
}

export function refused(thrown: unknown, context: ApolloContext): WholeAnswer {
  const errors = errorsOf(thrown);
  const text = `{"errors":${JSON.stringify(toWire(errors, context))}}\n`;
  const status = refusalStatus(errors, context.mediaType);
  return status === 429 ? { status, text, headers: { 'retry-after': retryAfter(errors) } } : { status, text };
}
