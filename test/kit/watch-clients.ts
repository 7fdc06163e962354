import { canariesIn } from './canaries.ts';

// Set up for every test file: whatever a client of the tests is told by fetch, the SDK's client included, is looked through for the seeded
// canaries (`seed-canaries.ts`). WebSockets and streams on bare sockets are looked through where the kit reads them.
const plain = globalThis.fetch;

globalThis.fetch = async (...asked) => {
  const response = await plain(...asked);
  if (!response.body) return response;
  const { status, statusText, headers, url } = response;
  const look = canariesIn.reader(`an answer of ${url}`);
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, out) => {
        look(Buffer.from(chunk).toString('latin1'));
        out.enqueue(chunk);
      },
    }),
  );
  const watched = new Response(body, { status, statusText, headers });
  Object.defineProperty(watched, 'url', { value: url });
  return watched;
};
