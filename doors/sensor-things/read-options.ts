import type { Fields } from '../frame/index.ts';
import { badInput } from '../frame/index.ts';
import type { EntitySet } from './entity-types.ts';
import { navigationOf } from './entity-types.ts';
import type { Filter } from './read-filter.ts';
import { readFilter } from './read-filter.ts';
import { readMemberPath } from './read-path.ts';

/** The options of a query, or of an expansion in one. */
export interface QueryOptions {
  readonly filter?: Filter | undefined;
  readonly orderBy: readonly SortKey[];
  readonly top: number;
  readonly skip: number;
  readonly isCounted: boolean;
  readonly select?: readonly string[] | undefined;
  readonly expand: ReadonlyMap<string, QueryOptions>;
  /** `$resultFormat=dataArray`: observations as rows of values (OGC 18-088, 12). */
  readonly isArray?: boolean;
  /** Where a page of observations begins: behind the one of this time. */
  readonly after?: Date | undefined;
  /** As they came, for the link to the next page. */
  readonly given: Readonly<Record<string, string | undefined>>;
}

export interface SortKey {
  readonly path: readonly string[];
  readonly isDescending: boolean;
}

/** How many entities one answer lists; for more there is `@iot.nextLink`. */
export const maxTop = 100;
const maxSkip = 10_000;
const maxExpandDepth = 4;
const innerOptions = ['$filter', '$orderby', '$top', '$skip', '$count', '$select', '$expand'] as const;
const known = [...innerOptions, '$resultFormat', '$skiptoken'] as const;

/** @throws BAD_USER_INPUT for an option that is unknown or cannot be read */
export function readOptions(fields: Fields, set: EntitySet): QueryOptions {
  const foreign = fields.names().find((name) => !known.some((option) => option === name));
  if (foreign !== undefined)
    throw badInput(
      { field: foreign, rule: 'option' },
      `Options are ${known.join(', ')}; "${foreign}" is none.`,
    );
  const after = fields.moment('$skiptoken') ?? undefined;
  const given = Object.fromEntries(known.map((name) => [name, fields.one(name)]));
  return { ...optionsOf(given, { set, depth: 0 }), isArray: isArrayWanted(given, set), after };
}

function isArrayWanted({ $resultFormat: format, $expand: expand }: Given, set: EntitySet): boolean {
  if (format === undefined) return false;
  if (format.toLowerCase() === 'dataarray' && set === 'Observations' && expand === undefined) return true;
  throw badInput(
    { field: '$resultFormat', rule: 'result_format' },
    '$resultFormat is dataArray, for Observations without $expand.',
  );
}

type Given = Readonly<Record<string, string | undefined>>;

interface Where {
  readonly set: EntitySet;
  readonly depth: number;
}

function optionsOf(given: Given, where: Where): QueryOptions {
  return {
    filter: given['$filter'] === undefined ? undefined : readFilter(given['$filter']),
    orderBy: readOrder(given['$orderby']),
    // More than a page may be asked for; a page it is, and the next link leads on.
    top: Math.min(readNumber('$top', given) ?? maxTop, maxTop),
    skip: within('$skip', readNumber('$skip', given) ?? 0),
    isCounted: readFlag('$count', given),
    select: given['$select']?.split(',').map((name) => name.trim()),
    expand: readExpand(given['$expand'], where),
    given,
  };
}

function within(field: string, value: number): number {
  if (value <= maxSkip) return value;
  throw badInput(
    { field, rule: 'range' },
    `${field} is at most ${maxSkip}: follow @iot.nextLink, or filter.`,
  );
}

function readNumber(field: string, given: Given): number | undefined {
  const text = given[field];
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badInput({ field, rule: 'whole_number' }, `${field} must be a whole number.`);
}

function readFlag(field: string, given: Given): boolean {
  const text = given[field] ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw badInput({ field, rule: 'boolean' }, `${field} is true or false.`);
}

function readOrder(text = ''): readonly SortKey[] {
  return splitOutside(text, ',').map((part) => {
    const [path = '', direction = 'asc', ...more] = part.trim().split(/\s+/);
    const way = direction.toLowerCase();
    if (more.length > 0 || (way !== 'asc' && way !== 'desc'))
      throw badInput({ field: '$orderby', rule: 'order' }, '$orderby is a member, and asc or desc.');
    return { path: readMemberPath(path, '$orderby'), isDescending: way === 'desc' };
  });
}

/** `Datastreams($select=name;$expand=Sensor),Locations`, and `Datastreams/Sensor` for an expansion within one. */
function readExpand(text = '', { set, depth }: Where): ReadonlyMap<string, QueryOptions> {
  const expand = new Map<string, QueryOptions>();
  for (const part of splitOutside(text, ',')) {
    const { head, inner } = readExpandPart(part.trim());
    const [name = '', ...rest] = head.split('/');
    const navigation = navigationOf(set, name);
    if (!navigation)
      throw badInput(
        { field: '$expand', rule: 'navigation' },
        `${set} have no "${name.slice(0, 50)}" to expand.`,
      );
    if (depth >= maxExpandDepth)
      throw badInput(
        { field: '$expand', rule: 'depth' },
        `$expand goes ${maxExpandDepth} levels deep at most.`,
      );
    const given =
      rest.length > 0
        ? { $expand: `${rest.join('/')}${inner === '' ? '' : `(${inner})`}` }
        : readInner(inner);
    expand.set(name, optionsOf(given, { set: navigation.to, depth: depth + 1 }));
  }
  return expand;
}

function readExpandPart(part: string): { readonly head: string; readonly inner: string } {
  const open = part.indexOf('(');
  if (open === -1) return { head: part, inner: '' };
  if (!part.endsWith(')'))
    throw badInput({ field: '$expand', rule: 'brackets' }, 'A bracket of $expand is not closed.');
  return { head: part.slice(0, open), inner: part.slice(open + 1, -1) };
}

function readInner(inner: string): Given {
  const entries = splitOutside(inner, ';').map((option): [string, string] => {
    const equals = option.indexOf('=');
    const name = option.slice(0, Math.max(equals, 0)).trim();
    if (!innerOptions.some((each) => each === name))
      throw badInput(
        { field: '$expand', rule: 'option' },
        `"${option.slice(0, 50)}" is no option of an expansion.`,
      );
    return [name, option.slice(equals + 1)];
  });
  return Object.fromEntries(entries);
}

/** Splits where neither brackets nor quotes are open. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [depth, isQuoted, from] = [0, false, 0];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === "'") isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === separator && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part.trim() !== '');
}
