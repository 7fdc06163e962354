import type { GraphQLError } from 'graphql';
import { badInput, conflict, forbidden, hasRole, notFound, unauthenticated } from '../kit/index.ts';
import type { Viewer } from '../kit/index.ts';

/** A key in a hand-made representation that is no text. */
export function badKey(field: string): GraphQLError {
  return badInput({ field, rule: 'key' }, `${field} must be a text.`);
}

/** The id of the person who asks; an app that acts for nobody is no person. @throws GraphQLError UNAUTHENTICATED */
export function requirePerson(viewer: Viewer): string {
  if (viewer.kind !== 'person' || viewer.id === null) throw unauthenticated();
  return viewer.id;
}

/** The id of the identity officer who asks. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
export function requireOffice(viewer: Viewer): string {
  const id = requirePerson(viewer);
  if (!hasRole(viewer, 'identityOfficer')) throw forbidden();
  return id;
}

/** Refuses who may not do or see this at all, before anything is said about what is there. */
export function requireRight(allowed: boolean, viewer: Viewer): void {
  if (!allowed) throw viewer.kind === 'anonymous' ? unauthenticated() : forbidden();
}

/** Also the answer for a request that the viewer may not see. */
export function noSuchRequest(): GraphQLError {
  return notFound('data request');
}

/** Nobody decides on a request of their own. */
export function ownRequest(): GraphQLError {
  return forbidden('Nobody decides on a request of their own.');
}

/** Also the answer for a link that the viewer may not see. */
export function noSuchLink(): GraphQLError {
  return notFound('guardian link');
}

/** Also the answer for a child whose guardian the viewer is not. */
export function noSuchChild(): GraphQLError {
  return notFound('child');
}

export function noSuchConsent(): GraphQLError {
  return notFound('consent');
}

export function staleVersion(what: string, version: number): GraphQLError {
  return conflict(`The ${what} has changed since you read it.`, { version, field: 'expectedVersion' });
}

/** Nobody suspends their own account or gives it back to themselves. */
export function ownAccount(): GraphQLError {
  return forbidden('Nobody suspends or restores an account of their own.');
}
