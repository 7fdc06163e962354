import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The body, where it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

/** What is answered; undefined cuts the connection without a word, and 'never' leaves it without an answer. */
export type FakeAnswer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** JSON, or text as it is. */
      readonly body: unknown;
    }
  | 'never'
  | undefined;

export interface FakeAnswers {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** A server that answers requests as it is told; `index` counts them from 0. */
export async function startFakeAnswers(
  script: (request: SeenRequest, index: number) => FakeAnswer,
): Promise<FakeAnswers> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, bytes, body: jsonOf(bytes), atMs: performance.now() };
      seen.push(one);
      answer(response, script(one, seen.length - 1));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function answer(response: ServerResponse, told: FakeAnswer): void {
  if (told === 'never') return;
  if (told === undefined) return void response.destroy();
  const { status = 200, headers = {}, body } = told;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function jsonOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(bytes.toString('utf8'))) as Record<string, unknown>;
  } catch {
    return {};
  }
}
