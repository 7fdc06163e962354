import type { Graph, Operation } from '../frame/index.ts';
import { badInput, doorError } from '../frame/index.ts';
import type { Catalogue } from './catalogue.ts';
import { createCatalogue } from './catalogue.ts';
import type { Entity, EntitySet } from './entity-types.ts';
import { navigationOf } from './entity-types.ts';
import { matches, order } from './matches.ts';
import type { Asking, ObservationAsk } from './observations.ts';
import { isDatastreamId, readObservation, readObservations } from './observations.ts';
import type { Filter } from './read-filter.ts';
import type { QueryOptions } from './read-options.ts';
import type { PathStep, ResourcePath } from './read-path.ts';
import { leadsToOne } from './read-path.ts';
import { readStations } from './stations.ts';
import { valueAt } from './value-at.ts';

/** An entity as it is to be shown. */
export interface Shown {
  readonly entity: Entity;
  readonly options: QueryOptions;
  /** By the name of the navigation; null where it leads to nothing. */
  readonly expanded: ReadonlyMap<string, Shown | Listing | null>;
}

export interface Listing {
  readonly options: QueryOptions;
  readonly entities: readonly Shown[];
  readonly count: number | undefined;
  /** Where the next page begins. */
  readonly next: { readonly skip: number; readonly after?: string } | undefined;
}

export interface Question {
  readonly path: ResourcePath;
  readonly options: QueryOptions;
}

export type Answer = { readonly one: Shown } | { readonly list: Listing };

export interface Operations {
  readonly stations: Operation;
  readonly observations: Operation;
}

/** Operations of one list of observations at the top, and how many lists may be expanded. */
const [listOperations, maxExpandedLists] = [8, 8];

interface Source {
  /** Asked for once, and only where it is needed. */
  readonly catalogue: () => Promise<Catalogue>;
  readonly observations: Asking;
  /** How many more lists of observations may be expanded. */
  left: number;
}

/** @throws NOT_FOUND, BAD_USER_INPUT */
export async function answerQuestion(
  { path, options }: Question,
  graph: Graph,
  operations: Operations,
): Promise<Answer> {
  let catalogue: Promise<Catalogue> | undefined;
  const source: Source = {
    catalogue: () => (catalogue ??= readStations(graph, operations.stations).then(createCatalogue)),
    observations: { graph, operation: operations.observations },
    left: maxExpandedLists,
  };
  const [first, ...more] = path.steps;
  let entity = leadsToOne(first) ? await findEntity(source, first) : undefined;
  for (const step of more) {
    if (!entity) throw nothing();
    if (step.isMany && step.key === undefined)
      return { list: await listFrom(source, { entity, step, options }) };
    entity = await relatedOne(source, entity, step);
  }
  if (entity) return { one: await show(source, entity, options) };
  return { list: await listSet(source, first.set, options) };
}

async function findEntity(source: Source, { set, key = '' }: PathStep): Promise<Entity> {
  const found =
    set === 'Observations'
      ? await readObservation(source.observations, key)
      : (await source.catalogue()).find(set, key);
  if (!found) throw nothing();
  return found;
}

async function relatedOne(source: Source, entity: Entity, step: PathStep): Promise<Entity> {
  if (step.set === 'Observations') {
    if (!step.key?.startsWith(`${entity.id}@`)) throw nothing();
    return readObservation(source.observations, step.key);
  }
  const related = (await source.catalogue()).related(entity, step.name);
  const found = step.isMany ? related.find(({ id }) => id === step.key) : related[0];
  if (!found) throw nothing();
  return found;
}

async function listFrom(
  source: Source,
  {
    entity,
    step,
    options,
  }: { readonly entity: Entity; readonly step: PathStep; readonly options: QueryOptions },
): Promise<Listing> {
  if (step.set === 'Observations')
    return listObservations(source, { datastream: entity.id, options, operations: listOperations });
  return listOf(source, (await source.catalogue()).related(entity, step.name), options);
}

async function listSet(source: Source, set: EntitySet, options: QueryOptions): Promise<Listing> {
  if (set !== 'Observations') return listOf(source, (await source.catalogue()).all(set), options);
  const datastream = datastreamIn(options.filter);
  if (datastream === undefined)
    throw badInput(
      { field: '$filter', rule: 'datastream' },
      "Say of which Datastream: Datastreams('id')/Observations, or $filter=Datastream/id eq 'id'.",
    );
  return listObservations(source, { datastream, options, operations: listOperations });
}

