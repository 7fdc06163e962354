import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import { sign, subscribeBody } from '../../../subgraphs/kit/process/signature.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { testSecret } from '../agencies/signed-client.ts';

const key = deriveSecrets(testSecret).signature;

export interface Watching {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly viewer?: Viewer | undefined;
  readonly after?: unknown;
}

/** A socket to a subgraph, opened as the gateway opens it. */
export function connectSigned(url: string): Promise<LiveClient> {
  const signature = sign({ purpose: 'connection_init', viewer: '', body: '' }, key);
  return openLiveClient(url, { init: { hub: { signature } } });
}

/** One signed stream on such a socket. */
export function subscribeSigned(client: LiveClient, id: string, watching: Watching): void {
  const { query, variables = {}, viewer, after } = watching;
  const encoded = viewer ? encodeViewer(viewer) : '';
  const given = after === undefined ? {} : { after };
  const signature = sign(
    { purpose: 'subscribe', viewer: encoded, body: subscribeBody({ query, variables, ...given }) },
    key,
  );
  const hub = { signature, ...(viewer ? { viewer: encoded } : {}) };
  client.subscribe(id, query, { variables, extensions: { hub, ...given } });
}
