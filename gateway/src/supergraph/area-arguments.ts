import type { Schema } from '@apollo/federation-internals';

/**
 * The arguments that fields of Subscription declare with `@area` to be what the field follows: by the name of the field. They
 * may be changed on an open stream.
 */
export function readAreaArguments(schema: Schema): ReadonlyMap<string, string> {
  const fields = schema.schemaDefinition.rootType('subscription')?.fields() ?? [];
  return new Map(
    [...fields].flatMap((field) =>
      field
        .arguments()
        .filter((argument) => argument.appliedDirectives.some(({ name }) => name === 'area'))
        .map((argument) => [field.name, argument.name] as const),
    ),
  );
}
