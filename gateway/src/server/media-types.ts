import { incrementalFormats } from '../request/incremental-wire.ts';
import type { IncrementalFormat } from '../request/incremental-wire.ts';
import { eventStreamForm } from './event-stream-form.ts';
import { HttpRefusal } from './http-refusal.ts';
import { multipartForm } from './multipart-form.ts';
import type { StreamForm } from './stream-form.ts';

export const jsonType = 'application/json';
export const graphqlResponseType = 'application/graphql-response+json';
export type ResponseType = typeof jsonType | typeof graphqlResponseType;

interface MediaRange {
  readonly type: string;
  /** In small letters, without quotes. */
  readonly parameters: readonly string[];
  readonly quality: number;
}

/**
 * The media type of the answer (GraphQL over HTTP, "Accept"): what the client likes best of the two that there are, and
 * `application/json` where it says nothing or anything. Null when it accepts neither.
 */
export function chooseResponseType(accept: string | undefined): ResponseType | null {
  if (accept === undefined || accept === jsonType || accept.trim() === '') return jsonType;
  if (accept === graphqlResponseType) return accept;
  for (const { type } of ranges(accept)) {
    if (type === graphqlResponseType || type === jsonType) return type;
    if (type === '*/*' || type === 'application/*') return jsonType;
  }
  return null;
}

/**
 * The form in which the client takes an answer in parts: the one that it names for `multipart/mixed`, or the newest where
 * it names none. Null when it takes one answer only.
 */
export function chooseIncrementalFormat(accept: string | undefined): IncrementalFormat | null {
  for (const { type, parameters } of ranges(accept ?? '')) {
    if (type !== 'multipart/mixed' || parameters.some((each) => each.startsWith('subscriptionspec=')))
      continue;
    const named = parameters.filter((each) => /^(deferspec|incrementalspec)=/.test(each));
    if (named.length === 0) return 'incrementalSpec=v0.2';
    const format = incrementalFormats.find((each) => named.includes(each.toLowerCase()));
    if (format) return format;
  }
  return null;
}

/** True for a browser that wants a page: it names HTML, and JSON not before it. */
export function prefersHtml(accept: string | undefined): boolean {
  const [first] = ranges(accept ?? '').filter(
    ({ type }) => type === 'text/html' || type === jsonType || type === graphqlResponseType,
  );
  return first?.type === 'text/html';
}

/**
 * The protocol in which the client takes a live stream: the one that it likes best of those that it names. A range with
 * a star names none, as who takes anything expects an answer that ends. Null when it takes none.
 */
export function chooseStreamForm(accept: string | undefined): StreamForm | null {
  for (const { type, parameters } of ranges(accept ?? '')) {
    if (type === 'text/event-stream') return eventStreamForm;
    if (type === 'multipart/mixed' && takesSubscriptions(parameters)) return multipartForm;
  }
  return null;
}

/** A range that names other protocols for parts means those alone. */
function takesSubscriptions(parameters: readonly string[]): boolean {
  const named = parameters.filter((each) => /^(subscription|defer|incremental)spec=/.test(each));
  return named.length === 0 || named.includes('subscriptionspec=1.0');
}

/** In falling order of preference; equal ones in the order of the header. */
function ranges(accept: string): MediaRange[] {
  return accept
    .split(',', 32)
    .map((part): MediaRange => {
      const [type = '', ...parameters] = part
        .split(';')
        .map((each) => each.trim().toLowerCase().replaceAll('"', ''));
      const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
      return { type, parameters, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

/** Types that a page of another site can send without the browser asking us first. */
const simpleTypes = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);

/**
 * Refuses what is not JSON in UTF-8 (threats.md A18, A22, A23), and whatever a foreign page could have sent without a
 * preflight. A GET may name JSON as its type to show that it was not sent by a link.
 * @throws HttpRefusal 400 or 415
 */
export function checkContentType(request: {
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
}): void {
  const header = request.headers['content-type'];
  if (header === jsonType) return;
  const [essence = '', ...parameters] = (typeof header === 'string' ? header : '')
    .split(';')
    .map((each) => each.trim().toLowerCase());
  if (simpleTypes.has(essence) && !isPreflighted(request.headers)) {
    throw new HttpRefusal(
      400,
      'Blocked as a possible cross-site request forgery: send content-type: application/json, or the header apollo-require-preflight.',
    );
  }
  if (essence !== jsonType && !(essence === '' && request.method === 'GET'))
    throw new HttpRefusal(415, 'The content-type must be application/json.');
  const charset = parameters.find((each) => each.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset))
    throw new HttpRefusal(415, 'The charset must be utf-8.');
}

function isPreflighted(headers: Readonly<Record<string, unknown>>): boolean {
  return Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']);
}
