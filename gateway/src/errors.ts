import { GraphQLError } from 'graphql';
import type { ASTNode } from 'graphql';
import type { ErrorCode } from '../../subgraphs/kit/process/error-table.ts';

export { errorKind, errorTable } from '../../subgraphs/kit/process/error-table.ts';
export type { ErrorCode } from '../../subgraphs/kit/process/error-table.ts';

export interface ErrorDetail {
  readonly nodes?: ASTNode | readonly ASTNode[] | undefined;
  /** What stands beside `code` in `extensions`: field, rule, from, allowed, … Safe to show by definition. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** For the log only; never leaves the process. */
  readonly cause?: unknown;
}

/**
 * An error of the table, made where the cause is known. Its message is shown when the code's audience is `client`
 * and masked otherwise; only request/respond.ts and subscription/deliver.ts put it in wire form.
 */
export function clientError(code: ErrorCode, message: string, detail: ErrorDetail = {}): GraphQLError {
  return new GraphQLError(message, {
    ...(detail.nodes ? { nodes: detail.nodes } : {}),
    ...(detail.cause instanceof Error ? { originalError: detail.cause } : {}),
    extensions: { ...detail.extensions, code },
  });
}

/** Several refusals of one request (validation, coercion): thrown as one value, answered as a list. */
export class RefusedError extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'refused');
    this.errors = errors;
  }
}

/** The errors that a thrown value stands for; what is not of the table is masked later, by respond.ts. */
export function errorsOf(thrown: unknown): readonly GraphQLError[] {
  if (thrown instanceof RefusedError) return thrown.errors;
  if (thrown instanceof GraphQLError) return [thrown];
  const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
  return [new GraphQLError(cause.message, { originalError: cause })];
}
