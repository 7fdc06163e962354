import type { Asked, Door, Format, Rendered } from '../frame/index.ts';
import { badInput, doorError, loadOperations, route, template } from '../frame/index.ts';
import type { AirEntity, Attribute } from './entity.ts';
import { contexts, entityOf, entityType, modelContext, stationOf } from './entity.ts';
import type { EntityQuery, Form } from './read-query.ts';
import { readForm, readQuery } from './read-query.ts';
import { fits } from './read-q.ts';
import { readAirStation, readAirStations } from './stations.ts';

const operations = loadOperations(import.meta.url, ['air', 'station']);

const plain: Format = { name: 'json', mediaType: 'application/json; charset=utf-8' };
const linked: Format = { name: 'jsonld', mediaType: 'application/ld+json; charset=utf-8' };
const formats = [plain, linked];
const errors = 'https://uri.etsi.org/ngsi-ld/errors/';

/** ETSI NGSI-LD (GS CIM 009) for reading: the air stations of the city as entities AirQualityObserved of Smart Data Models. */
export const ngsiLdDoor: Door = {
  name: 'ngsi-ld',
  base: '/ngsi-ld/',
  formats,
  renderProblem: ({ status, errors: [first] }) => {
    const { code, field, rule } = { ...first?.extensions };
    const problem = {
      type: `${errors}${problemOf(code)}`,
      title: String(code),
      status,
      detail: first?.message,
      field,
      rule,
    };
    return { body: JSON.stringify(problem), mediaType: 'application/problem+json; charset=utf-8' };
  },
  routes: [
    route({
      method: 'GET',
      path: list,
      formats,
      maxAgeS: 60,
      parse: ({ query }) => readQuery(query),
      answer: async (query, graph) => {
        const stations = await readAirStations(graph, operations.air);
        return {
          query,
          found: query.isOurs ? stations.map(entityOf).filter((one) => isWanted(one, query)) : [],
        };
      },
      render: renderList,
    }),
    route({
      method: 'GET',
      path: template('v1/entities/{id}'),
      formats,
      maxAgeS: 60,
      parse: ({ path, query }) => ({ id: readId(path['id'] ?? ''), form: readForm(query) }),
      answer: async ({ id, form }, graph) => {
        const stationId = stationOf(id);
        const station =
          stationId === undefined ? undefined : await readAirStation(graph, operations.station, stationId);
        if (!station) throw doorError('NOT_FOUND', 'There is no such entity.');
        return { form, entity: entityOf(station) };
      },
      render: ({ form, entity }, { format }) => ({
        body: JSON.stringify(shown(entity, form, format)),
        headers: linkTo(format, []),
      }),
    }),
  ],
};

/** With or without the slash that the standard's own table has. */
function list(path: string): Readonly<Record<string, string>> | undefined {
  return path === 'v1/entities' || path === 'v1/entities/' ? {} : undefined;
}

function problemOf(code: unknown): string {
  if (code === 'NOT_FOUND') return 'ResourceNotFound';
  if (code === 'BAD_USER_INPUT') return 'BadRequestData';
  return code === 'BAD_REQUEST' ? 'InvalidRequest' : 'InternalError';
}

function readId(id: string): string {
  if (/^[A-Za-z][\w+.-]*:./.test(id)) return id;
  throw badInput({ field: 'id', rule: 'uri' }, 'The id of an entity is a URI.');
}

function isWanted(entity: AirEntity, { ids, q, geo, form: { attrs } }: EntityQuery): boolean {
  return (
    (ids === undefined || ids.includes(entity.id)) &&
    (attrs === undefined || attrs.some((name) => entity.attributes.has(name))) &&
    (q === undefined || fits(q, entity)) &&
    (geo === undefined || geo(entity.point))
  );
}

interface Found {
  readonly query: EntityQuery;
  readonly found: readonly AirEntity[];
}

function renderList({ query, found }: Found, { format, origin }: Asked): Rendered {
  const { limit, offset, isCounted, form } = query;
  const page = found.slice(offset, offset + limit);
  const pages = [
    ...(limit > 0 && offset + limit < found.length ? [pageLink('next', offset + limit)] : []),
    ...(limit > 0 && offset > 0 ? [pageLink('prev', Math.max(0, offset - limit))] : []),
  ];
  function pageLink(rel: string, at: number): string {
    const parts = Object.entries({ ...query.given, limit: String(limit), offset: String(at) });
    const text = parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    return `<${origin}/ngsi-ld/v1/entities?${text}>; rel="${rel}"; type="${mediaTypeOf(format)}"`;
  }
  return {
    body: JSON.stringify(page.map((entity) => shown(entity, form, format))),
    headers: {
      ...linkTo(format, pages),
      ...(isCounted && { 'ngsild-results-count': String(found.length) }),
    },
  };
}

/** In `application/json` the context stands in a header, in `application/ld+json` in the body. */
function linkTo(format: Format, links: readonly string[]): Record<string, string> {
  const context = `<${modelContext}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;
  const all = format.name === plain.name ? [context, ...links] : links;
  return all.length > 0 ? { link: all.join(', ') } : {};
}

function mediaTypeOf({ mediaType }: Format): string {
  return mediaType.split(';')[0] ?? mediaType;
}

function shown({ id, attributes }: AirEntity, { attrs, isSimple }: Form, format: Format): object {
  const wanted = [...attributes].filter(([name]) => attrs === undefined || attrs.includes(name));
  const members = wanted.map(
    ([name, attribute]) => [name, isSimple ? simple(attribute) : attribute] as const,
  );
  return {
    ...(format.name === linked.name && { '@context': contexts }),
    id,
    type: entityType,
    ...Object.fromEntries(members),
  };
}

function simple({ value }: Attribute): unknown {
  return value;
}
