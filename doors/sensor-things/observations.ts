import type { Graph, Operation } from '../frame/index.ts';
import { badInput, doorError } from '../frame/index.ts';
import { datastreamIdOf } from './catalogue.ts';
import { observationOf } from './entities.ts';
import type { Entity } from './entity-types.ts';
import { matches } from './matches.ts';
import type { Filter } from './read-filter.ts';
import type { QueryOptions } from './read-options.ts';
import type { Reading } from './stations.ts';
import { valueAt } from './value-at.ts';

export interface ObservationPage {
  readonly entities: readonly Entity[];
  /** Where the next page begins; undefined when there is none. */
  readonly next: { readonly after: string; readonly skip: number } | undefined;
}

export interface ObservationAsk {
  readonly datastream: string;
  readonly options: QueryOptions;
  /** How many operations it may take: with a filter, few of many may fit. */
  readonly operations: number;
}

export interface Asking {
  readonly graph: Graph;
  readonly operation: Operation;
}

/** Readings of one operation. */
const perOperation = 100;
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/**
 * Observations of a datastream in the order of their time. What bounds the time is asked of the graph; what else a filter
 * says is looked at here, and a page ends where so many have been looked at.
 * @throws NOT_FOUND for an unknown datastream, BAD_USER_INPUT for an order or option that there is none of
 */
export async function readObservations(
  asking: Asking,
  { datastream, options, operations }: ObservationAsk,
): Promise<ObservationPage> {
  const isDescending = checkOptions(options, operations);
  let span = behind(boundsOf(options.filter), options.after, isDescending);
  const found: Entity[] = [];
  let last: string | undefined;
  for (let count = 0; count < operations && span.from < span.to; count += 1) {
    const readings = await ask(asking, { datastream, ...span, isDescending });
    for (const entity of readings) {
      // One more than wanted: there is a next page, behind the last that was shown.
      if (found.length === options.skip + options.top) return pageOf(found, options, last);
      last = timeOf(entity);
      if (fits(entity, options)) found.push(entity);
    }
    if (readings.length < perOperation) return pageOf(found, options, undefined);
    span = behind(span, last === undefined ? undefined : new Date(last), isDescending);
  }
  return pageOf(found, options, span.from < span.to ? last : undefined);
}

function fits(entity: Entity, { filter }: QueryOptions): boolean {
  if (filter === undefined) return true;
  return matches(filter, (path) =>
    // Which datastream it is of is known without a look at that.
    isDatastreamId(path) ? [datastreamIdOf(entity.id)] : valueAt(entity, path),
  );
}

/** Whether a path names the datastream of an observation by its id. */
export function isDatastreamId(path: readonly string[]): boolean {
  return ['Datastream/id', 'Datastream/@iot.id'].includes(path.join('/'));
}

/** @throws NOT_FOUND */
export async function readObservation(asking: Asking, id: string): Promise<Entity> {
  const at = Date.parse(id.slice(id.lastIndexOf('@') + 1));
  if (Number.isNaN(at)) throw doorError('NOT_FOUND', 'There is no such observation.');
  const datastream = datastreamIdOf(id);
  const [found] = await ask(asking, { datastream, from: at, to: at + 1, isDescending: false });
  if (found?.id !== id) throw doorError('NOT_FOUND', 'There is no such observation.');
  return found;
}

function pageOf(
  found: readonly Entity[],
  { skip, top }: QueryOptions,
  after: string | undefined,
): ObservationPage {
  const isEnd = after === undefined || top === 0;
  return {
    entities: found.slice(skip, skip + top),
    next: isEnd ? undefined : { after, skip: Math.max(0, skip - found.length) },
  };
}

/** Whether the newest come first. */
function checkOptions({ orderBy, skip, isCounted }: QueryOptions, operations: number): boolean {
  if (isCounted)
    throw badInput(
      { field: '$count', rule: 'not_counted' },
      'Observations are not counted: there may be millions. Take the pages by @iot.nextLink.',
    );
  if (skip > perOperation * (operations - 1))
    throw badInput(
      { field: '$skip', rule: 'range' },
      'Observations are not skipped by so many: follow @iot.nextLink, or filter by phenomenonTime.',
    );
  const [first, second] = orderBy;
  if (!first) return false;
  if (second === undefined && first.path.join('/') === 'phenomenonTime') return first.isDescending;
  throw badInput(
    { field: '$orderby', rule: 'order' },
    'Observations come in the order of phenomenonTime, asc or desc.',
  );
}

interface Span {
  /** Ms, included. */
  readonly from: number;
  /** Ms, not included. */
  readonly to: number;
}

/** The time that a filter leaves, by what it says at its top. */
function boundsOf(filter: Filter | undefined): Span {
  const parts = filter?.kind === 'and' ? filter.parts : [filter];
  return parts.reduce<Span>((span, part) => narrowed(span, part), { from: earliest, to: latest });
}

function narrowed({ from, to }: Span, part: Filter | undefined): Span {
  if (part?.kind !== 'compare' || part.left.kind !== 'member' || part.right.kind !== 'moment')
    return { from, to };
  if (part.left.path.join('/') !== 'phenomenonTime') return { from, to };
  const at = part.right.at.getTime();
  switch (part.by) {
    case 'ge':
    case 'gt':
      return { from: Math.max(from, at), to };
    case 'lt':
      return { from, to: Math.min(to, at) };
    case 'le':
      return { from, to: Math.min(to, at + 1) };
    case 'eq':
      return { from: Math.max(from, at), to: Math.min(to, at + 1) };
    case 'ne':
      return { from, to };
  }
}

function behind({ from, to }: Span, after: Date | undefined, isDescending: boolean): Span {
  if (!after) return { from, to };
  return isDescending
    ? { from, to: Math.min(to, after.getTime()) }
    : { from: Math.max(from, after.getTime() + 1), to };
}

async function ask(
  { graph, operation }: Asking,
  {
    datastream,
    from,
    to,
    isDescending,
  }: Span & { readonly datastream: string; readonly isDescending: boolean },
): Promise<readonly Entity[]> {
  const variables = {
    datastream,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    first: perOperation,
    order: isDescending ? 'NEWEST_FIRST' : 'OLDEST_FIRST',
  };
  const answer = parseAnswer(await graph.run(operation, variables));
  const { datastream: stream, observations } = answer;
  return observations.map((reading) => observationOf(stream, reading));
}

function timeOf({ members }: Entity): string {
  return String(members['phenomenonTime']).split('/')[0] ?? '';
}

interface Answer {
  readonly datastream: { readonly id: string; readonly averagingMinutes: number };
  readonly observations: readonly Reading[];
}

function parseAnswer(data: unknown): Answer {
  return data as Answer;
}
