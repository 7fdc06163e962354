import { createHash } from 'node:crypto';
import { clientError } from '../errors.ts';
import { parseSafely } from '../safe-json.ts';

/** The members of a GraphQL request as GraphQL over HTTP names them; all have been checked for their kind. */
export interface RequestParams {
  readonly query?: string | undefined;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The text of a POST body. @throws BAD_REQUEST */
export function readBody(text: string): RequestParams {
  const body = readJson(text, 'The body');
  if (Array.isArray(body)) throw clientError('BAD_REQUEST', 'Operation batching disabled.');
  if (!isRecord(body)) throw clientError('BAD_REQUEST', 'The body must be a JSON object.');
  return checked(body);
}

/** The query string of a GET. @throws BAD_REQUEST */
export function readSearch(search: URLSearchParams): RequestParams {
  const member = (name: string): string | undefined => {
    const values = search.getAll(name);
    if (values.length > 1) throw clientError('BAD_REQUEST', `"${name}" may be given only once.`);
    return values[0];
  };
  const json = (name: string): unknown => {
    const text = member(name);
    return text === undefined || text === '' ? undefined : readJson(text, `"${name}"`);
  };
  return checked({
    query: member('query'),
    operationName: member('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

/** Keys that could reach a prototype are refused here, so no later stage meets them in a client's JSON. */
function readJson(text: string, what: string): unknown {
  try {
    return parseSafely(text, 'error');
  } catch {
    throw clientError('BAD_REQUEST', `${what} is not valid JSON.`);
  }
}

function checked(body: Record<string, unknown>): RequestParams {
  const query = text(body, 'query');
  const extensions = record(body, 'extensions');
  if (!query && !isRecord(extensions?.['persistedQuery']))
    throw clientError('BAD_REQUEST', 'A request must have a "query" or the extension "persistedQuery".');
  if (extensions) checkPersistedQuery(extensions['persistedQuery'], query);
  const operationName = text(body, 'operationName');
  const variables = record(body, 'variables');
  // Absent members stay absent: Apollo Server takes one that is there and undefined for a wrong one.
  const params: Writable<RequestParams> = {};
  if (query !== undefined) params.query = query;
  if (operationName !== undefined) params.operationName = operationName;
  if (variables !== undefined) params.variables = variables;
  if (extensions !== undefined) params.extensions = extensions;
  return params;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Nobody registers a text under the hash of another, or says that it is what it is not. @throws BAD_REQUEST */
export function checkPersistedQuery(value: unknown, query: string | undefined): void {
  if (value === undefined || value === null) return;
  const hash = isRecord(value) && value['version'] === 1 ? value['sha256Hash'] : undefined;
  const isHash = typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
  if (isHash && (!query || createHash('sha256').update(query).digest('hex') === hash)) return;
  throw clientError(
    'BAD_REQUEST',
    '"persistedQuery" must have "version" 1 and the SHA-256 of the query in "sha256Hash", in small hex digits.',
  );
}

function text(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw clientError('BAD_REQUEST', `"${name}" must be a string.`);
  return value;
}

function record(body: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw clientError('BAD_REQUEST', `"${name}" must be an object.`);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
