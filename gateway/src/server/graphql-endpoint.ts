import { HeaderMap } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Limits } from '../config.ts';
import { defaultLimits } from '../config.ts';
import { clientError, errorsOf } from '../errors.ts';
import type { AskedOperation, Rehearsal, Rehearsals } from '../conformance/rehearsals.ts';
import type { DocumentGate } from '../documents/document-gate.ts';
import type { Identity } from '../identity/identity.ts';
import type { Identify } from '../identity/identify.ts';
import type { Engine } from '../request/engine.ts';
import type { IncrementalFormat } from '../request/incremental-wire.ts';
import { readBody, readSearch } from '../request/read.ts';
import type { RequestParams } from '../request/read.ts';
import { refusalStatus, toWire, wireCode } from '../request/respond.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { generationFor, viewOf } from '../supergraph/snapshot.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { ApolloRoad } from './apollo.ts';
import { credentialsOf, refuseInAddress } from './credentials.ts';
import { eventStreamOf } from './event-stream-form.ts';
import { answerPreflight } from './headers.ts';
import { HttpRefusal, retryAfter } from './http-refusal.ts';
import type { Exchange, Route } from './http.ts';
import type { AskedStream } from './http-stream.ts';
import type { HttpStreams } from './http-streams.ts';
import { answerKnown, findAny, findKnown } from './known-road.ts';
import type { AskingRoad, WholeAnswer } from './known-road.ts';
import {
  checkContentType,
  chooseIncrementalFormat,
  chooseResponseType,
  chooseStreamForm,
  jsonType,
  prefersHtml,
} from './media-types.ts';
import type { ResponseType } from './media-types.ts';
import { answerInParts, findInParts } from './parts-road.ts';
import { readBytes } from './read-bytes.ts';
import type { StreamForm } from './stream-form.ts';
import { checkOrigin, findStream } from './stream-road.ts';

export interface Endpoint {
  readonly engine: Engine;
  readonly apollo: ApolloRoad;
  readonly identify: Identify;
  /** Proxies of our own in front. */
  readonly proxies: number;
  readonly draining: () => boolean;
  readonly httpStreams: HttpStreams;
  readonly gate: DocumentGate;
  /** What apps are put to in their sandboxes; absent in the bare engine. */
  readonly rehearsals?: Rehearsals | undefined;
  /** The part of the graph that is shown at this address; all of it when left out. */
  readonly contract?: string | undefined;
}

/**
 * GraphQL over HTTP. The order of the checks is that of their price: nothing of the body is read for a request that its
 * head already condemns, and nothing is parsed for someone who is not known.
 */
export function graphqlRoute(parts: Endpoint): Route {
  const { engine, contract } = parts;
  const viewing = (sandbox?: Sandbox) => (): Snapshot =>
    viewOf(generationFor(engine.snapshots.current(), sandbox), contract);
  const outside: Viewing = { ...parts, view: viewing(), isWhole: contract === undefined };
  const endpoint: Placing = {
    ...parts,
    for: ({ sandbox }) => (sandbox ? { ...parts, view: viewing(sandbox), isWhole: false } : outside),
  };
  return async (exchange) => {
    const { request, response } = exchange;
    if (request.method === 'OPTIONS') return answerPreflight(response);
    const accept = request.headers.accept;
    if (request.method === 'GET' && prefersHtml(accept)) return sendLandingPage(exchange, endpoint);
    const form = chooseForm(accept);
    try {
      if (endpoint.draining()) throw clientError('SERVER_DRAINING', 'This gateway is stopping; ask again.');
      checkHead(exchange, form);
      await answer(exchange, form, endpoint);
    } catch (error) {
      sendRefusal(exchange, error, { mediaType: form.mediaType ?? jsonType, engine: endpoint.engine });
    }
  };
}

interface Viewing extends Endpoint, AskingRoad {
  /** It is all of the graph, and the city's own. */
  readonly isWhole: boolean;
}

/** An endpoint, before it is known who asks. */
interface Placing extends Endpoint {
  readonly for: (identity: Identity) => Viewing;
}

/** What the client takes: one of them at least, or it is refused. */
interface AnswerForm {
  /** Of an answer that is sent whole. */
  readonly mediaType: ResponseType | null;
  /** Of an answer in parts. */
  readonly format: IncrementalFormat | null;
  /** Of a live stream. */
  readonly stream: StreamForm | null;
}

