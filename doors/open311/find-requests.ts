import type { Asked, DoorRoute, Fields, Graph } from '../frame/index.ts';
import { badInput, doorError, loadOperations, route, template } from '../frame/index.ts';
import { formats, renderList } from './formats.ts';
import type { EndpointType } from './endpoint.ts';
import { checkEndpoint, endpointPaths } from './endpoint.ts';
import type { RequestData } from './service-request.ts';
import { latestChange, serviceRequest, statesOf } from './service-request.ts';

const operations = loadOperations(import.meta.url, [
  'list',
  'by-codes',
  'by-code',
  'own-by-code',
  'by-token',
]);

const requestNames = { list: 'service_requests', each: 'request' };

const dayMs = 24 * 60 * 60_000;
/** GeoReport v2, "GET Service Requests": the span of dates, and what a list has at most. */
const maxSpanMs = 90 * dayMs;
const maxRows = 1_000;
/** Of the graph. */
const pageRows = 100;
const maxIds = 100;

type Question =
  | { readonly codes: readonly string[] }
  | {
      readonly filter: Readonly<Record<string, unknown>>;
      /** Of the list, counted from 0; `until` is behind the last one. */
      readonly from: number;
      readonly until: number;
    };

/** Ids, when there are any, override all the rest. @throws BAD_USER_INPUT */
function readQuestion({ query, at }: Asked): Question {
  const codes = readList(query, 'service_request_id', maxIds);
  if (codes.length > 0) return { codes: [...new Set(codes)] };
  const pageSize = query.whole('page_size', { min: 1, max: maxRows }) ?? maxRows;
  const page = query.whole('page', { min: 1, max: maxRows }) ?? 1;
  const from = (page - 1) * pageSize;
  if (from >= maxRows)
    throw badInput(
      { field: 'page', rule: 'range' },
      `A list has at most ${maxRows} rows: narrow it down by dates.`,
    );
  const categories = readList(query, 'service_code', 16);
  const states = readStates(query);
  return {
    filter: {
      ...(categories.length > 0 ? { categories } : {}),
      ...(states ? { states } : {}),
      ...readSpan(query, at),
    },
    from,
    until: Math.min(from + pageSize, maxRows),
  };
}

function readList(query: Fields, name: string, max: number): string[] {
  const values = query
    .all(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (values.length > max)
    throw badInput({ field: name, rule: 'max_items' }, `Name at most ${max} at a time.`);
  return values;
}

function readStates(query: Fields): string[] | undefined {
  const wanted = new Set(readList(query, 'status', 10));
  for (const each of wanted)
    if (each !== 'open' && each !== 'closed')
      throw badInput({ field: 'status', rule: 'status' }, '"status" is open, closed or both.');
  if (wanted.size !== 1) return undefined;
  return statesOf(wanted.has('open') ? 'open' : 'closed');
}

/** Both ends belong to it; one that is missing lies 90 days from the other. @throws BAD_USER_INPUT rule `order`, `span` */
function readSpan(query: Fields, now: Date): Record<string, string> {
  const start = query.moment('start_date');
  const end = query.moment('end_date');
  const from = start?.getTime() ?? (end ?? now).getTime() - maxSpanMs;
  const to = end?.getTime() ?? from + maxSpanMs;
  if (from > to) throw badInput({ field: 'end_date', rule: 'order' }, '"end_date" lies before "start_date".');
  if (to - from > maxSpanMs)
    throw badInput(
      { field: 'end_date', rule: 'span' },
      'At most 90 days lie between "start_date" and "end_date".',
    );
  // Who names no end sees what came last, whatever clock it was received by.
  const receivedFrom = new Date(from).toISOString();
  if (!start && !end) return { receivedFrom };
  return { receivedFrom, receivedBefore: new Date(to + 1).toISOString() };
}

interface Page {
  readonly nodes: readonly RequestData[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function parsePage(data: unknown): Page {
  return (data as { publicReports: Page }).publicReports;
}

function parseByCodes(data: unknown): readonly RequestData[] {
  const { publicReportsByCode: found } = data as {
    publicReportsByCode: readonly (RequestData | null)[] | null;
  };
  return (found ?? []).filter((each) => each !== null);
}

function parseNamed(data: unknown): readonly RequestData[] {
  return Object.values(data as Record<string, RequestData | null>).filter((each) => each !== null);
}

async function findRequests(question: Question, graph: Graph): Promise<readonly RequestData[]> {
  if ('codes' in question) return findByCodes(question.codes, graph);
  const { filter, from, until } = question;
  const found: RequestData[] = [];
  for (let after: string | null = null; ; ) {
    const first = Math.min(pageRows, until - found.length);
    const page: Page = parsePage(
      await graph.run(operations.list, { filter, first, after }, { partly: true }),
    );
    found.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (found.length >= until || !page.pageInfo.hasNextPage) return found.slice(from);
  }
}

/** In the order in which they were named; what is not public is left out like what there is not. */
async function findByCodes(codes: readonly string[], graph: Graph): Promise<readonly RequestData[]> {
  return parseByCodes(await graph.run(operations['by-codes'], { codes }, { partly: true }));
}

const renderRequests = (found: readonly RequestData[], { format, origin }: Asked) => ({
  ...renderList(
    found.map((each) => serviceRequest(each, origin)),
    requestNames,
    format,
  ),
  lastModified: latestChange(found),
});

/** GET service requests: only what is public, whoever asks. */
export const requestList = (type: EndpointType): DoorRoute =>
  route({
    method: 'GET',
    path: template(`${endpointPaths[type]}/requests{.format}`),
    formats,
    maxAgeS: 15,
    parse: (asked) => {
      checkEndpoint(type, asked);
      return readQuestion(asked);
    },
    answer: findRequests,
    render: renderRequests,
  });

/** A token that came with a request reads it before it is public, and so does the key of the app that sent it. */
const tokenForm = /^[\w-]{43}$/;

/** GET service request. */
export const oneRequest = (type: EndpointType): DoorRoute =>
  route({
    method: 'GET',
    path: template(`${endpointPaths[type]}/requests/{id}{.format}`),
    formats,
    maxAgeS: 15,
    parse: (asked) => {
      checkEndpoint(type, asked);
      return { id: asked.path['id'] ?? '', caller: asked.caller };
    },
    answer: async ({ id, caller }, graph) => {
      const missing = { partly: true, missing: 'null' } as const;
      const byToken = tokenForm.test(id);
      const own = caller === 'app' ? operations['own-by-code'] : operations['by-code'];
      const data = byToken
        ? await graph.run(operations['by-token'], { token: id }, missing)
        : await graph.run(own, { code: id }, missing);
      const found = parseNamed(data);
      if (found.length === 0) throw doorError('NOT_FOUND', 'service_request_id was not found.');
      return found;
    },
    render: renderRequests,
  });

/** GET service_request_id from a token. */
export const requestOfToken = (type: EndpointType): DoorRoute =>
  route({
    method: 'GET',
    path: template(`${endpointPaths[type]}/tokens/{token}{.format}`),
    formats,
    parse: (asked) => {
      checkEndpoint(type, asked);
      return asked.path['token'] ?? '';
    },
    answer: async (token, graph) => {
      const data = await graph.run(operations['by-token'], { token }, { partly: true, missing: 'null' });
      const [found] = parseNamed(data);
      if (!found) throw doorError('NOT_FOUND', 'token was not found.');
      return { service_request_id: found.code, token };
    },
    render: (found, { format }) => renderList([found], requestNames, format),
  });
