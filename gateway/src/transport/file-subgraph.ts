import type { Readable } from 'node:stream';
import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import {
  requestIdHeader,
  sign,
  signatureHeader,
  viewerHeader,
} from '../../../subgraphs/kit/process/signature.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphEndpoint } from './subgraph-call.ts';
import { tlsOptions } from './tls-settings.ts';

/** One request for a file, or with the bytes of one. */
export interface FileRequest {
  readonly subgraph: SubgraphEndpoint & { readonly signingKey: string };
  readonly method: 'GET' | 'PUT';
  /** What stands behind `/files/`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readable;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** Resolves with the head of the answer, whatever its status; rejects when there is none. */
export type FileCall = (request: FileRequest) => Promise<Dispatcher.ResponseData>;

/** Files move by sockets of their own: a slow reader of pictures takes none from the graph. */
const connections = 128;

/**
 * Passes requests for files to subgraphs. The signature covers method, path and viewer; the bytes of an upload need none, as
 * its ticket holds their digest.
 */
export function openFileSubgraphs(settings: { readonly connectMs: number }): Closable & {
  readonly call: FileCall;
} {
  const pools = new Map<string, Pool>();
  const poolOf = ({ name, url, tls }: SubgraphEndpoint): Pool => {
    const { origin, hostname } = new URL(url);
    // What is believed belongs to a subgraph, and so do the sockets that were opened by it.
    const key = `${name} ${origin}`;
    const connect = { timeout: settings.connectMs, ...tlsOptions(hostname, tls) };
    const pool = pools.get(key) ?? new Pool(origin, { connections, connect, keepAliveTimeout: 4_000 });
    pools.set(key, pool);
    return pool;
  };
  let closing: Promise<void> | undefined;
  return {
    call: async (request) => {
      if (closing) throw new Error('this gateway is closing');
      return send(poolOf(request.subgraph), request);
    },
    close: () => (closing ??= destroyAll([...pools.values()])),
  };
}

async function destroyAll(pools: readonly Pool[]): Promise<void> {
  await Promise.all(pools.map((pool) => pool.destroy()));
}

function send(pool: Pool, request: FileRequest): Promise<Dispatcher.ResponseData> {
  const { method, address, viewer, subgraph, requestId, signal } = request;
  const path = `/files/${address}`;
  const encoded = viewer.kind === 'anonymous' ? '' : encodeViewer(viewer);
  const signature = sign({ purpose: `${method} ${path}`, viewer: encoded, body: '' }, subgraph.signingKey);
  return pool.request({
    method,
    path,
    headers: {
      ...request.headers,
      [requestIdHeader]: requestId,
      [signatureHeader]: signature,
      ...(encoded === '' ? {} : { [viewerHeader]: encoded }),
    },
    body: request.body ?? null,
    signal,
  });
}
