import type { HubErrorCode } from './error-codes.ts';

export type { HubErrorCode } from './error-codes.ts';

/** One error of a GraphQL answer, as it came over the wire. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What came beside the errors of an answer. */
export interface ErrorContext {
  readonly data?: unknown;
  readonly requestId?: string | undefined;
  /** Seconds, as the header `Retry-After` says it. */
  readonly retryAfter?: number | undefined;
}

/**
 * The hub answered with errors. What is told here beside `errors` and `data` is of the first of them. `isHubError` narrows `code`.
 */
export class HubError extends Error {
  /** Of the hub's one table. A newer hub may have more codes than this release knows. */
  readonly code: HubErrorCode | (string & Record<never, never>);
  /** The argument or input field that is wrong. */
  readonly field: string | undefined;
  /** The rule that it breaks. */
  readonly rule: string | undefined;
  /** Of a step that cannot be taken: the state that the thing is in. */
  readonly from: string | undefined;
  /** What would have been allowed instead: steps, values. */
  readonly allowed: readonly string[] | undefined;
  /** Seconds until another try may do, where the hub says so. */
  readonly retryAfter: number | undefined;
  /** Where in the answer it happened. */
  readonly path: readonly (string | number)[] | undefined;
  /** Quote it when you ask the city for help: the hub's log has the same id. */
  readonly requestId: string | undefined;
  readonly errors: readonly WireError[];
  /** What was answered all the same: the operation's data with null where an error's `path` leads. */
  readonly data: unknown;

  constructor(errors: readonly WireError[], context: ErrorContext = {}) {
    const [first] = errors;
    super(first?.message ?? 'The hub answered without data and without an error.');
    const told = first?.extensions ?? {};
    this.name = 'HubError';
    this.errors = errors;
    this.data = context.data ?? undefined;
    this.code = textOf(told['code']) ?? 'INTERNAL_SERVER_ERROR';
    this.field = textOf(told['field']);
    this.rule = textOf(told['rule']);
    this.from = textOf(told['from']);
    this.allowed = textsOf(told['allowed']);
    this.retryAfter = typeof told['retryAfter'] === 'number' ? told['retryAfter'] : context.retryAfter;
    this.path = first?.path;
    this.requestId = textOf(told['requestId']) ?? context.requestId;
  }
}

interface UnreachableContext {
  readonly cause?: unknown;
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
}

/** The hub was not reached, or what answered was not a GraphQL server. Whether anything was done is not known. */
export class HubUnreachableError extends Error {
  override readonly name: string = 'HubUnreachableError';
  readonly code: 'UNREACHABLE' | 'DEADLINE_EXCEEDED' = 'UNREACHABLE';
  /** Of what answered in the hub's place. */
  readonly status: number | undefined;
  /** Seconds, where that named a time. */
  readonly retryAfter: number | undefined;

  constructor(message: string, options: UnreachableContext = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}

/** What a failed fetch says, with the platform's word for it where there is one: `ECONNREFUSED`, `ENOTFOUND`. */
export function noAnswerFrom(url: string, cause: unknown): HubUnreachableError {
  const code = textOf(Object(Object(cause).cause).code);
  return new HubUnreachableError(`No answer from ${url}${code ? ` (${code})` : ''}.`, { cause });
}

/** The deadline over all tries passed; `cause` is what the last of them ended with. Whether anything was done is not known. */
export class HubDeadlineError extends HubUnreachableError {
  override readonly name = 'HubDeadlineError';
  override readonly code = 'DEADLINE_EXCEEDED';
}

/** Whether it is a HubError, with one of these codes if any are named: `isHubError(error, 'CONFLICT', 'ILLEGAL_TRANSITION')`. */
export function isHubError<C extends HubErrorCode = HubErrorCode>(
  error: unknown,
  ...codes: readonly C[]
): error is HubError & { readonly code: C } {
  return error instanceof HubError && (codes.length === 0 || codes.some((code) => code === error.code));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}