function chooseForm(accept: string | undefined): AnswerForm {
  const mediaType = chooseResponseType(accept);
  // Nearly all name a single type of ours.
  if (accept === mediaType || accept === undefined) return { mediaType, format: null, stream: null };
  return { mediaType, format: chooseIncrementalFormat(accept), stream: chooseStreamForm(accept) };
}

/** @throws HttpRefusal */
function checkHead({ request, url }: Exchange, { mediaType, format, stream }: AnswerForm): void {
  const { method = '', headers } = request;
  if (method !== 'GET' && method !== 'POST')
    throw new HttpRefusal(405, 'Only GET and POST are served here.', { headers: { allow: 'GET, POST' } });
  if (mediaType === null && format === null && stream === null) {
    const message =
      'The accept header must allow application/graphql-response+json or application/json, or for a subscription text/event-stream or multipart/mixed;subscriptionSpec=1.0.';
    throw new HttpRefusal(406, message);
  }
  refuseInAddress(url);
  if (opensUnasked(request, stream)) checkOrigin(request);
  else checkContentType({ method, headers });
}

/** What EventSource sends, which has no headers of its own: a subscription may come so, and nothing else. */
function opensUnasked({ method, headers }: Exchange['request'], stream: StreamForm | null): boolean {
  return method === 'GET' && stream?.name === 'event-stream' && headers['content-type'] === undefined;
}

async function answer(exchange: Exchange, form: AnswerForm, placing: Placing): Promise<void> {
  const { request } = exchange;
  const { engine } = placing;
  const identity = await placing.identify(credentialsOf(request, placing.proxies));
  const endpoint = placing.for(identity);
  const sent = await readParams(exchange, engine.limits ?? defaultLimits);
  const params = await endpoint.gate.admit(sent, identity);
  const stream = form.stream && findStream(params, endpoint, { request, form: form.stream });
  if (stream) return answerStream(stream, { exchange, identity, form }, endpoint);
  if (opensUnasked(request, form.stream))
    checkContentType({ method: request.method ?? '', headers: request.headers });
  const answered = await answerOperation(params, { exchange, identity, form }, endpoint);
  if (!answered) return;
  if (answered.headers || form.mediaType === null) send(exchange, inForm(answered, form));
  else sendPlain(exchange, answered, form.mediaType);
}

interface Asking {
  readonly exchange: Exchange;
  readonly identity: Identity;
  readonly form: AnswerForm;
}

/** A query or a mutation. Undefined when it has been answered in parts. */
async function answerOperation(
  params: RequestParams,
  { exchange, identity, form }: Asking,
  endpoint: Viewing,
): Promise<WholeAnswer | undefined> {
  const { request, requestId, caller, holdOn, response } = exchange;
  const { engine } = endpoint;
  const { viewer } = identity;
  const mediaType = form.mediaType ?? jsonType;
  let refusal: GraphQLError | undefined;
  const refuse = (error: GraphQLError): void => void (refusal = error);
  const context = { requestId, viewer, signal: caller, log: engine.log, mediaType, holdOn, refuse };
  const { format } = form;
  const partly = format && findInParts(params, endpoint, request.method);
  if (partly) {
    await rehearse(endpoint, identity, { ...partly, requestId });
    return answerInParts(partly, engine, { response, format, context });
  }
  // Apollo Server knows the whole graph only.
  const find = endpoint.isWhole ? findKnown : findAny;
  const asked = find(params, endpoint, request.method);
  if (asked) {
    const rehearsal = await rehearse(endpoint, identity, { ...asked, requestId });
    const answered = await answerKnown(asked, engine, context);
    if (!rehearsal || answered.isWhole !== true || !(await rehearsal.cutsAnswer())) return answered;
    request.socket.destroy();
    return undefined;
  }
  const { status, headers, body } = await endpoint.apollo.server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? '',
      headers: apolloHeaders(mediaType),
      search: exchange.url.search,
      body: params,
    },
    context: () => Promise.resolve(context),
  });
  if (refusal) throw refusal;
  const text = body.kind === 'complete' ? body.string : '';
  return { status: status ?? 200, headers: Object.fromEntries(headers), text };
}

/** Nobody waits for it but apps in their sandboxes. @throws as `Rehearsals.begin` */
function rehearse(
  { rehearsals }: Endpoint,
  identity: Identity,
  asked: Omit<AskedOperation, 'identity'>,
): Promise<Rehearsal | undefined> | undefined {
  return identity.sandboxOf === undefined ? undefined : rehearsals?.begin({ ...asked, identity });
}

