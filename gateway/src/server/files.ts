import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GraphQLError } from 'graphql';
import type { Dispatcher } from 'undici';
import { fileGrantHeader, readFileGrant } from '../../../subgraphs/kit/process/file-grant.ts';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError, errorKind, errorsOf, errorTable } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { rightsNotKnown } from '../identity/fail-closed.ts';
import type { Identify } from '../identity/identify.ts';
import type { Rights } from '../identity/rights.ts';
import { toWire, wireCode } from '../request/respond.ts';
import { inProcessHost } from '../sandbox/sandbox.ts';
import type { SubgraphAddress } from '../supergraph/snapshot.ts';
import type { Deadline } from '../transport/deadline.ts';
import { startDeadline } from '../transport/deadline.ts';
import { fileFailure, UnusableAnswerError } from '../transport/file-failure.ts';
import type { FileCall, FileRequest } from '../transport/file-subgraph.ts';
import { parseAnswer } from '../transport/parse-answer.ts';
import { readBody } from '../transport/read-body.ts';
import { credentialsOf, refuseInAddress } from './credentials.ts';
import { discardBody } from './discard-body.ts';
import { answerPreflight } from './headers.ts';
import { HttpRefusal, retryAfter } from './http-refusal.ts';
import type { Exchange, Route } from './http.ts';

export interface FilesOptions {
  readonly subgraphs: () => ReadonlyMap<string, SubgraphAddress>;
  readonly call: FileCall;
  readonly identify: Identify;
  /** Absent where nothing tells of rights that are taken back. */
  readonly rights?: Rights | undefined;
  /** Proxies of our own in front. */
  readonly proxies: number;
  readonly draining: () => boolean;
  readonly log: Logger;
  readonly limits?: Partial<FileLimits>;
}

export interface FileLimits {
  /** Of one upload. */
  readonly maxBytes: number;
  /** From the head of an upload to its last byte and the answer to it. */
  readonly sendMs: number;
  /** From the request for a file to its last byte. */
  readonly fetchMs: number;
  /** Uploads under way, of one person and of all. */
  readonly perPerson: number;
  readonly atOnce: number;
}

export const defaultFileLimits: FileLimits = Object.freeze({
  maxBytes: 10 * 1024 * 1024,
  sendMs: 10_000,
  fetchMs: 60_000,
  perPerson: 4,
  atOnce: 64,
});

/**
 * `/files/<address>`: files beside the graph, sent with PUT (or POST) and read with GET. The address begins with the name of
 * the subgraph that keeps the file; what the rest means, and who may do what with it, only that subgraph knows. Every
 * refusal is `{ errors: [...] }` with a code of the one table and its HTTP status.
 */
export function filesRoute(options: FilesOptions): Route {
  const limits = { ...defaultFileLimits, ...options.limits };
  const sending = new Sending(limits);
  return async (exchange) => {
    const { request, response } = exchange;
    if (request.method === 'OPTIONS') return answerPreflight(response, 'GET, PUT, POST, OPTIONS');
    try {
      if (options.draining()) throw clientError('SERVER_DRAINING', 'This gateway is stopping; ask again.');
      refuseInAddress(exchange.url);
      const target = findTarget(exchange, options);
      if (request.method === 'GET') await fetchFile(exchange, { ...options, ...target, limits });
      else await sendFile(exchange, { ...options, ...target, limits, sending });
    } catch (error) {
      refuse(exchange, error, options.log);
    }
  };
}

interface Target {
  readonly subgraph: FileRequest['subgraph'];
  readonly address: string;
}

type FileRun = FilesOptions & Target & { readonly limits: FileLimits };

/** @throws NOT_FOUND for an address that leads nowhere, HttpRefusal 405 */
function findTarget({ request, url }: Exchange, { subgraphs }: FilesOptions): Target {
  if (!['GET', 'PUT', 'POST'].includes(request.method ?? ''))
    throw new HttpRefusal(405, 'Files are read with GET and sent with PUT.', {
      headers: { allow: 'GET, PUT, POST' },
    });
  const address = url.pathname.slice('/files/'.length);
  const subgraph = /^[\w.-]{1,2000}$/.test(address)
    ? subgraphs().get(address.split('.', 1)[0] ?? '')
    : undefined;
  if (!subgraph || subgraph.signingKey === undefined || isInProcess(subgraph)) throw noSuchFile();
  return { address, subgraph: { ...subgraph, signingKey: subgraph.signingKey } };
}

