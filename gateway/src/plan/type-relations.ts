/** What is known of the supergraph's types, those that clients never see included. */
export interface TypeRelations {
  isObject(name: string): boolean;
  /** True when every object of type `name` is also a `general`. */
  isSubtype(general: string, name: string): boolean;
  /** The keys by which a subgraph knows entities of a type, each as the members that it is made of. */
  keysIn(subgraph: string, type: string): readonly (readonly string[])[];
}
