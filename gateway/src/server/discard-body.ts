import type { IncomingMessage } from 'node:http';

/** How much more of a refused body is read and thrown away, so that the client gets to read the answer. */
const discardedBytes = 8 * 1024 * 1024;
const discardMs = 2_000;

/** Reads what is left of a body that was refused, for a while, and then drops the connection. */
export function discardBody(request: IncomingMessage): void {
  let left = discardedBytes;
  const timer = setTimeout(() => request.destroy(), discardMs).unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
