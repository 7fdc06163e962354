/** One error of a GraphQL answer, as it came over the wire. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The hub answered with errors and without usable data. `code` is the first error's code from the hub's table. */
export class HubError extends Error {
  readonly code: string;
  readonly errors: readonly WireError[];
  /** Quote it when you ask the city for help: the hub's log has the same id. */
  readonly requestId: string | undefined;

  constructor(errors: readonly WireError[]) {
    const [first] = errors;
    super(first?.message ?? 'The hub answered without data and without an error.');
    this.name = 'HubError';
    this.errors = errors;
    this.code = textOf(first?.extensions?.['code']) ?? 'INTERNAL_SERVER_ERROR';
    this.requestId = textOf(first?.extensions?.['requestId']);
  }
}

/** The hub was not reached, or what answered was not a GraphQL server. Safe to try again for queries. */
export class HubUnreachableError extends Error {
  readonly code = 'UNREACHABLE';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
