import type { Answer, Listing, Shown } from './answer.ts';
import { datastreamIdOf } from './catalogue.ts';
import type { Entity, EntitySet } from './entity-types.ts';
import { entitySets, navigations } from './entity-types.ts';
import type { QueryOptions } from './read-options.ts';
import type { ResourcePath } from './read-path.ts';

/** Parts of OGC 18-088 that hold here. */
const conformance = [
  'datamodel/thing',
  'datamodel/location',
  'datamodel/datastream',
  'datamodel/sensor',
  'datamodel/observed-property',
  'datamodel/observation',
  'datamodel/feature-of-interest',
  'resource-path/resource-path-to-entities',
  'request-data/order',
  'request-data/expand',
  'request-data/select',
  'request-data/status-code',
  'request-data/query-status-code',
  'request-data/orderby',
  'request-data/top',
  'request-data/skip',
  'request-data/filter',
  'request-data/pagination',
  'data-array/data-array',
].map((part) => `http://www.opengis.net/spec/iot_sensing/1.1/req/${part}`);

/** The service root: what there is, and what of the standard. `root` is its address, without a slash at the end. */
export function renderRoot(root: string): object {
  const value = entitySets.map((name) => ({ name, url: `${root}/${name}` }));
  return { value, serverSettings: { conformance } };
}

/** Where an answer was asked for. */
export interface Place {
  readonly root: string;
  /** Of the list that was asked for. */
  readonly address: string;
  readonly path: ResourcePath;
}

/** The JSON of an answer; undefined where it has no such member. */
export function renderAnswer(answer: Answer, { root, address, path }: Place): unknown {
  if ('list' in answer) {
    const { list } = answer;
    if (list.options.isArray === true)
      return { ...marks('', { ...list, count: undefined }, address), value: renderArrays(list, root) };
    const entities =
      path.tail === '$ref'
        ? list.entities.map(({ entity }) => ({ '@iot.selfLink': selfLink(root, entity) }))
        : list.entities.map((shown) => renderShown(shown, root));
    return { ...marks('', list, address), value: entities };
  }
  const { one } = answer;
  if (path.tail === '$ref') return { '@iot.selfLink': selfLink(root, one.entity) };
  const { member } = path;
  if (member === undefined) return renderShown(one, root);
  const { id, members } = one.entity;
  const all: Readonly<Record<string, unknown>> = { ...members, id, '@iot.id': id };
  return Object.hasOwn(all, member) ? { [member]: all[member] } : undefined;
}

const allComponents = ['id', 'phenomenonTime', 'resultTime', 'result', 'resultQuality'] as const;

/** The observations of a list as rows of values, all of them of one Datastream. */
function renderArrays({ entities, options, count }: Listing, root: string): readonly object[] {
  const [first] = entities;
  if (!first) return [];
  const components = (options.select ?? allComponents).map((name) => (name === '@iot.id' ? 'id' : name));
  const rows = entities.map(({ entity: { id, members } }) => {
    const all: Readonly<Record<string, unknown>> = { ...members, id };
    return components.map((name) => (Object.hasOwn(all, name) ? all[name] : null));
  });
  const datastream = { set: 'Datastreams', id: datastreamIdOf(first.entity.id), members: {} } as const;
  return [
    {
      'Datastream@iot.navigationLink': selfLink(root, datastream),
      ...(count !== undefined && { '@iot.count': count }),
      components,
      'dataArray@iot.count': rows.length,
      dataArray: rows,
    },
  ];
}

function renderShown({ entity, options, expanded }: Shown, root: string): object {
  const self = selfLink(root, entity);
  const { select } = options;
  const isWanted = (name: string): boolean => select === undefined || select.includes(name);
  const head = { '@iot.id': entity.id, '@iot.selfLink': self };
  const members = Object.entries({ ...head, ...entity.members }).filter(
    ([name]) => isWanted(name) || (name === '@iot.id' && isWanted('id')),
  );
  const links = Object.keys(navigations[entity.set]).flatMap((name): [string, unknown][] => {
    const inner = expanded.get(name);
    if (inner !== undefined) return renderExpanded(name, inner, { root, self });
    return isWanted(name) ? [[`${name}@iot.navigationLink`, `${self}/${name}`]] : [];
  });
  return Object.fromEntries([...members, ...links]);
}

function renderExpanded(
  name: string,
  inner: Shown | Listing | null,
  { root, self }: { readonly root: string; readonly self: string },
): [string, unknown][] {
  if (inner === null) return [[name, null]];
  if ('entity' in inner) return [[name, renderShown(inner, root)]];
  const value = inner.entities.map((one) => renderShown(one, root));
  return [[name, value], ...Object.entries(marks(name, inner, `${self}/${name}`))];
}

/** Count and next link of a list, or of an expanded one by its name. */
function marks(name: string, { count, next, options }: Listing, address: string): Record<string, unknown> {
  return {
    ...(count !== undefined && { [`${name}@iot.count`]: count }),
    ...(next && { [`${name}@iot.nextLink`]: nextLink(address, options, next) }),
  };
}

function nextLink(
  address: string,
  { given }: QueryOptions,
  { skip, after }: NonNullable<Listing['next']>,
): string {
  const options = {
    ...given,
    $skip: skip > 0 ? String(skip) : undefined,
    $skiptoken: after,
  };
  const parts = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${address}?${parts.join('&')}`;
}

function selfLink(root: string, { set, id }: Entity): string {
  return `${root}/${keyed(set, id)}`;
}

function keyed(set: EntitySet, id: string): string {
  const key = encodeURIComponent(id.replaceAll("'", "''")).replaceAll('%3A', ':').replaceAll('%40', '@');
  return `${set}('${key}')`;
}
