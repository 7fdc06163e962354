import { operationOf, type OperationKind } from './operation-text.ts';

/** A GraphQL document that carries the types of its result and variables, whoever's generator made it. */
export interface TypedDocument<TResult = unknown, TVariables = never> {
  toString(): string;
  readonly __apiType?: (variables: TVariables) => TResult;
}

export type ResultOf<D> = D extends { __apiType?: (variables: never) => infer R } ? R : never;
export type VariablesOf<D> = D extends { __apiType?: (variables: infer V) => unknown } ? V : never;

export type { OperationKind } from './operation-text.ts';

/** A field that a document selects and that the contract is going to lose. */
export interface DeprecatedField {
  /** As `Type.field`, `Type.field(argument:)`, `Input.member` or `Enum.VALUE`. */
  readonly field: string;
  /** Why, and what to take in its place, in the contract's words. */
  readonly reason: string;
  /** The dates that the reason names, as 2027-06-01: `since` when it is so, and the last day that it is there (`until`). */
  readonly since?: string;
  readonly until?: string;
}

/** What the runtime knows of an operation without parsing its text. */
export interface OperationFacts<
  TKind extends OperationKind = OperationKind,
  TField extends string | null = string | null,
> {
  readonly kind: TKind;
  readonly name: string;
  /** The one root field, whose value the method gives; null where there are several, then it gives all of them. */
  readonly field: TField;
  /** Exactly what is sent. */
  readonly text: string;
  /** SHA-256 of `text` in small hex digits: what the hub knows the document by. */
  readonly hash: string;
  /** It takes a `$clientMutationId`: sent twice under one it is done once. */
  readonly keyed?: true;
  /** Its root field is a page with `nodes` or `edges` and `pageInfo`, and it takes `$after`. */
  readonly paged?: true;
  readonly deprecated?: readonly DeprecatedField[];
}

/** An operation that the generator made. */
export interface Operation<
  TResult,
  TVariables,
  TKind extends OperationKind = OperationKind,
  TField extends string | null = string | null,
> extends OperationFacts<TKind, TField>,
    TypedDocument<TResult, TVariables> {}

/** Of generated code: an operation of its facts, whose text goes on with that of its fragments. */
export function operation<TResult, TVariables, TKind extends OperationKind, TField extends string | null>(
  facts: OperationFacts<TKind, TField>,
  fragments: readonly string[] = [],
): Operation<TResult, TVariables, TKind, TField> {
  const text = facts.text + fragments.join('');
  return { ...facts, text, toString: () => text };
}

/**
 * A one-off document of its text, with the types that the caller names. The function of this name that `hue-hub-sdk
 * generate` writes finds the types by itself, and checks the text against the contract.
 */
export function graphql<TResult = unknown, TVariables = Readonly<Record<string, unknown>>>(
  text: string,
): TypedDocument<TResult, TVariables> {
  return { toString: () => text };
}

/** What of a document's facts a request needs. Of a text of somebody else's making they are read. */
export type RequestFacts = Pick<OperationFacts, 'kind' | 'text' | 'deprecated'> & {
  readonly hash?: string | undefined;
  readonly keyed?: boolean | undefined;
};

export function factsOf(document: TypedDocument | OperationFacts): RequestFacts {
  // Any text is a document too.
  if (typeof document === 'object' && 'hash' in document) return document;
  const text = document.toString();
  const { kind, takesKey } = operationOf(text);
  return { kind, text, keyed: takesKey };
}
