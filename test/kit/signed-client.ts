import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import WebSocket from 'ws';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import {
  requestIdHeader,
  sign,
  signatureHeader,
  subscribeBody,
  viewerHeader,
} from '../../subgraphs/kit/process/signature.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';
import { encodeViewer } from '../../subgraphs/kit/process/viewer.ts';

export const rootSecret = 'the root secret of the kit tests, long enough';
export const signingKey = deriveSecrets(rootSecret).signature;

export interface SignedAnswer {
  readonly status: number;
  // Tests look into answers of any shape.
  readonly data?: any; // oxlint-disable-line typescript/no-explicit-any
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** Asks a subgraph as the gateway does: signed, as `viewer` or without identity. */
export async function askSigned(
  url: string,
  query: string,
  {
    variables = {},
    viewer,
    secret,
  }: { variables?: object; viewer?: Viewer | undefined; secret?: string } = {},
): Promise<SignedAnswer> {
  const body = JSON.stringify({ query, variables });
  const key = secret === undefined ? signingKey : deriveSecrets(secret).signature;
  const headers = signedHeaders(body, { viewer, key });
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer: unknown = JSON.parse(await response.text());
  return { status: response.status, ...(answer as object) };
}

export function signedHeaders(
  body: string,
  {
    viewer,
    at = Date.now(),
    key = signingKey,
  }: { viewer?: Viewer | undefined; at?: number; key?: string } = {},
): Record<string, string> {
  const encoded = viewer ? encodeViewer(viewer) : '';
  return {
    'content-type': 'application/json',
    [signatureHeader]: sign({ purpose: 'POST /graphql', viewer: encoded, body }, key, at),
    [requestIdHeader]: randomUUID(),
    ...(viewer && { [viewerHeader]: encoded }),
  };
}

/** A graphql-ws client with a signed `connection_init`. Dispose it. */
export function openSignedSocket(url: string, key = signingKey): Client {
  return createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: () => ({
      hub: { signature: sign({ purpose: 'connection_init', viewer: '', body: '' }, key) },
    }),
  });
}

/** A signed payload for `client.iterate`. */
export function signedSubscribe(
  query: string,
  {
    variables = {},
    viewer,
    after,
  }: { variables?: Record<string, unknown>; viewer?: Viewer; after?: string } = {},
) {
  const encoded = viewer ? encodeViewer(viewer) : '';
  const body = subscribeBody({ query, variables, after });
  const signature = sign({ purpose: 'subscribe', viewer: encoded, body }, signingKey);
  const hub = { signature, ...(viewer && { viewer: encoded }) };
  return { query, variables, extensions: { hub, ...(after !== undefined && { after }) } };
}
