import { createHash } from 'node:crypto';
import { GraphQLError, Kind, NoDeprecatedCustomRule, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { defaultLimits } from '../config.ts';
import { clientError } from '../errors.ts';
import { costOf } from '../request/cost.ts';
import type { Engine } from '../request/engine.ts';
import { parseDocument } from '../request/parse.ts';
import { validateDocument } from '../request/validate.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';

/** A document that may stand on a list. */
export interface CheckedDocument {
  /** SHA-256 of the text, hex. */
  readonly hash: string;
  readonly text: string;
  readonly name: string | null;
  readonly kind: 'QUERY' | 'MUTATION' | 'SUBSCRIPTION';
  /** With the defaults of its variables; at least 1. */
  readonly cost: number;
  /** What of it is deprecated, as `Type.field`. */
  readonly deprecated: readonly string[];
}

/**
 * Looks at a text as at one that is sent: the same limits, the same rules, on what `view` shows.
 * @throws BAD_USER_INPUT with `field` and a rule: syntax, contract, one_operation or limits
 */
export function checkDocument(
  { text, field }: { readonly text: string; readonly field: string },
  engine: Pick<Engine, 'limits' | 'introspection'>,
  view: Snapshot,
): CheckedDocument {
  const refusing = <T>(rule: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw refused({ field, rule }, error);
    }
  };
  const document = refusing('syntax', () => parseDocument(text, engine.limits));
  refusing('contract', () => validateDocument(view.apiSchema, document, engine));
  const operation = refusing('one_operation', () => onlyOperation(document));
  const cost = refusing('limits', () => costWithin({ document, operation }, engine, view));
  return {
    hash: hashOf(text),
    text,
    name: operation.name?.value ?? null,
    kind: kinds[operation.operation],
    cost,
    deprecated: deprecatedIn(view.apiSchema, document),
  };
}

/** What apps may put on their lists is what their contract shows; all of the graph where there is none. */
export function viewForApps({ snapshots }: Pick<Engine, 'snapshots'>): Snapshot {
  const snapshot = snapshots.current();
  return snapshot.view('vendors') ?? snapshot;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const kinds = { query: 'QUERY', mutation: 'MUTATION', subscription: 'SUBSCRIPTION' } as const;

function onlyOperation(document: DocumentNode): OperationDefinitionNode {
  const [only, second] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (only && !second) return only;
  throw new GraphQLError('A document on a list has exactly one operation.');
}

function costWithin(
  request: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  { limits }: Pick<Engine, 'limits'>,
  view: Snapshot,
): number {
  const cost = costOf(view, request, { variables: {}, limits: limits ?? defaultLimits });
  if (limits && cost > limits.cost)
    throw new GraphQLError(`It may return ${cost} objects; at most ${limits.cost} are allowed.`);
  return Math.max(1, cost);
}

/** What of a document is deprecated, as `Type.field`, sorted. Its coordinate stands in graphql-js's words for it. */
export function deprecatedIn(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const found = validate(schema, document, [NoDeprecatedCustomRule]).map(
    ({ message }) => /\b[_A-Za-z]\w*\.\w+/.exec(message)?.[0] ?? message,
  );
  return [...new Set(found)].sort();
}

function refused(at: { readonly field: string; readonly rule: string }, thrown: unknown): GraphQLError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return clientError('BAD_USER_INPUT', `${at.field}: ${reason}`, { extensions: at });
}
