import { createHash } from 'node:crypto';
import { Kind } from 'graphql';
import type { FieldNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { canonicalJson } from '../canonical-json.ts';
import { deprecatedIn, hashOf } from '../documents/check-document.ts';
import type { KnownOperation } from '../program/known-documents.ts';

/** An operation as a conformance run knows it: names and digests, and nothing of what is in it. */
export interface DescribedOperation {
  readonly name: string | null;
  readonly kind: 'QUERY' | 'MUTATION' | 'SUBSCRIPTION';
  /** SHA-256 of the text, as on the list of an app. */
  readonly document: string;
  /** Digest of the variables, the idempotency key left out. */
  readonly input: string;
  /** Digest of the idempotency keys of its root fields; null when none was sent. */
  readonly key: string | null;
  /** It may be sent with a key, and so be repeated. */
  readonly takesKey: boolean;
  readonly deprecated: readonly string[];
}

const kinds = { query: 'QUERY', mutation: 'MUTATION', subscription: 'SUBSCRIPTION' } as const;
const keyArgument = 'clientMutationId';

export function describeOperation(
  known: KnownOperation,
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): DescribedOperation {
  const { source, operation } = known;
  const keyed = operation.operation === 'mutation' ? keyedFields(known, schema) : [];
  const names = new Set<string>();
  const keys = keyed.map((field) => keyOf(field, variables, names)).filter((key) => key !== null);
  const input = Object.fromEntries(Object.entries(variables).filter(([name]) => !names.has(name)));
  return {
    name: operation.name?.value ?? null,
    kind: kinds[operation.operation],
    document: hashOf(source),
    input: digest(canonicalJson([operation.name?.value ?? null, input])),
    key: keys.length > 0 && keys.length === keyed.length ? digest(JSON.stringify(keys)) : null,
    takesKey: keyed.length > 0,
    deprecated: deprecatedOf(known, schema),
  };
}

/** Of what a client sends again, where only whether it is the same counts. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Root fields of a mutation that take a key. */
function keyedFields({ document, operation }: KnownOperation, schema: GraphQLSchema): readonly FieldNode[] {
  const fields = schema.getMutationType()?.getFields() ?? {};
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const rootFields = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      const within = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value);
      return within ? rootFields(within) : [];
    });
  return rootFields(operation.selectionSet).filter(({ name }) =>
    fields[name.value]?.args.some((argument) => argument.name === keyArgument),
  );
}

/** Notes in `names` the variable that it came by. */
function keyOf(
  { arguments: given = [] }: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  names: Set<string>,
): string | null {
  const value = given.find(({ name }) => name.value === keyArgument)?.value;
  if (value?.kind === Kind.STRING) return value.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  names.add(value.name.value);
  const sent = variables[value.name.value];
  return typeof sent === 'string' ? sent : null;
}

const found = new WeakMap<KnownOperation, readonly string[]>();

function deprecatedOf(known: KnownOperation, schema: GraphQLSchema): readonly string[] {
  const before = found.get(known);
  if (before) return before;
  const deprecated = deprecatedIn(schema, known.document);
  found.set(known, deprecated);
  return deprecated;
}
