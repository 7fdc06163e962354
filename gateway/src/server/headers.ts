import type { ServerResponse } from 'node:http';

/**
 * What every answer says: nothing in it is to be run, framed or guessed at. Any site may call the graph, as no cookie is
 * ever read: who asks is only in the token that the page itself puts into the request (threats.md E20).
 */
export function setCommonHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'hub-request-id, retry-after');
}

/** The answer to a browser that asks whether it may send what it wants to. */
export function answerPreflight(response: ServerResponse, methods = 'GET, POST, OPTIONS'): void {
  response.writeHead(204, {
    'access-control-allow-methods': methods,
    'access-control-allow-headers':
      'authorization, content-type, last-event-id, x-api-key, apollo-require-preflight, x-apollo-operation-name, apollographql-client-name, apollographql-client-version',
    'access-control-max-age': '7200',
  });
  response.end();
}
