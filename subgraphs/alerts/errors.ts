import type { GraphQLError } from 'graphql';
import { badInput, conflict, forbidden, hubError, notFound, unauthenticated } from '../kit/index.ts';
import type { Viewer } from '../kit/index.ts';
import { meets } from '../kit/process/policies.ts';

export { orThrow } from '../kit/verdict.ts';

/** The wards have not been followed yet: a place cannot be judged, which is not the client's fault. */
export function placesNotReady(): GraphQLError {
  return hubError('UNAVAILABLE', 'The wards of the city are still being loaded. Try again in a moment.');
}

/** Also the answer for one that is not for the public. */
export function noSuchAlert(): GraphQLError {
  return notFound('alert');
}

/** Also the answer for a draft when somebody asks who may not see drafts. */
export function noSuchDraft(): GraphQLError {
  return notFound('draft of an alert');
}

export function noSuchSource(): GraphQLError {
  return notFound('source of alerts');
}

export function staleVersion(version: number): GraphQLError {
  return conflict('The draft has changed since you read it.', { version, field: 'expectedVersion' });
}

/** Between drafting and approval its time ran out. */
export function ranOut(): GraphQLError {
  return conflict('The time for which this alert was to hold is over.', {
    field: 'expires',
    rule: 'expired',
  });
}

export function identifierTaken(): GraphQLError {
  return conflict('There is a message of this identifier and moment already.', {
    field: 'input.identifier',
    rule: 'taken',
  });
}

export function noSuchReference(): GraphQLError {
  return badInput(
    { field: 'references', rule: 'cap_references' },
    'A reference names a message that was issued here, written sender,identifier,sent.',
  );
}

export function otherAudience(): GraphQLError {
  return badInput(
    { field: 'input.scope', rule: 'cap_references' },
    'A message has the status and scope of those that it refers to.',
  );
}

/** The id of the one of the operations centre who asks. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
export function requireCentre(viewer: Viewer): string {
  if (viewer.id === null) throw unauthenticated();
  if (!meets(viewer, 'ioc')) throw forbidden();
  return viewer.id;
}

/** Who sends messages of another issuer: by an account of a feed, or by an app. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
export function requireFeeder(viewer: Viewer): string {
  if (viewer.id === null) throw unauthenticated();
  if (!meets(viewer, 'operator') && !meets(viewer, 'app:alerts:send')) throw forbidden();
  return viewer.id;
}

/** A key in a hand-made representation: `_entities` takes any JSON (threats.md D01). */
export function requireKey(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw badInput({ field, rule: 'key' }, `${field} must be a text.`);
}