/** The datastream that a filter asks for at its top. */
function datastreamIn(filter: Filter | undefined): string | undefined {
  const parts = filter?.kind === 'and' ? filter.parts : [filter];
  for (const part of parts) {
    if (part?.kind !== 'compare' || part.by !== 'eq') continue;
    const { left, right } = part;
    const isIt = left.kind === 'member' && isDatastreamId(left.path) && right.kind === 'literal';
    if (isIt && typeof right.value === 'string') return right.value;
  }
  return undefined;
}

async function listObservations(source: Source, ask: ObservationAsk): Promise<Listing> {
  const { options } = ask;
  const page = await readObservations(source.observations, ask);
  const entities = await showAll(source, page.entities, options);
  return { options, entities, count: undefined, next: page.next };
}

async function listOf(source: Source, entities: readonly Entity[], options: QueryOptions): Promise<Listing> {
  const { filter, orderBy, skip, top } = options;
  const catalogue = await source.catalogue();
  const valuesAt = (entity: Entity) => (path: readonly string[]) => valuesOver(catalogue, entity, path);
  const fitting = filter ? entities.filter((entity) => matches(filter, valuesAt(entity))) : entities;
  const sorted = [...fitting].sort((a, b) => {
    for (const { path, isDescending } of orderBy) {
      const difference = order(valuesAt(a)(path)[0], valuesAt(b)(path)[0]);
      if (difference !== 0) return isDescending ? -difference : difference;
    }
    return 0;
  });
  const shown = sorted.slice(skip, skip + top);
  return {
    options,
    entities: await showAll(source, shown, options),
    count: options.isCounted ? fitting.length : undefined,
    next: top > 0 && skip + top < fitting.length ? { skip: skip + top } : undefined,
  };
}

/** What a path leads to, over navigations too. */
function valuesOver(catalogue: Catalogue, entity: Entity, path: readonly string[]): readonly unknown[] {
  const [first = '', ...rest] = path;
  const navigation = navigationOf(entity.set, first);
  if (!navigation) return valueAt(entity, path);
  if (navigation.to === 'Observations')
    throw badInput(
      { field: '$filter', rule: 'path' },
      'Entities are not filtered or ordered by their Observations.',
    );
  return catalogue.related(entity, first).flatMap((next) => valuesOver(catalogue, next, rest));
}

async function showAll(
  source: Source,
  entities: readonly Entity[],
  options: QueryOptions,
): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  for (const entity of entities) shown.push(await show(source, entity, options));
  return shown;
}

async function show(source: Source, entity: Entity, options: QueryOptions): Promise<Shown> {
  const expanded = new Map<string, Shown | Listing | null>();
  for (const [name, inner] of options.expand)
    expanded.set(name, await expand(source, { entity, name, options: inner }));
  return { entity, options, expanded };
}

interface Expansion {
  readonly entity: Entity;
  readonly name: string;
  readonly options: QueryOptions;
}

async function expand(source: Source, { entity, name, options }: Expansion): Promise<Shown | Listing | null> {
  const navigation = navigationOf(entity.set, name);
  if (navigation?.to === 'Observations') return expandObservations(source, entity, options);
  const related = (await source.catalogue()).related(entity, name);
  if (navigation?.isMany) return listOf(source, related, options);
  const [one] = related;
  return one ? show(source, one, options) : null;
}

/** The last observation of each is known with the stations; any other list is an operation of its own. */
async function expandObservations(source: Source, { id }: Entity, options: QueryOptions): Promise<Listing> {
  const [by] = options.orderBy;
  const isLast =
    options.top === 1 && options.skip === 0 && !options.filter && !options.isCounted && by?.isDescending;
  if (isLast && options.orderBy.length === 1 && by.path.join('/') === 'phenomenonTime') {
    const latest = (await source.catalogue()).latest(id);
    const shown = await showAll(source, latest ? [latest] : [], options);
    const at = String(latest?.members['phenomenonTime']).split('/')[0] ?? '';
    return { options, entities: shown, count: undefined, next: latest && { skip: 0, after: at } };
  }
  source.left -= 1;
  if (source.left < 0)
    throw badInput(
      { field: '$expand', rule: 'max_lists' },
      `Observations of at most ${maxExpandedLists} Datastreams are expanded, the last one ($top=1;$orderby=phenomenonTime desc) of any number.`,
    );
  return listObservations(source, { datastream: id, options, operations: 1 });
}

function nothing(): Error {
  return doorError('NOT_FOUND', 'There is no such entity.');
}
