import { baseType, isAbstractType, isCompositeType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { Denied } from './denied.ts';
import { membersOf, parseFieldSet } from './field-set.ts';

/** What is denied of a plan's own fetches, as far as the supergraph's types tell. */
export interface DeniedInPlan {
  readonly denied: Denied;
  /** The named type that a field returns; undefined where that is not known. */
  returned(type: string | undefined, field: string): string | undefined;
  rootType(operation: 'query' | 'mutation' | 'subscription'): string | undefined;
  /**
   * Whether a fetch must not read a field. A key may be read through an abstract type, though some of its types are
   * denied as a whole: without it nobody could tell the type of the object.
   */
  isDenied(type: string | undefined, field: string): boolean;
  isAbstract(type: string): boolean;
}

export function denyInPlan(denied: Denied, schema: Schema): DeniedInPlan {
  return {
    denied,
    returned: (type, field) => {
      const parent = type === undefined ? undefined : schema.type(type);
      const returned = parent && isCompositeType(parent) ? parent.field(field)?.type : undefined;
      return returned && baseType(returned).name;
    },
    rootType: (operation) => schema.schemaDefinition.root(operation)?.type.name,
    isAbstract: (name) => {
      const type = schema.type(name);
      return type !== undefined && isAbstractType(type);
    },
    isDenied: (type, field) => {
      if (type === undefined || field === '__typename' || !denied.field(type, field)) return false;
      return denied.fieldItself(type, field) || !isKeyOfAbstract(schema, type, field);
    },
  };
}

function isKeyOfAbstract(schema: Schema, typeName: string, field: string): boolean {
  const type = schema.type(typeName);
  if (!type || !isAbstractType(type)) return false;
  return type.appliedDirectivesOf('join__type').some((application) => {
    const { key } = application.arguments();
    return typeof key === 'string' && membersOf(parseFieldSet(key)).includes(field);
  });
}
