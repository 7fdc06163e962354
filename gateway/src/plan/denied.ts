/** What one viewer may not have of the supergraph, as far as it matters to one operation. */
export interface Denied {
  /** Equal for what is denied alike in one generation: plans of one operation differ by it (threats.md B14). */
  readonly key: string;
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
  /** Objects of this type; for an abstract type, of every type that it stands for. */
  type(name: string): boolean;
  /** A member of objects of this type; for an abstract type, of any of the types that it stands for. */
  field(type: string, field: string): boolean;
  /** The same, but for a type of which not the field is denied, nor what it returns, but every object. */
  fieldItself(type: string, field: string): boolean;
}
