import type { GraphQLError } from 'graphql';
import { badInput, conflict, forbidden, hubError, notFound, unauthenticated } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';

export { orThrow } from '../kit/verdict.ts';

/** Also the answer for a report that the viewer may not see. */
export function noSuchReport(): GraphQLError {
  return notFound('report');
}

export function noSuchMedia(): GraphQLError {
  return notFound('picture');
}

/** Refuses a protected field of a visible report: null with FORBIDDEN at its path. */
export function requireSight(allowed: boolean): void {
  if (!allowed) throw forbidden('You may not see this.');
}

/** Refuses who could never take such a step, before anything is said about a particular report. */
export function requireCapacity(able: boolean, viewer: Viewer): void {
  if (able) return;
  throw viewer.kind === 'anonymous' ? unauthenticated() : forbidden();
}

export function requireStanding(allowed: boolean): void {
  if (!allowed) throw forbidden('You may not do this to this report.');
}

export function staleVersion(version: number): GraphQLError {
  return conflict('The report has changed since you read it.', { version, field: 'expectedVersion' });
}

/** Also the answer for a comment that the viewer may not see. */
export function noSuchComment(): GraphQLError {
  return notFound('comment');
}

export function staleComment(version: number): GraphQLError {
  return conflict('The comment has changed since you read it.', { version, field: 'expectedVersion' });
}

/** Two optional arguments of which exactly one is needed. */
export function exactlyOne(field: string, other: string): GraphQLError {
  return badInput({ field, rule: 'exactly_one' }, `Give exactly one of ${field} and ${other}.`);
}

/** The wards have not been followed yet: a place cannot be judged, which is not the client's fault. */
export function placesNotReady(): GraphQLError {
  return hubError('UNAVAILABLE', 'The wards of the city are still being loaded. Try again in a moment.');
}

/** The statistics of a new subgraph, or after a change of what is counted: a matter of moments. */
export function figuresNotReady(): GraphQLError {
  return hubError('UNAVAILABLE', 'The reports are being counted. Try again in a moment.');
}

/** Too many reports had to be looked at for what is asked. */
export function searchTooBroad(): GraphQLError {
  return badInput(
    { field: 'text', rule: 'too_broad' },
    'This search takes too long. Add a word or a filter.',
  );
}

/** Only from a point something is nearest. */
export function nearNeeded(): GraphQLError {
  return badInput({ field: 'near', rule: 'near' }, 'The order NEAREST needs a point: near.');
}

/** A key in a hand-made representation: `_entities` takes any JSON (threats.md D01). */
export function requireKey(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw badInput({ field, rule: 'key' }, `${field} must be a text.`);
}
