import type { GraphQLResolveInfo, GraphQLScalarType } from 'graphql';

/** Type → field → resolver (or a scalar). Types and fields which the schema does not have are refused at start. */
export type Resolvers<Context> = Readonly<Record<string, TypeResolvers<Context> | GraphQLScalarType>>;

/** Beside fields: `__resolveReference(reference, context)`, `__resolveType(value)` and `__isTypeOf(value)`. */
export type TypeResolvers<Context> = Readonly<Record<string, Resolver<Context> | StreamResolver<Context>>>;

/**
 * Parent and arguments have been checked against the schema before a resolver runs, so it states their types itself;
 * method syntax (checked both ways) is what lets it do so without a cast.
 */
export type Resolver<Context> = {
  resolve(parent: unknown, args: unknown, context: Context, info: GraphQLResolveInfo): unknown;
}['resolve'];

export interface StreamResolver<Context> {
  /** An async iterable of root values, from `context.live.stream`. */
  readonly subscribe: Resolver<Context>;
  /** Without it each root value is `{ [field]: value }`. */
  readonly resolve?: Resolver<Context>;
}
