/** A GraphQL document that carries the types of its result and variables (what the generator makes). */
export interface TypedDocument<TResult = unknown, TVariables = never> {
  toString(): string;
  readonly __apiType?: (variables: TVariables) => TResult;
}

export type ResultOf<D> = D extends { __apiType?: (variables: never) => infer R } ? R : never;
export type VariablesOf<D> = D extends { __apiType?: (variables: infer V) => unknown } ? V : never;
