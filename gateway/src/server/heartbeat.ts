import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Unacknowledged } from './unacknowledged.ts';

export interface BeatingSocket {
  readonly client: WebSocket;
  readonly socket: Socket;
  readonly unacknowledged: Unacknowledged;
  readonly intervalMs: number;
  /** Grows with what the system has taken over of what waited for the peer. */
  readonly taken: () => number;
}

/**
 * Cuts a peer that is gone or does not read. Each beat sends a ping with a payload of its own, and only a pong with that
 * payload answers it: pongs that nobody asked for prove nothing (threats.md finding 6). A peer that is behind with its
 * reading answers late but takes bytes and lives: ours, which `taken` shows, or those that the system has taken over
 * before, megabytes that a slow one reads for longer than a beat. From its last sign of life until it is cut there are at
 * most 2¼ intervals. The function returned stops it.
 */
export function startHeartbeat({ client, intervalMs, taken, ...parts }: BeatingSocket): () => void {
  let expected: Buffer | undefined;
  let takenBefore = taken();
  let isLooking = false;
  let isStopped = false;
  client.on('pong', (payload) => {
    if (expected?.equals(payload)) expected = undefined;
  });
  const look = async (): Promise<void> => {
    const takesNothing = await acknowledgesNothing(parts, intervalMs / 4);
    isLooking = false;
    if (takesNothing && !isStopped && expected && taken() === takenBefore) client.terminate();
  };
  const timer = setInterval(() => {
    const takenNow = taken();
    if (expected && takenNow === takenBefore) {
      if (!isLooking) void look();
      isLooking = true;
      return;
    }
    takenBefore = takenNow;
    if (expected) return;
    expected = randomBytes(8);
    client.ping(expected);
  }, intervalMs);
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

const looks = 3;

/**
 * Whether nothing that was sent is acknowledged for so long; also where the system does not tell, which no peer gets around.
 * What waits here and what is in flight are both looked at, since Node tells of a write that it was taken over only when
 * all of it was: what is in flight grows again meanwhile, but it shrinks by nothing but what is acknowledged.
 */
async function acknowledgesNothing(
  { socket, unacknowledged }: Pick<BeatingSocket, 'socket' | 'unacknowledged'>,
  ms: number,
): Promise<boolean> {
  const look = async () => {
    const takenOver = socket.bytesWritten - socket.writableLength;
    const inFlight = await unacknowledged.of(socket);
    return inFlight === undefined ? undefined : { inFlight, acknowledged: takenOver - inFlight };
  };
  let before = await look();
  for (let n = 0; n < looks && before; n += 1) {
    await sleep(ms / looks, undefined, { ref: false });
    const now = await look();
    if (now && (now.acknowledged > before.acknowledged || now.inFlight < before.inFlight)) return false;
    before = now;
  }
  return true;
}
