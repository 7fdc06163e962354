import { randomUUID } from 'node:crypto';
import { ServerResponse } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';
import { requestIdHeader } from '../../../subgraphs/kit/process/signature.ts';

/**
 * What every answer says: nothing in it is to be run, framed or guessed at. Any site may call the graph, as no cookie is
 * ever read: who asks is only in the token that the page itself puts into the request (threats.md E20).
 */
const common: readonly string[] = [
  'x-content-type-options',
  'nosniff',
  'x-frame-options',
  'DENY',
  'referrer-policy',
  'no-referrer',
  'content-security-policy',
  "default-src 'none'; frame-ancestors 'none'",
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  'hub-request-id, retry-after, etag',
];

const commonNames = common.filter((_, at) => at % 2 === 0);

type GivenHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** An answer of this server: whoever writes its head, the common headers are in it. */
export class HubResponse<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
  /** Ours, never the client's: it is in the answer's header `hub-request-id` and in the log. */
  readonly requestId = randomUUID();

  /** A header that is said again takes the place of the common one; in a flat list of names and values there are none of those. */
  override writeHead(status: number, first?: string | GivenHeaders, second?: GivenHeaders): this {
    const given = (typeof first === 'string' ? second : first) ?? [];
    const own: OutgoingHttpHeader[] = [requestIdHeader, this.requestId];
    if (Array.isArray(given)) return super.writeHead(status, own.concat(common, given));
    const names = Object.keys(given).map((name) => name.toLowerCase());
    for (const name of commonNames)
      if (!names.includes(name)) own.push(name, common[common.indexOf(name) + 1] ?? '');
    for (const [name, value] of Object.entries(given)) if (value !== undefined) own.push(name, value);
    return super.writeHead(status, own);
  }
}

/** The answer to a browser that asks whether it may send what it wants to. */
export function answerPreflight(response: ServerResponse, methods = 'GET, POST, OPTIONS'): void {
  response.writeHead(204, {
    'access-control-allow-methods': methods,
    'access-control-allow-headers':
      'authorization, content-type, last-event-id, x-api-key, idempotency-key, x-sandbox-as, apollo-require-preflight, x-apollo-operation-name, apollographql-client-name, apollographql-client-version',
    'access-control-max-age': '7200',
  });
  response.end();
}
