import type { GraphQLError } from 'graphql';
import { badInput, forbidden, hasRole, hubError, notFound, unauthenticated } from '../kit/index.ts';
import type { Role, Viewer } from '../kit/index.ts';

export { orThrow } from '../kit/verdict.ts';

/** The wards have not been followed yet: a place cannot be judged, which is not the client's fault. */
export function placesNotReady(): GraphQLError {
  return hubError('UNAVAILABLE', 'The wards of the city are still being loaded. Try again in a moment.');
}

export function noSuchStation(): GraphQLError {
  return notFound('station');
}

export function noSuchDatastream(): GraphQLError {
  return notFound('datastream');
}

export function noSuchObservation(): GraphQLError {
  return notFound('observation');
}

/** @throws GraphQLError UNAUTHENTICATED for a stranger, FORBIDDEN without one of the roles */
export function requireRole(viewer: Viewer, ...roles: readonly Role[]): string {
  if (viewer.id === null) throw unauthenticated();
  if (!roles.some((role) => hasRole(viewer, role))) throw forbidden();
  return viewer.id;
}

/** @throws GraphQLError UNAUTHENTICATED for a stranger, FORBIDDEN for an app */
export function requirePerson({ id, kind }: Viewer): string {
  if (id === null) throw unauthenticated();
  if (kind !== 'person') throw forbidden();
  return id;
}

/** What only some may see of what they see: null with this at its place. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
export function refuseSight(viewer: Viewer): never {
  throw viewer.id === null ? unauthenticated() : forbidden();
}

/** A key or a required member in a hand-made representation: `_entities` takes any JSON (threats.md D01). */
export function requireKey(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw badInput({ field, rule: 'key' }, `${field} must be a text.`);
}

export function requireDegrees(field: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw badInput({ field, rule: 'location' }, `${field} must be a number of degrees.`);
}

export function badSpan(field: string, days: number): GraphQLError {
  return badInput({ field, rule: 'max_span', days }, `to comes after from, by at most ${days} days.`);
}
