import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { clientError } from '../../gateway/src/errors.ts';
import type { Rights } from '../../gateway/src/identity/rights.ts';
import { inProcessHost } from '../../gateway/src/sandbox/sandbox.ts';
import { filesRoute } from '../../gateway/src/server/files.ts';
import type { FileLimits } from '../../gateway/src/server/files.ts';
import { createHttp } from '../../gateway/src/server/http.ts';
import { openFileSubgraphs } from '../../gateway/src/transport/file-subgraph.ts';
import type { Viewer } from '../../subgraphs/kit/index.ts';
import { anonymous } from '../../subgraphs/kit/index.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { signingKey } from './signed-client.ts';
import { citizen } from './subgraph-parts.ts';

export interface FileAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** Of the first error, with its message left out. */
  readonly error: Record<string, unknown> | undefined;
}

/** The gateway's route of files, alone before one subgraph. */
export interface FilesWorld {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** A subgraph listens at `url`; a token is the id of its person. */
export async function openFiles(
  url: string,
  limits: Partial<FileLimits> = {},
  { draining = false, rights }: { readonly draining?: boolean; readonly rights?: Rights } = {},
): Promise<FilesWorld> {
  const subgraph = { name: 'papers', url, wsUrl: url, signingKey };
  const foreign = { name: 'foreign', url, wsUrl: url };
  const subgraphs = new Map([
    ['papers', subgraph],
    ['foreign', foreign],
    ['streams', { ...subgraph, name: 'streams', url: `http://${inProcessHost}/graphql` }],
  ]);
  const files = openFileSubgraphs({ connectMs: 500 });
  const route = filesRoute({
    subgraphs: () => subgraphs,
    call: files.call,
    proxies: 0,
    identify: async ({ authorization }) => {
      if (authorization === 'Bearer wrong') throw clientError('UNAUTHENTICATED', 'The token is not valid.');
      const id = authorization?.slice('Bearer '.length);
      return { viewer: id ? citizen(id) : anonymous, expiresAtMs: null, issuedAtMs: null };
    },
    rights,
    draining: () => draining,
    log: silentLogger,
    limits,
  });
  const http = createHttp(new Map([['/files/', route]]), silentLogger);
  const port = await http.listen({ host: '127.0.0.1', port: 0 });
  const close = async (): Promise<void> => {
    await http.close();
    await files.close();
  };
  return { port, close };
}

export interface FileAsked {
  readonly method?: string;
  readonly viewer?: Viewer;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  /** Instead of `body`: what is done with the open request. */
  readonly write?: (client: ClientRequest) => void;
}

export function askFile({ port }: FilesWorld, path: string, asked: FileAsked = {}): Promise<FileAnswer> {
  const { method = 'GET', viewer, body, write } = asked;
  const headers = {
    ...(viewer ? { authorization: `Bearer ${viewer.id}` } : {}),
    ...(body ? { 'content-length': String(body.length) } : {}),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const client = httpRequest({ host: '127.0.0.1', port, path, method, headers });
    client.once('response', (response) => {
      // A refusal in the middle of a body ends the connection under it.
      client.on('error', () => undefined);
      readAnswer(response).then(resolve, reject);
    });
    client.once('error', reject);
    if (write) write(client);
    else client.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<FileAnswer> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  const isJson = response.headers['content-type']?.startsWith('application/json');
  const error = isJson ? JSON.parse(text).errors?.[0]?.extensions : undefined;
  return { status: response.statusCode ?? 0, headers: response.headers, text, error };
}
