import { costIdentity, isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';

/** What `@listSize` says of one field (the cost specification, as federation 2.9 carries it). */
export interface ListSize {
  readonly assumedSize?: number | undefined;
  readonly slicingArguments: readonly string[];
  /** Sub-fields that hold the list whose size the arguments of this field give, `edges` and `nodes` for instance. */
  readonly sizedFields: readonly string[];
}

/** Costs per field of the supergraph, read once per snapshot. */
export interface CostModel {
  /** The size of a list about which nothing is known. */
  readonly defaultListSize: number;
  /** `@cost` of the field or of the type that it returns; undefined: 1 for what returns an object, 0 for a leaf. */
  weight(typeName: string, fieldName: string): number | undefined;
  listSize(typeName: string, fieldName: string): ListSize | undefined;
  /** Names of arguments anywhere that `@listSize` says give the size of a list. */
  readonly slicingArguments: ReadonlySet<string>;
}

/** Reads `@cost` and `@listSize` off a supergraph under whatever names they were imported. */
export function readCostModel(schema: Schema, defaultListSize: number): CostModel {
  const feature = schema.coreFeatures?.getByIdentity(costIdentity);
  const costName = feature?.directiveNameInSchema('cost');
  const listSizeName = feature?.directiveNameInSchema('listSize');
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  for (const type of feature ? schema.types() : []) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) {
      const applied = [...field.appliedDirectives, ...namedTypeOf(field).appliedDirectives];
      const weight = applied.find(({ name }) => name === costName)?.arguments()['weight'];
      if (typeof weight === 'number') weights.set(field.coordinate, weight);
      const size = field.appliedDirectives.find(({ name }) => name === listSizeName)?.arguments();
      if (size) listSizes.set(field.coordinate, parseListSize(size));
    }
  }
  return {
    defaultListSize,
    weight: (typeName, fieldName) => weights.get(`${typeName}.${fieldName}`),
    listSize: (typeName, fieldName) => listSizes.get(`${typeName}.${fieldName}`),
    slicingArguments: new Set([...listSizes.values()].flatMap(({ slicingArguments }) => slicingArguments)),
  };
}

interface Applied {
  readonly appliedDirectives: readonly { readonly name: string; arguments(): Record<string, unknown> }[];
}

function namedTypeOf(field: { readonly type?: unknown }): Applied {
  let type = field.type;
  while (typeof type === 'object' && type !== null && 'ofType' in type) type = type.ofType;
  return parseApplied(type);
}

function parseApplied(type: unknown): Applied {
  return type as Applied;
}

function parseListSize(size: Record<string, unknown>): ListSize {
  const strings = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  return {
    assumedSize: typeof size['assumedSize'] === 'number' ? size['assumedSize'] : undefined,
    slicingArguments: strings(size['slicingArguments']),
    sizedFields: strings(size['sizedFields']),
  };
}