/** What the gateway answers itself keeps no files. */
function isInProcess({ url }: SubgraphAddress): boolean {
  return new URL(url).hostname === inProcessHost;
}

function noSuchFile(): GraphQLError {
  return clientError('NOT_FOUND', 'There is no such file.');
}

async function fetchFile(exchange: Exchange, run: FileRun): Promise<void> {
  const { request, response, requestId, signal } = exchange;
  const deadline = startDeadline(signal, run.limits.fetchMs);
  const seen = request.headers['if-none-match'];
  const headers: Record<string, string> = seen === undefined ? {} : { 'if-none-match': seen };
  try {
    const { viewer } = await run.identify(credentialsOf(request, run.proxies));
    const asked = { ...run, method: 'GET', headers, viewer, requestId } as const;
    const answer = await answered({ ...asked, signal: deadline.signal }, run.call, deadline);
    try {
      checkGrant(answer.headers[fileGrantHeader], run.rights);
    } catch (error) {
      await answer.body.dump();
      throw error;
    }
    response.writeHead(answer.statusCode, fileHeaders(answer));
    await pipeline(answer.body, response, { signal: deadline.signal }).catch(() => response.destroy());
  } finally {
    deadline.clear();
  }
}

/** For so long after rights were taken back an old token may have asked for addresses yet. */
const rightsHeardMs = 5_000;

/**
 * An address of a person's own is good without a token, and no longer than that person's rights are.
 * @throws NOT_FOUND when they were taken back since, UNAVAILABLE while nobody can tell
 */
function checkGrant(header: string | string[] | undefined, rights: Rights | undefined): void {
  if (typeof header !== 'string' || !rights) return;
  const { viewer, madeAtMs } = readFileGrant(header);
  const verdict = rights.verdict({ viewer, expiresAtMs: null, issuedAtMs: madeAtMs - rightsHeardMs });
  if (verdict === 'unknown') throw rightsNotKnown();
  if (verdict !== undefined) throw noSuchFile();
}

const passedHeaders = ['content-type', 'content-length', 'cache-control', 'etag'];

/** Whatever the bytes are, a browser shows them as what they are called, runs nothing and lets any page embed them. */
function fileHeaders({ headers }: Dispatcher.ResponseData): Record<string, string> {
  const passed = passedHeaders.flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    ...Object.fromEntries(passed),
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
  };
}

async function sendFile(exchange: Exchange, run: FileRun & { readonly sending: Sending }): Promise<void> {
  const { request, requestId, signal } = exchange;
  const deadline = startDeadline(signal, run.limits.sendMs);
  try {
    const { viewer } = await run.identify(credentialsOf(request, run.proxies));
    const headers = { 'content-length': String(checkHead(request, run.limits)) };
    const answer = await run.sending.run(viewer, () => {
      const body = bodyOf(request, deadline.signal);
      const asked = { ...run, method: 'PUT', headers, body, viewer, requestId } as const;
      return answered({ ...asked, signal: deadline.signal }, run.call, deadline).catch((error: unknown) => {
        throw deadline.passed() && !request.complete ? tooSlow(run.limits) : error;
      });
    });
    sendJson(exchange, answer.statusCode, { text: await readBody(answer, maxAnswerBytes) });
  } finally {
    deadline.clear();
  }
}

