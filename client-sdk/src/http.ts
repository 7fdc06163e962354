import type { CallOptions } from './call-options.ts';
import type { Connection } from './connection.ts';
import { dispositionOf } from './error-codes.ts';
import { HubDeadlineError, HubError, HubUnreachableError, isHubError, type WireError } from './errors.ts';
import { operationOf, type OperationKind } from './operation-text.ts';
import { hashOf, newKey } from './persisted.ts';
import { post, type Answer } from './post.ts';
import { backoffMs, Limit, mayPass, pause, within } from './retry.ts';

export type { Connection } from './connection.ts';

/** What the hub is asked: a document made by the generator (or any GraphQL text) and its variables. */
export interface HubRequest {
  readonly query: string;
  readonly variables: unknown;
  /** What the generator knows of a document that it made; of any other it is read from the text. */
  readonly kind?: OperationKind | undefined;
  /** SHA-256 of `query` in small hex digits. */
  readonly hash?: string | undefined;
  /** It takes a `$clientMutationId`. */
  readonly keyed?: boolean | undefined;
}

/**
 * Sends one query or mutation, and again after a wait with full jitter when that is safe and may do: a query, or a mutation with an
 * idempotency key, which stays the same. The document goes as its hash, and as text where the hub does not know it.
 * @returns the answer's `data`
 * @throws HubError when the hub answered with errors (`error.data` has what was answered all the same), HubUnreachableError
 * when nothing or no GraphQL answered, HubDeadlineError, and the signal's reason when that aborts
 */
export async function sendRequest(
  connection: Connection,
  request: HubRequest,
  options: CallOptions = {},
): Promise<unknown> {
  const limit = new Limit(options.deadlineMs ?? connection.deadlineMs ?? 30_000, options.signal);
  const retries = options.retries ?? connection.retries ?? 4;
  let last: unknown;
  try {
    const call = new Call(connection, request, { ...options, signal: limit.signal });
    for (let retry = 1; ; retry += 1) {
      const outcome = await call.try();
      if ('data' in outcome) return outcome.data;
      const { error } = outcome;
      options.signal?.throwIfAborted();
      if (limit.passed) throw new HubDeadlineError('The deadline passed.', { cause: last ?? error });
      const waitMs = call.waitBefore(retry, error);
      if (waitMs === undefined || retry > retries || !limit.allows(waitMs)) throw error;
      options.onRetry?.(retry, error);
      last = error;
      await pause(waitMs, limit.signal);
    }
  } finally {
    limit.clear();
  }
}

type Outcome = { readonly data: unknown } | { readonly error: unknown };

interface LimitedOptions extends CallOptions {
  readonly signal: AbortSignal;
}

/** One call over its tries: what they have in common, and whether another is worth it. */
class Call {
  readonly #connection: Connection;
  readonly #request: HubRequest;
  readonly #options: LimitedOptions;
  readonly #kind: OperationKind;
  readonly #takesKey: boolean;
  readonly #variables: Readonly<Record<string, unknown>>;
  #key: string | undefined;
  #token: string | undefined;
  #isSent = false;
  #isRefused = false;
  #hasRenewed = false;

  /** @throws TypeError for a key that finds no place in the document */
  constructor(connection: Connection, request: HubRequest, options: LimitedOptions) {
    this.#connection = connection;
    this.#request = request;
    this.#options = options;
    const { kind, takesKey } = request.kind
      ? { kind: request.kind, takesKey: request.keyed === true }
      : operationOf(request.query);
    this.#kind = kind;
    this.#takesKey = takesKey;
    this.#variables = parseVariables(request.variables);
    if (options.idempotencyKey && !takesKey)
      throw new TypeError('This document declares no $clientMutationId to hold the idempotency key.');
    const given = this.#variables['clientMutationId'];
    this.#key = typeof given === 'string' ? given : options.idempotencyKey || undefined;
  }

  async try(): Promise<Outcome> {
    try {
      this.#token = await within(this.#options.signal, askHook(this.#connection));
      const answer = await this.#send();
      const { data, errors } = answer;
      this.#isRefused = data === undefined;
      const isWhole = data !== undefined && data !== null;
      if (isWhole && errors.length === 0) return { data };
      if (!isWhole || !this.#options.onPartial) return { error: new HubError(errors, answer) };
      this.#options.onPartial(errors);
      return { data };
    } catch (error) {
      return { error };
    }
  }

  /** Milliseconds to wait before another try, the one of that number behind the first; undefined when there is to be none. */
  waitBefore(retry: number, error: unknown): number | undefined {
    if (isHubError(error, 'UNAUTHENTICATED')) return this.#mayRenew() ? 0 : undefined;
    if (!this.#isSafe() || !passes(error)) return undefined;
    return (error.retryAfter ?? 0) * 1_000 + backoffMs(retry);
  }

  /** The hook may have another token by now. What was refused as a whole did nothing, so this is safe for any operation. */
  #mayRenew(): boolean {
    const mayRenew = this.#isRefused && this.#token !== undefined && !this.#hasRenewed;
    this.#hasRenewed = true;
    return mayRenew;
  }

  #isSafe(): boolean {
    if (!this.#isSent || this.#kind === 'query') return true;
    return this.#kind === 'mutation' && this.#key !== undefined;
  }

  async #send(): Promise<Answer> {
    const { query } = this.#request;
    const asText = { query, variables: this.#keyed() };
    const hash = this.#connection.persisted === false ? undefined : await this.#hash();
    if (hash === undefined) return this.#post(asText);
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    const answer = await this.#post({ variables: asText.variables, extensions });
    return answer.errors.some(isUnknownHash) ? this.#post({ ...asText, extensions }) : answer;
  }

  #hash(): Promise<string | undefined> {
    const { hash, query } = this.#request;
    return hash === undefined ? hashOf(query) : Promise.resolve(hash);
  }

  #post(body: object): Promise<Answer> {
    this.#isSent = true;
    const { signal, headers } = this.#options;
    return post(this.#connection, { body, token: this.#token, signal, headers });
  }

  /** The variables with the key. The hub takes keys from those it knows only: none is made for a stranger. */
  #keyed(): Readonly<Record<string, unknown>> {
    const isKnown = this.#token !== undefined || this.#connection.apiKey !== undefined;
    const isLeftOut = this.#options.idempotencyKey === false || this.#variables['clientMutationId'] === null;
    if (this.#kind === 'mutation' && this.#takesKey && isKnown && !isLeftOut) this.#key ??= newKey();
    return this.#key === undefined ? this.#variables : { ...this.#variables, clientMutationId: this.#key };
  }
}

/** Whether another try of the same, a little later, may do. */
export function passes(error: unknown): error is HubError | HubUnreachableError {
  if (error instanceof HubUnreachableError) return mayPass(error.status);
  if (!(error instanceof HubError)) return false;
  const disposition = dispositionOf(error.code);
  return disposition === 'again' || (disposition === 'later' && error.retryAfter !== undefined);
}

function isUnknownHash({ extensions }: WireError): boolean {
  return extensions?.['code'] === 'PERSISTED_QUERY_NOT_FOUND';
}

/** @throws HubUnreachableError when the hook fails: a sign-in that is away for a moment may be back for the next try */
export async function askHook({ token }: Connection): Promise<string | undefined> {
  try {
    return await token?.();
  } catch (cause) {
    throw new HubUnreachableError('There is no token for the hub.', { cause });
  }
}

function parseVariables(variables: unknown): Readonly<Record<string, unknown>> {
  return Object(variables ?? {}) as Readonly<Record<string, unknown>>;
}
