import type { CallOptions } from './call-options.ts';
import type { OperationFacts, ResultOf, VariablesOf } from './document.ts';
import type { LiveOptions } from './live.ts';
import type { LiveEvent } from './live-event.ts';
import type { LiveHandle, LiveHandlers } from './live-handlers.ts';

/** Operations under one name: what is given to `createHub` is on the hub as `hub.<name>.<operation>`. */
export interface Area<
  TName extends string = string,
  TOperations extends Readonly<Record<string, OperationFacts>> = Readonly<Record<string, OperationFacts>>,
> {
  readonly name: TName;
  readonly operations: TOperations;
}

/** An area of one's own choice, as where only two of an area's thirty operations are to be in the bundle. */
export function area<
  const TName extends string,
  const TOperations extends Readonly<Record<string, OperationFacts>>,
>(name: TName, operations: TOperations): Area<TName, TOperations> {
  return { name, operations };
}

/** What a method gives: the value of the one root field, or all of them by name. */
export type ValueOf<D extends OperationFacts> = D['field'] extends keyof ResultOf<D>
  ? ResultOf<D>[D['field']]
  : ResultOf<D>;

/** A node of the page that a method gives, or an edge where the operation selects edges in place of nodes. */
export type NodeOf<TPage> =
  NonNullable<TPage> extends { readonly nodes: readonly (infer N)[] }
    ? N
    : NonNullable<TPage> extends { readonly edges: readonly (infer E)[] }
      ? E
      : never;

/** Variables may be left out where none is required. */
type Given<TVariables, TOptions> =
  Record<never, never> extends TVariables
    ? [variables?: TVariables, options?: TOptions]
    : [variables: TVariables, options?: TOptions];

/** A query or mutation. @throws HubError, HubUnreachableError */
export type CallMethod<TVariables, TValue> = (...given: Given<TVariables, CallOptions>) => Promise<TValue>;

/** A query for a list, page by page. `after` begins behind a cursor of an earlier page. */
export interface PagedMethod<TVariables, TPage> extends CallMethod<TVariables, TPage> {
  /** Every page from the first (or `after`) to the last; each is asked for when the one before has been read. */
  pages(...given: Given<TVariables, CallOptions>): AsyncIterable<NonNullable<TPage>>;
  /** Every node of every page. */
  each(...given: Given<TVariables, CallOptions>): AsyncIterable<NodeOf<TPage>>;
}

/** A subscription: an async iterable, or calls of handlers when they are given. */
export interface LiveMethod<TVariables, TValue> {
  (variables: TVariables, handlers: LiveHandlers<TValue>): LiveHandle;
  (...given: Given<TVariables, LiveOptions>): AsyncIterable<LiveEvent<TValue>>;
}

type MethodOf<D extends OperationFacts> = D['kind'] extends 'subscription'
  ? LiveMethod<VariablesOf<D>, ValueOf<D>>
  : IsPaged<VariablesOf<D>, ValueOf<D>> extends true
    ? PagedMethod<VariablesOf<D>, ValueOf<D>>
    : CallMethod<VariablesOf<D>, ValueOf<D>>;

type IsPaged<TVariables, TValue> = 'after' extends keyof TVariables
  ? NonNullable<TValue> extends { readonly pageInfo: PageEnd } & (
      | { readonly nodes: readonly unknown[] }
      | { readonly edges: readonly unknown[] }
    )
    ? true
    : false
  : false;

interface PageEnd {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** The methods of one area. */
export type Methods<A extends Area> = {
  readonly [N in keyof A['operations']]: MethodOf<A['operations'][N]>;
};

/** The methods of all given areas by area; areas of one name are put together. */
export type MethodsOf<TAreas extends readonly Area[]> = {
  readonly [N in TAreas[number]['name']]: Together<
    TAreas[number] extends infer A ? (A extends Area<N> ? Methods<A> : never) : never
  >;
};

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