/** The length that is announced. What the head condemns is refused before a byte is read. @throws HttpRefusal */
function checkHead({ headers }: IncomingMessage, { maxBytes }: FileLimits): number {
  const type = headers['content-type'] ?? '';
  if (/^multipart\//i.test(type) || headers['content-encoding'] !== undefined)
    throw new HttpRefusal(415, 'Send the bytes of the file alone: no form around them, not compressed.');
  const length = headers['content-length'];
  if (length === undefined)
    throw new HttpRefusal(411, 'The length must be announced: send content-length.', {
      extensions: { rule: 'length_required' },
    });
  if (Number(length) > maxBytes)
    throw new HttpRefusal(413, `A file may have at most ${maxBytes} bytes.`, {
      extensions: { rule: 'max_bytes', max: maxBytes },
    });
  return Number(length);
}

function tooSlow({ sendMs }: FileLimits): HttpRefusal {
  return new HttpRefusal(408, `The bytes must arrive within ${sendMs / 1000} seconds.`, {
    extensions: { rule: 'too_slow' },
  });
}

/** The body as it comes, until the signal; its breaking off leaves the request's socket whole, for the answer. */
function bodyOf(request: IncomingMessage, signal: AbortSignal): Readable {
  const body = new PassThrough();
  const breakOff = (): void => {
    request.unpipe(body);
    body.destroy(new Error('the body was broken off'));
  };
  body.on('error', () => request.unpipe(body));
  signal.addEventListener('abort', breakOff, { once: true });
  request.once('close', () => {
    if (!request.complete) breakOff();
  });
  return request.pipe(body);
}

/** The answer of the subgraph when it is one of success. @throws the refusal that it is instead, or why there is none */
async function answered(
  request: FileRequest,
  call: FileCall,
  deadline: Deadline,
): Promise<Dispatcher.ResponseData> {
  try {
    const answer = await call(request);
    if (answer.statusCode < 400) return answer;
    throw parseRefusal(answer.statusCode, await readBody(answer, maxAnswerBytes));
  } catch (error) {
    if (error instanceof HttpRefusal || error instanceof GraphQLError) throw error;
    throw fileFailure(request.subgraph.name, error, deadline);
  }
}

const maxAnswerBytes = 64 * 1024;

function parseRefusal(status: number, text: string): Error {
  // This subgraph keeps no files at all.
  if (status === 404 && text === '') return noSuchFile();
  const error = parseAnswer(text)?.errors[0];
  const code = error?.extensions?.['code'];
  if (!error || !isClientCode(code)) return new UnusableAnswerError(status);
  const { message, extensions = {} } = error;
  return new HttpRefusal(status, message, { code, extensions });
}

function isClientCode(code: unknown): code is ErrorCode {
  return errorKind(code)?.audience === 'client';
}

function refuse(exchange: Exchange, thrown: unknown, log: Logger): void {
  const { request, response, requestId, signal } = exchange;
  if (response.headersSent || signal.aborted) return void response.destroy();
  if (!request.complete) discardBody(request);
  const errors = thrown instanceof HttpRefusal ? [thrown.error] : errorsOf(thrown);
  const status = thrown instanceof HttpRefusal ? thrown.status : errorTable[codeOf(errors)].status;
  const headers = {
    ...(thrown instanceof HttpRefusal ? thrown.headers : {}),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 503 || status === 429 ? { 'retry-after': retryAfter(errors) } : {}),
    ...(request.complete ? {} : { connection: 'close' }),
  };
  const text = `${JSON.stringify({ errors: toWire(errors, { requestId, log }) })}\n`;
  sendJson(exchange, status, { text, headers });
}

function codeOf(errors: ReturnType<typeof errorsOf>): ErrorCode {
  const code = wireCode(errors[0]);
  return isClientCode(code) ? code : 'INTERNAL_SERVER_ERROR';
}

function sendJson(
  { response }: Exchange,
  status: number,
  { text, headers = {} }: { readonly text: string; readonly headers?: Readonly<Record<string, string>> },
): void {
  const length = String(Buffer.byteLength(text));
  const type = 'application/json; charset=utf-8';
  response.writeHead(status, {
    'cache-control': 'no-store',
    'content-type': type,
    'content-length': length,
    ...headers,
  });
  response.end(text);
}

/** Counts uploads under way: one person cannot take all the room, and there is an end to it. */
class Sending {
  readonly #limits: Pick<FileLimits, 'perPerson' | 'atOnce'>;
  readonly #byPerson = new Map<string, number>();
  #all = 0;

  constructor(limits: Pick<FileLimits, 'perPerson' | 'atOnce'>) {
    this.#limits = limits;
  }

  async run<T>({ id }: Viewer, work: () => Promise<T>): Promise<T> {
    if (id === null) throw clientError('UNAUTHENTICATED', 'Bytes are sent with the token of whoever asked.');
    const own = this.#byPerson.get(id) ?? 0;
    if (own >= this.#limits.perPerson)
      throw clientError('RATE_LIMITED', `Send at most ${this.#limits.perPerson} files at a time.`);
    if (this.#all >= this.#limits.atOnce)
      throw clientError('OVERLOADED', 'Too many files are being sent. Try again in a moment.');
    this.#byPerson.set(id, own + 1);
    this.#all += 1;
    try {
      return await work();
    } finally {
      this.#all -= 1;
      const left = (this.#byPerson.get(id) ?? 1) - 1;
      if (left > 0) this.#byPerson.set(id, left);
      else this.#byPerson.delete(id);
    }
  }
}
