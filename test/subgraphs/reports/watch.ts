import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import { sign, subscribeBody } from '../../../subgraphs/kit/process/signature.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
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

export interface SeenEvent {
  // Tests compare it at once.
  readonly value: any; // oxlint-disable-line typescript/no-explicit-any
  readonly start: boolean;
  readonly resync: boolean;
  readonly cursor: string;
}

/** The next `count` events of a stream: what its field shows, and its extensions. */
export async function eventsOf(client: LiveClient, id: string, count: number): Promise<SeenEvent[]> {
  return (await client.events(id, count)).map(seen);
}

function seen({ data, extensions = {} }: LivePayload): SeenEvent {
  const { start, resync, cursor } = extensions;
  const [value] = Object.values(data ?? {});
  return { value, start: start === true, resync: resync === true, cursor: String(cursor) };
}
