import type { SubgraphAddress } from '../supergraph/snapshot.ts';
import { SubgraphSocket } from './subgraph-socket.ts';
import type { SocketLimits } from './subgraph-socket.ts';
import type { OpenSubgraphStream } from './subgraph-stream.ts';

export interface SubgraphStreams {
  readonly open: OpenSubgraphStream;
  /** Sockets and streams open now. */
  readonly counts: () => { readonly sockets: number; readonly streams: number };
  /** Cuts every socket; streams still open are told `lost`. Idempotent; later opens are `lost` at once. */
  close(): void;
}

export const defaultSocketLimits: SocketLimits = Object.freeze({
  connectMs: 5_000,
  heartbeatMs: 10_000,
  lingerMs: 1_000,
  maxMessageBytes: 10 * 1024 * 1024,
});

/**
 * Streams from subgraphs: one shared socket per address and key, opened with its first stream. A reload that moves a
 * subgraph gives it a new address, hence a new socket, while old streams keep the old one to their end.
 */
export function createSubgraphStreams(limits: SocketLimits = defaultSocketLimits): SubgraphStreams {
  const sockets = new Map<string, SubgraphSocket>();
  let closed = false;

  const socketTo = (address: SubgraphAddress): SubgraphSocket => {
    const key = `${address.wsUrl}\n${address.signingKey ?? ''}`;
    const known = sockets.get(key);
    if (known) return known;
    const made = new SubgraphSocket(address, limits, () => void sockets.delete(key));
    sockets.set(key, made);
    return made;
  };

  return {
    open: (call, sink) => {
      if (!closed) return socketTo(call.subgraph).open(call, sink);
      queueMicrotask(() => sink.lost('this gateway is closing'));
      return () => undefined;
    },
    counts: () => ({
      sockets: sockets.size,
      streams: [...sockets.values()].reduce((sum, socket) => sum + socket.streams, 0),
    }),
    close: () => {
      closed = true;
      for (const socket of sockets.values()) socket.close('this gateway is closing');
    },
  };
}
