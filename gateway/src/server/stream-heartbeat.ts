import type { Socket } from 'node:net';
import type { Outbox } from './outbox.ts';
import type { Sink } from './sink.ts';
import type { Unacknowledged } from './unacknowledged.ts';

export interface BeatingStream {
  readonly outbox: Outbox;
  readonly sink: Sink;
  readonly socket: Socket;
  readonly unacknowledged: Unacknowledged;
  readonly intervalMs: number;
  /** Sends one; called while nothing waits for the peer. */
  readonly beat: () => void;
  /** Called for a peer that took nothing for an interval while something waited for it. */
  readonly cut: () => void;
}

const looksPerBeat = 4;

/**
 * Keeps what stands between from taking a quiet stream for a dead one, and ends a peer that is gone or does not read. A peer
 * of an HTTP answer never says anything: that it is gone shows when what was sent to it is not taken, be it what waits here
 * or what the system has taken over and nobody acknowledges. From its last sign of life until it is cut there are at most
 * 2¼ intervals: a beat is sent, a look finds it unanswered, and so does every look for an interval.
 * The function returned stops it.
 */
export function startStreamHeartbeat(stream: BeatingStream): () => void {
  const { sink, intervalMs, beat, cut } = stream;
  const progress = watchProgress(stream);
  let looks = 0;
  let isLooking = false;
  let isStopped = false;
  const look = async (): Promise<void> => {
    const still = await progress();
    if (isStopped) return;
    if (still >= looksPerBeat) return cut();
    looks += 1;
    if (looks % looksPerBeat === 0 && sink.unsent === 0) beat();
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, intervalMs / looksPerBeat);
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

/**
 * For how many looks the peer has taken nothing of what waits for it; 0 when nothing waits, or it has taken some since the
 * last one. Looks and no clock: while we ourselves are held up nobody is looked at.
 */
function watchProgress({ outbox, sink, socket, unacknowledged }: BeatingStream): () => Promise<number> {
  let takenBefore = outbox.taken;
  let most = 0;
  let inFlightBefore = 0;
  let wasBehind = false;
  let still = 0;
  return async () => {
    const takenOver = socket.bytesWritten - socket.writableLength;
    const inFlight = (await unacknowledged.of(socket)) ?? 0;
    // Never too much: what came meanwhile is in flight, too.
    const acknowledged = takenOver - inFlight;
    // It shrinks by nothing but what is acknowledged, also while Node still counts a long write as its own.
    const hasShrunk = inFlight < inFlightBefore;
    const hasTaken = outbox.taken !== takenBefore || acknowledged > most || hasShrunk;
    inFlightBefore = inFlight;
    takenBefore = outbox.taken;
    most = Math.max(most, acknowledged);
    const isBehind = sink.unsent > 0 || inFlight > 0;
    still = isBehind && wasBehind && !hasTaken ? still + 1 : 0;
    wasBehind = isBehind;
    return still;
  };
}
