import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Exchange, Route } from './http.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** Nothing from elsewhere: scripts, workers and requests of this origin only. The editor writes styles at run time. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The offline explorer at /explorer, from a folder of built files. Only files that are in the folder have an address.
 * Until `ready` is settled the page asks for a moment; when it failed, the page says that there is none.
 */
export function explorerRoutes(folder: string, ready: Promise<void>): [string, Route][] {
  let state: 'building' | 'ready' | 'failed' = 'building';
  let files: ReadonlySet<string> = new Set();
  ready.then(
    () => {
      files = new Set(readdirSync(folder));
      state = 'ready';
    },
    () => void (state = 'failed'),
  );
  const route: Route = async (exchange) => {
    if (state !== 'ready') return sendWaiting(exchange, state);
    const name = exchange.url.pathname.slice('/explorer/'.length) || 'index.html';
    if (!files.has(name)) return send(exchange, 404, { type: 'text/plain', body: 'Not found.\n' });
    // Chunks carry a hash of their content in their name; the rest is asked for again each time.
    const cache = /-[0-9A-Z]{8}\./.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
    const body = await readFile(join(folder, name));
    send(exchange, 200, { type: types[extname(name)] ?? 'application/octet-stream', body, cache });
  };
  return [
    ['/explorer', route],
    ['/explorer/', route],
  ];
}

function sendWaiting(exchange: Exchange, state: 'building' | 'failed'): void {
  const text =
    state === 'building'
      ? 'The explorer is being built; reload in a moment.\n'
      : 'The explorer could not be built; the log says why. The graph itself is at /graphql.\n';
  exchange.response.setHeader('retry-after', '2');
  send(exchange, 503, { type: 'text/plain; charset=utf-8', body: text });
}

interface Sending {
  readonly type: string;
  readonly body: string | Buffer;
  readonly cache?: string;
}

function send({ response }: Exchange, status: number, { type, body, cache }: Sending): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': cache ?? 'no-store',
    'content-security-policy': policy,
    'content-length': String(Buffer.byteLength(body)),
  });
  response.end(body);
}
