import type { GraphQLError } from 'graphql';
import { badInput } from '../kit/errors.ts';

/** A term or a question that needs a calendar which nobody has set: never answered by a guess. */
export function noCalendar(year: number, field: string): GraphQLError {
  return badInput({ field, rule: 'calendar_year', year }, `There is no working calendar for ${year}.`);
}

/** Two optional arguments of which exactly one is needed. */
export function exactlyOne(field: string, other: string): GraphQLError {
  return badInput({ field, rule: 'exactly_one' }, `Give exactly one of ${field} and ${other}.`);
}

export function badAgencyCode(): GraphQLError {
  return badInput(
    { field: 'code', rule: 'agency_code' },
    'An agency code looks like H57.12 or 000.00.12.H57.',
  );
}

/** A key in a hand-made representation that is no text. */
export function badKey(field: string): GraphQLError {
  return badInput({ field, rule: 'key' }, `${field} must be a text.`);
}

export function unknownCategory(): GraphQLError {
  return badInput({ field: 'categoryCode', rule: 'category' }, 'There is no such category of reports.');
}

export function unknownWard(): GraphQLError {
  return badInput({ field: 'wardCode', rule: 'ward' }, 'There is no ward with this code.');
}

export function badTerm(max: number): GraphQLError {
  return badInput({ field: 'days', rule: 'days', max }, `days must be between 1 and ${max}.`);
}
