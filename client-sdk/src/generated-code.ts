/** All that areas take from the runtime: by its package's name in a vendor's code, from here in our own. */
export type { Area } from './area.ts';
export { operation, type Operation } from './document.ts';
