import type { GraphQLError } from 'graphql';
import { badInput, conflict, forbidden, hubError, notFound, unauthenticated } from '../kit/index.ts';
import type { Viewer } from '../kit/index.ts';
import type { Policy } from '../kit/process/policies.ts';
import { meets } from '../kit/process/policies.ts';

/** Also the answer for an organisation that the viewer does not act for. */
export function noSuchVendor(): GraphQLError {
  return notFound('organisation');
}

/** Also the answer for an app of somebody else, where it is to be changed. */
export function noSuchApp(): GraphQLError {
  return notFound('app');
}

/** Also the answer for a key of somebody else's app. */
export function noSuchKey(): GraphQLError {
  return notFound('API key');
}

/** Also the answer for a run of somebody else's app, where it is to be changed. */
export function noSuchRun(): GraphQLError {
  return notFound('conformance run');
}

/** A key in a hand-made representation that is no text. */
export function badKey(field: string): GraphQLError {
  return badInput({ field, rule: 'key' }, `${field} must be a text.`);
}

export function staleVersion(what: string, version: number): GraphQLError {
  return conflict(`The ${what} has changed since you read it.`, { version, field: 'expectedVersion' });
}

export function tooMany(what: string, max: number): GraphQLError {
  return hubError('CONFLICT', `There are ${max} ${what} already, and no more may be made.`, { max });
}

/** The id of the person who asks, who builds on the hub. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
export function requireVendor(viewer: Viewer): string {
  return require(viewer, 'vendor');
}

/** The id of the one of the operations centre who asks. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
export function requireCentre(viewer: Viewer): string {
  return require(viewer, 'ioc');
}

function require(viewer: Viewer, policy: Policy): string {
  if (viewer.id === null) throw unauthenticated();
  if (!meets(viewer, policy)) throw forbidden();
  return viewer.id;
}
