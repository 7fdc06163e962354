import type { IncomingMessage } from 'node:http';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { Rehearsals } from '../conformance/rehearsals.ts';
import type { DocumentGate } from '../documents/document-gate.ts';
import type { Identify } from '../identity/identify.ts';
import type { SocketSettings } from '../socket-settings.ts';
import type { Streams } from '../subscription/open-streams.ts';
import type { Queued } from '../subscription/stream-metrics.ts';
import { Admission } from './admission.ts';
import { clientAddress } from './client-address.ts';
import type { ClientConnection } from './client-connection.ts';
import { ConnectionCounts } from './connection-counts.ts';
import { readUnacknowledged } from './unacknowledged.ts';
import type { Unacknowledged } from './unacknowledged.ts';

export interface DoorParts {
  readonly streams: Streams;
  readonly identify: Identify;
  readonly gate: DocumentGate;
  readonly rehearsals: Rehearsals | undefined;
  readonly settings: SocketSettings;
}

/** What the doors of live streams have in common, whichever protocol they speak: each limit is one for all of them. */
export interface Doors extends DoorParts {
  readonly admission: Admission;
  /** What peers of HTTP answers have not acknowledged. */
  readonly unacknowledged: Unacknowledged;
  /** Those on which a stream may run now. */
  readonly connections: Set<ClientConnection>;
  /**
   * Counts a connection under the address of its client; the function returned takes it out again.
   * @throws TOO_MANY_SUBSCRIPTIONS
   */
  enterAddress(request: IncomingMessage): () => void;
  /** The same under the person or the app. Strangers are counted by their address only. */
  enterViewer(viewer: Viewer): () => void;
}

/** One for each gateway: it registers what is counted with the metrics. */
export function createDoors(parts: DoorParts): Doors {
  const { streams, settings } = parts;
  const { maxPerAddress, maxPerViewer, proxies } = settings;
  const admission = new Admission(settings.opening);
  const addresses = new ConnectionCounts(maxPerAddress);
  const viewers = new ConnectionCounts(maxPerViewer);
  const connections = new Set<ClientConnection>();
  streams.metrics.watchQueues(() => sumQueues(connections));
  streams.metrics.watchOpening(admission);
  return {
    ...parts,
    admission,
    unacknowledged: readUnacknowledged(settings.keepAliveMs / 32),
    connections,
    enterAddress: (request) =>
      addresses.enter(clientAddress(request, proxies)) ?? refuse('from one address', maxPerAddress),
    enterViewer: ({ id }) =>
      id === null ? () => undefined : (viewers.enter(id) ?? refuse('of one person', maxPerViewer)),
  };
}

function refuse(whose: string, max: number): never {
  throw clientError('TOO_MANY_SUBSCRIPTIONS', `At most ${max} connections ${whose} may be open.`);
}

function sumQueues(connections: Iterable<ClientConnection>): Queued {
  const sum = { events: 0, bytes: 0, most: 0 };
  for (const { outbox } of connections) {
    const { events, bytes } = outbox.queued;
    sum.events += events;
    sum.bytes += bytes;
    sum.most = Math.max(sum.most, events);
  }
  return sum;
}
