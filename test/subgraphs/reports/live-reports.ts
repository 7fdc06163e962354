import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import { sign, subscribeBody } from '../../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { testSecret } from '../agencies/signed-client.ts';
import type { ReportsWorld } from './start-reports.ts';

const key = deriveSecrets(testSecret).signature;

/** A socket to the running subgraph, as the gateway opens it. Close it. */
export function openReportsSocket(world: ReportsWorld): Promise<LiveClient> {
  const signature = sign({ purpose: 'connection_init', viewer: '', body: '' }, key);
  return openLiveClient(world.running.url, { init: { hub: { signature } } });
}

export interface Watching {
  /** Of the stream on its socket. */
  readonly id: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly viewer?: Viewer | undefined;
  readonly after?: string | undefined;
}

/** Subscribes as the gateway does: signed, for its viewer. */
export function watch(client: LiveClient, watching: Watching): void {
  const { id, query, variables = {}, viewer, after } = watching;
  const encoded = viewer ? encodeViewer(viewer) : '';
  const body = subscribeBody({ query, variables, ...(after !== undefined && { after }) });
  const signature = sign({ purpose: 'subscribe', viewer: encoded, body }, key);
  const hub = { signature, ...(viewer ? { viewer: encoded } : {}) };
  client.subscribe(id, query, { variables, extensions: { hub, ...(after !== undefined && { after }) } });
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
