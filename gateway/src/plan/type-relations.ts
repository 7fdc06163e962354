/** Which types of the supergraph stand for which, those that clients never see included. */
export interface TypeRelations {
  isObject(name: string): boolean;
  /** True when every object of type `name` is also a `general`. */
  isSubtype(general: string, name: string): boolean;
}
