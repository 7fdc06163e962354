import type { Fields } from '../frame/index.ts';
import { badInput } from '../frame/index.ts';
import { entityType } from './entity.ts';
import type { GeoQuery } from './read-geo.ts';
import { readGeo } from './read-geo.ts';
import type { Query } from './read-q.ts';
import { readQ } from './read-q.ts';

/** How entities are shown. */
export interface Form {
  /** Only these attributes. */
  readonly attrs: readonly string[] | undefined;
  /** `options=keyValues`: values without what is said of them. */
  readonly isSimple: boolean;
}

export interface EntityQuery {
  /** Whether a type that is asked for, if any is, is the one that there is. */
  readonly isOurs: boolean;
  readonly ids: readonly string[] | undefined;
  readonly q: Query | undefined;
  readonly geo: GeoQuery | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly isCounted: boolean;
  readonly form: Form;
  /** As it came, for the links to other pages. */
  readonly given: Readonly<Record<string, string>>;
}

const ofForm = ['attrs', 'options', 'format', 'lang', 'local'];
const ofQuery = [
  'type',
  'id',
  'q',
  'georel',
  'geometry',
  'coordinates',
  'geoproperty',
  'limit',
  'offset',
  'count',
];
const [defaultLimit, maxLimit] = [20, 1_000];
const typeForm = new RegExp(`(?:^|[/#])${entityType}$`);

/** @throws BAD_USER_INPUT for a parameter that is unknown or cannot be read, or when nothing at all is asked for */
export function readQuery(query: Fields): EntityQuery {
  refuseOthers(query, [...ofForm, ...ofQuery]);
  const types = listIn(query, 'type');
  const ids = listIn(query, 'id');
  const q = query.one('q');
  const geo = readGeo(query);
  const form = readForm(query, ofQuery);
  if (!types && !ids && q === undefined && !geo && !form.attrs)
    throw badInput({ field: 'type', rule: 'required' }, 'Say at least one of type, id, attrs, q and georel.');
  const isCounted = query.one('count') === 'true';
  const limit = query.whole('limit', { min: isCounted ? 0 : 1, max: maxLimit }) ?? defaultLimit;
  return {
    isOurs: types === undefined || types.some((type) => typeForm.test(type)),
    ids,
    q: q === undefined ? undefined : readQ(q),
    geo,
    limit,
    offset: query.whole('offset', { min: 0, max: 1_000_000 }) ?? 0,
    isCounted,
    form,
    given: Object.fromEntries(query.names().map((name) => [name, query.one(name) ?? ''])),
  };
}

/** @throws BAD_USER_INPUT */
export function readForm(query: Fields, besides: readonly string[] = []): Form {
  refuseOthers(query, [...ofForm, ...besides]);
  const options = [...(listIn(query, 'options') ?? []), ...(listIn(query, 'format') ?? [])];
  const known = ['keyValues', 'simplified', 'normalized', 'sysAttrs'];
  const foreign = options.find((option) => !known.includes(option));
  if (foreign !== undefined)
    throw badInput({ field: 'options', rule: 'options' }, `options are ${known.join(', ')}.`);
  return {
    attrs: listIn(query, 'attrs'),
    isSimple: options.includes('keyValues') || options.includes('simplified'),
  };
}

function listIn(query: Fields, name: string): readonly string[] | undefined {
  return query
    .one(name)
    ?.split(',')
    .map((part) => part.trim());
}

function refuseOthers(query: Fields, known: readonly string[]): void {
  const foreign = query.names().find((name) => !known.includes(name));
  if (foreign === undefined) return;
  throw badInput(
    { field: foreign, rule: 'parameter' },
    `Parameters are ${known.join(', ')}; "${foreign}" is none.`,
  );
}
