/** All that generated code takes from the runtime: by its package's name in a vendor's code, from here in our own. */
export type { Area } from './area.ts';
export { graphql, operation, type Operation, type TypedDocument } from './document.ts';
