import { isAbstractType } from '@apollo/federation-internals';
import type { AbstractType, Schema } from '@apollo/federation-internals';
import type { TypeRelations } from './type-relations.ts';

/** Reads the relations off the supergraph schema once; asking is two look-ups. */
export function relateTypes(schema: Schema): TypeRelations {
  const objects = new Set(schema.objectTypes().map((type) => type.name));
  const subtypes = new Map<string, ReadonlySet<string>>();
  for (const type of schema.types()) {
    if (isAbstractType(type)) subtypes.set(type.name, new Set(subtypesOf(type)));
  }
  return {
    isObject: (name) => objects.has(name),
    isSubtype: (general, name) => general === name || subtypes.get(general)?.has(name) === true,
  };
}

function subtypesOf(type: AbstractType): string[] {
  const members = type.kind === 'UnionType' ? type.types() : type.allImplementations();
  return members.map((member) => member.name);
}
