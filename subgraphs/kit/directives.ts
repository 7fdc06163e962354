import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/**
 * Whether a field's own `@public` says that neither its value nor its being visible depends on who asks. Silence means
 * private, and so does a field that is not there. A stream's cursor is bound to the person where its field is private.
 */
export function isPublicField(schema: GraphQLSchema, typeName: string, fieldName: string): boolean {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return false;
  const node = type.getFields()[fieldName]?.astNode;
  return node?.directives?.some((directive) => directive.name.value === 'public') ?? false;
}
