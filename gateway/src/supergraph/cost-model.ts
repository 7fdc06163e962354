/** What `@listSize` says of one field (IBM cost specification, as federation 2.9 carries it). */
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
  /** `@cost` of the field, or undefined: then 1 for what returns an object and 0 for a leaf. */
  weight(typeName: string, fieldName: string): number | undefined;
  listSize(typeName: string, fieldName: string): ListSize | undefined;
}
