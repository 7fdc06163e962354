import type { IncomingMessage, ServerResponse } from 'node:http';
import { execute, GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-http';
import type { Response } from 'graphql-http';
import { parse as parseJson } from 'secure-json-parse';
import type { Call } from './call.ts';
import { openCall } from './call.ts';
import { noLiveStreams } from './context.ts';
import { hubError } from './errors.ts';
import { maskError } from './mask-errors.ts';
import { isStream } from './operation-cache.ts';
import { requestIdHeader, signatureHeader, viewerHeader } from './process/signature.ts';
import { refusedFields } from './refused-fields.ts';
import { readBody } from './read-body.ts';
import type { ServeOptions } from './serve-options.ts';

const bodyLimit = 1024 * 1024;

/**
 * Answers queries and mutations at `POST /graphql`. The signature comes first, before anything of the body is looked
 * at: without it the answer is a bare 401, whatever was asked (threats.md B01, B02).
 */
export function createHttpRoad(
  options: ServeOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const handle = createGraphqlHandler(options);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET' && request.url === '/health') return sendHealth(options, response);
    if (request.method === 'GET' && request.url === '/metrics' && isFromHere(request))
      return sendMetrics(options, response);
    if (request.url?.startsWith('/files/'))
      return options.files ? options.files(request, response) : refuse(response, 404);
    const body = hasSignature(request) ? await readBody(request, bodyLimit) : Buffer.alloc(0);
    if (!body) return refuse(response, 413);
    const call = readCall(request, body, options.signingKeys);
    if (!call) return refuse(response, 401);
    if (request.url !== '/graphql') return refuse(response, 404);
    if (request.method !== 'POST') return refuse(response, 405);
    send(response, await handle(toHandlerRequest(request, body, call)));
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.log.error({ error }, 'a request could not be answered');
      if (!response.headersSent) refuse(response, 500);
    });
  };
}

function createGraphqlHandler(options: ServeOptions) {
  return createHandler<IncomingMessage, Call>({
    onSubscribe: (request, params) => {
      const prepared = options.operations.prepare(params);
      if (!('document' in prepared)) return prepared;
      if (isStream(prepared)) return [hubError('BAD_REQUEST', 'Subscriptions are served over WebSocket.')];
      return runOperation(options, request.context, {
        schema: options.schema,
        document: prepared.document,
        operationName: params.operationName,
        variableValues: params.variables,
      });
    },
    formatError: (error) =>
      error instanceof GraphQLError && error.extensions['code']
        ? error
        : hubError('BAD_REQUEST', error.message),
  });
}

async function runOperation(
  options: ServeOptions,
  call: Call,
  args: Omit<ExecutionArgs, 'contextValue'>,
): Promise<ExecutionResult | readonly GraphQLError[]> {
  const result = await execute({ ...args, contextValue: options.createContext(call, noLiveStreams) });
  if (!result.errors) return result;
  const place = { log: options.log, requestId: call.requestId };
  const errors = result.errors.map((error) => maskError(error, place));
  const { schema, document, operationName, variableValues: variables } = args;
  const asked = { schema, document, operationName, variables, viewer: call.viewer };
  await options.refusals.note(refusedFields(errors, asked));
  // Without `data` nothing was executed: graphql-http wants the bare list then.
  return result.data === undefined ? errors : { ...result, errors };
}

function hasSignature(request: IncomingMessage): boolean {
  return typeof request.headers[signatureHeader] === 'string';
}

function readCall(request: IncomingMessage, body: Buffer, keys: readonly string[]): Call | null {
  const {
    [signatureHeader]: signature,
    [viewerHeader]: viewer,
    [requestIdHeader]: requestId,
  } = request.headers;
  return openCall(
    {
      signature,
      purpose: 'POST /graphql',
      viewer: typeof viewer === 'string' ? viewer : '',
      body,
      requestId: typeof requestId === 'string' ? requestId : undefined,
    },
    keys,
  );
}

function toHandlerRequest(request: IncomingMessage, body: Buffer, call: Call) {
  const { method = '', url = '', headers } = request;
  return { method, url, headers, raw: request, context: call, body: () => parseBody(body) };
}

/** Refuses `__proto__` and `constructor.prototype` keys; what it throws is answered as "Unparsable JSON body". */
function parseBody(body: Buffer): Record<string, unknown> {
  const value: unknown = parseJson(body.toString('utf8'));
  return value as Record<string, unknown>;
}

function send(response: ServerResponse, [body, init]: Response): void {
  response.writeHead(init.status, init.statusText, init.headers).end(body);
}

function refuse(response: ServerResponse, status: 401 | 404 | 405 | 413 | 500): void {
  // What is left of a body that was not read would be taken for the next request.
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}

/** Counters are nothing for strangers, wherever the server listens. */
function isFromHere({ socket }: IncomingMessage): boolean {
  return /^(::1|(::ffff:)?127\.[\d.]+)$/.test(socket.remoteAddress ?? '');
}

function sendMetrics(options: ServeOptions, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(options.metrics());
}

function sendHealth(options: ServeOptions, response: ServerResponse): void {
  const ready = options.ready();
  response
    .writeHead(ready ? 200 : 503, { 'content-type': 'application/json' })
    .end(JSON.stringify({ name: options.name, ready }));
}
