import type { Dispatcher } from 'undici';

/** A body that went over the limit; `code` names it, as for errors of the network. */
export class BodyTooLargeError extends Error {
  readonly code = 'HUB_BODY_TOO_LARGE';
}

/** The body as UTF-8. Past `maxBytes` the connection is dropped without reading on. */
export async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.byteLength;
    // Leaving the loop destroys the body, and with it the socket.
    if (bytes > maxBytes) throw new BodyTooLargeError(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}
