import { HeaderMap } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Limits } from '../config.ts';
import { defaultLimits } from '../config.ts';
import { clientError, errorsOf } from '../errors.ts';
import type { Authenticate } from '../identity/verify-token.ts';
import type { Engine } from '../request/engine.ts';
import type { IncrementalFormat } from '../request/incremental-wire.ts';
import { readBody, readSearch } from '../request/read.ts';
import type { RequestParams } from '../request/read.ts';
import { refusalStatus, toWire, wireCode } from '../request/respond.ts';
import type { ApolloRoad } from './apollo.ts';
import { answerPreflight } from './headers.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { Exchange, Route } from './http.ts';
import { answerKnown, findKnown } from './known-road.ts';
import {
  checkContentType,
  chooseIncrementalFormat,
  chooseResponseType,
  jsonType,
  prefersHtml,
  wantsStream,
} from './media-types.ts';
import type { ResponseType } from './media-types.ts';
import { answerInParts, findInParts } from './parts-road.ts';
import { readBytes } from './read-bytes.ts';

export interface Endpoint {
  readonly engine: Engine;
  readonly apollo: ApolloRoad;
  readonly authenticate: Authenticate;
  readonly draining: () => boolean;
}

/**
 * GraphQL over HTTP. The order of the checks is that of their price: nothing of the body is read for a request that its
 * head already condemns, and nothing is parsed for someone who is not known.
 */
export function graphqlRoute(endpoint: Endpoint): Route {
  return async (exchange) => {
    const { request, response } = exchange;
    if (request.method === 'OPTIONS') return answerPreflight(response);
    const accept = request.headers.accept;
    if (request.method === 'GET' && prefersHtml(accept)) return sendLandingPage(exchange, endpoint);
    const mediaType = chooseResponseType(accept);
    const format = chooseIncrementalFormat(accept);
    try {
      if (endpoint.draining()) throw clientError('SERVER_DRAINING', 'This gateway is stopping; ask again.');
      checkHead(exchange, mediaType ?? format);
      await answer(exchange, { mediaType: mediaType ?? jsonType, format }, endpoint);
    } catch (error) {
      sendRefusal(exchange, error, { mediaType: mediaType ?? jsonType, engine: endpoint.engine });
    }
  };
}

/** @throws HttpRefusal */
function checkHead({ request }: Exchange, mediaType: ResponseType | IncrementalFormat | null): void {
  const { method = '', headers } = request;
  if (method !== 'GET' && method !== 'POST')
    throw new HttpRefusal(405, 'Only GET and POST are served here.', { headers: { allow: 'GET, POST' } });
  if (mediaType === null) {
    const message = wantsStream(headers.accept)
      ? 'Streams are served over WebSocket (graphql-transport-ws) at this address.'
      : 'The accept header must allow application/graphql-response+json or application/json.';
    throw new HttpRefusal(406, message);
  }
  checkContentType({ method, headers });
}

interface AnswerForm {
  /** Of an answer that is sent whole. */
  readonly mediaType: ResponseType;
  /** Null: the client does not take an answer in parts. */
  readonly format: IncrementalFormat | null;
}

async function answer(
  exchange: Exchange,
  { mediaType, format }: AnswerForm,
  endpoint: Endpoint,
): Promise<void> {
  const { request, requestId, caller, holdOn } = exchange;
  const { engine } = endpoint;
  const { viewer } = await endpoint.authenticate(request.headers.authorization);
  const params = await readParams(exchange, engine.limits ?? defaultLimits);
  let refusal: GraphQLError | undefined;
  const refuse = (error: GraphQLError): void => void (refusal = error);
  const context = { requestId, viewer, signal: caller, log: engine.log, mediaType, holdOn, refuse };
  const headers = { 'content-type': contentType(mediaType) };
  const partly = format && findInParts(params, endpoint, request.method);
  if (partly) {
    const whole = await answerInParts(partly, engine, { response: exchange.response, format, context });
    return whole && send(exchange, whole.status, { headers, text: whole.text });
  }
  const asked = findKnown(params, endpoint, request.method);
  if (asked) {
    const { status, text } = await answerKnown(asked, engine, context);
    return send(exchange, status, { headers, text });
  }
  const answered = await endpoint.apollo.server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? '',
      headers: apolloHeaders(mediaType),
      search: exchange.url.search,
      body: params,
    },
    context: () => Promise.resolve(context),
  });
  if (refusal) throw refusal;
  send(exchange, answered.status ?? 200, {
    headers: { ...Object.fromEntries(answered.headers), 'content-type': contentType(mediaType) },
    text: answered.body.kind === 'complete' ? answered.body.string : '',
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
  send(exchange, 200, {
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
  const errors = thrown instanceof HttpRefusal ? [thrown.error] : errorsOf(thrown);
  const status = thrown instanceof HttpRefusal ? thrown.status : refusalStatus(errors, mediaType);
  engine.metrics.request('none', wireCode(errors[0]), 0);
  const wire = toWire(errors, { requestId: exchange.requestId, log: engine.log });
  send(exchange, status, {
    headers: {
      'content-type': contentType(mediaType),
      ...(thrown instanceof HttpRefusal ? thrown.headers : {}),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { connection: 'close', 'retry-after': '1' } : {}),
    },
    text: `${JSON.stringify({ errors: wire })}\n`,
  });
}

function contentType(mediaType: ResponseType): string {
  return `${mediaType}; charset=utf-8`;
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

function send({ response }: Exchange, status: number, { headers, text }: Answer): void {
  if (response.destroyed) return;
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, { 'cache-control': 'no-store', 'content-length': length, ...headers });
  response.end(text);
}