/** A client that takes events and no JSON gets the one answer as a stream of its own, also when it is a refusal. */
function inForm({ status, headers, text }: WholeAnswer, { mediaType, stream }: AnswerForm): Answer {
  if (mediaType === null && stream?.name === 'event-stream' && status !== 405)
    return {
      status: 200,
      headers: { 'content-type': stream.contentType },
      text: eventStreamOf(text.toString()),
    };
  return { status, headers: { ...headers, 'content-type': contentType(mediaType ?? jsonType) }, text };
}

async function answerStream(
  stream: AskedStream,
  { exchange, identity, form }: Asking,
  endpoint: Endpoint,
): Promise<void> {
  const { requestId } = exchange;
  const rehearsal = await rehearse(endpoint, identity, { ...stream, ...stream.parsed, requestId });
  const errors = await endpoint.httpStreams.serve({ ...stream, rehearsal }, identity, exchange);
  if (!errors) return;
  const mediaType = form.mediaType ?? jsonType;
  const status = refusalStatus(errors, mediaType);
  send(exchange, {
    status,
    headers: {
      'content-type': contentType(mediaType),
      ...(status === 429 ? { 'retry-after': retryAfter(errors) } : {}),
    },
    text: `${JSON.stringify({ errors })}\n`,
  });
}

/** Checked for both methods; Apollo reads a GET's from its query string again. */
async function readParams({ request, url }: Exchange, { bodyBytes }: Limits): Promise<RequestParams> {
  if (request.method === 'GET') return readSearch(url.searchParams);
  return readBody(await readBytes(request, bodyBytes));
}

/** None of the client's headers goes further; these say what has been checked already. */
function apolloHeaders(mediaType: string): HeaderMap {
  return new HeaderMap([
    ['accept', mediaType],
    ['content-type', 'application/json'],
  ]);
}

async function sendLandingPage(exchange: Exchange, { apollo }: Endpoint): Promise<void> {
  const { headers, body } = await apollo.server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'GET',
      headers: new HeaderMap([['accept', 'text/html']]),
      search: '',
      body: undefined,
    },
    context: () => Promise.reject(new Error('a page has no operation')),
  });
  send(exchange, {
    status: 200,
    headers: {
      'content-type': headers.get('content-type') ?? 'text/html',
      // The page brings a policy of its own for what it loads.
      'content-security-policy': "frame-ancestors 'none'",
    },
    text: body.kind === 'complete' ? body.string : '',
  });
}

function sendRefusal(
  exchange: Exchange,
  thrown: unknown,
  { mediaType, engine }: { readonly mediaType: ResponseType; readonly engine: Engine },
): void {
  // Whoever breaks off in the middle of a body hears nothing, and writes nothing into our log.
  if (!exchange.request.complete && exchange.response.destroyed) return;
  const errors = thrown instanceof HttpRefusal ? [thrown.error] : errorsOf(thrown);
  const status = thrown instanceof HttpRefusal ? thrown.status : refusalStatus(errors, mediaType);
  engine.metrics.request('none', wireCode(errors[0]), 0);
  const wire = toWire(errors, { requestId: exchange.requestId, log: engine.log });
  send(exchange, {
    status,
    headers: {
      'content-type': contentType(mediaType),
      ...(thrown instanceof HttpRefusal ? thrown.headers : {}),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { connection: 'close', 'retry-after': '1' } : {}),
      ...(status === 429 ? { 'retry-after': retryAfter(errors) } : {}),
    },
    text: `${JSON.stringify({ errors: wire })}\n`,
  });
}

function contentType(mediaType: ResponseType): string {
  return `${mediaType}; charset=utf-8`;
}

interface Answer extends WholeAnswer {
  readonly headers: Readonly<Record<string, string>>;
}

function send({ response }: Exchange, { status, headers, text }: Answer): void {
  if (response.destroyed) return;
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, { 'cache-control': 'no-store', 'content-length': length, ...headers });
  response.end(text);
}

/** The same for what nearly all answers are; a flat list of headers is written as it is. */
function sendPlain({ response }: Exchange, { status, text }: WholeAnswer, mediaType: ResponseType): void {
  if (response.destroyed) return;
  const length = String(Buffer.byteLength(text));
  const type = contentType(mediaType);
  response.writeHead(status, ['cache-control', 'no-store', 'content-length', length, 'content-type', type]);
  response.end(text);
}
