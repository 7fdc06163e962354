import type { Outbox } from './outbox.ts';
import type { Sink } from './sink.ts';

export interface BeatingStream {
  readonly outbox: Outbox;
  readonly sink: Sink;
  readonly intervalMs: number;
  /** Sends one; called while nothing waits for the peer. */
  readonly beat: () => void;
  /** Called for a peer that took nothing from one beat to the next while something waited for it. */
  readonly cut: () => void;
}

/**
 * Keeps what stands between from taking a quiet stream for a dead one, and ends a peer that does not read. A peer of an
 * HTTP answer never says anything: that it is gone shows when what waits for it is not taken, or when TCP gives it up.
 * The function returned stops it.
 */
export function startStreamHeartbeat(stream: BeatingStream): () => void {
  const { outbox, sink, intervalMs, beat, cut } = stream;
  let takenBefore = outbox.taken;
  let wasBehind = false;
  const timer = setInterval(() => {
    const isBehind = sink.unsent > 0;
    if (isBehind && wasBehind && outbox.taken === takenBefore) return cut();
    if (!isBehind) beat();
    wasBehind = isBehind;
    takenBefore = outbox.taken;
  }, intervalMs);
  return () => clearInterval(timer);
}
