import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';

/**
 * Cuts a peer that is gone or does not read. Each beat sends a ping with a payload of its own, and only a pong with that
 * payload answers it: pongs that nobody asked for prove nothing (threats.md finding 6). A peer that is behind with its
 * reading answers late but takes bytes, which `taken` shows, and lives. The function returned stops it.
 */
export function startHeartbeat(socket: WebSocket, intervalMs: number, taken: () => number): () => void {
  let expected: Buffer | undefined;
  let takenBefore = taken();
  socket.on('pong', (payload) => {
    if (expected?.equals(payload)) expected = undefined;
  });
  const timer = setInterval(() => {
    const takenNow = taken();
    if (expected && takenNow === takenBefore) return socket.terminate();
    takenBefore = takenNow;
    if (expected) return;
    expected = randomBytes(8);
    socket.ping(expected);
  }, intervalMs);
  return () => clearInterval(timer);
}
