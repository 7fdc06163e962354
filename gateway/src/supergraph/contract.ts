/**
 * A part of the graph for one kind of client: root fields with one of the tags, and what they lead to. It decides on what a
 * client sees, never on what somebody may do.
 */
export interface Contract {
  /** Its place is `/contracts/<name>/graphql`. */
  readonly name: string;
  /** Values of `@tag` that it shows. */
  readonly tags: readonly string[];
  /** Its schema may be fetched also where introspection is off. */
  readonly isPublished: boolean;
}

/** Of this city. `npm run compose` writes gateway/contracts/<name>.graphql for each. */
export const cityContracts: readonly Contract[] = Object.freeze([
  { name: 'public', tags: ['public'], isPublished: true },
  { name: 'vendors', tags: ['public', 'vendors'], isPublished: true },
  { name: 'staff', tags: ['public', 'staff'], isPublished: false },
]);
