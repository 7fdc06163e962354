import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { hasSecret } from './credentials.ts';

/**
 * The status with which an upgrade is refused, or undefined. A page of another site may use tokens but not the cookies
 * that a browser adds for it (threats.md E20); we read no cookies, so such an upgrade can only be an attempt.
 */
export function upgradeRefusal(
  request: IncomingMessage,
  state: { readonly paths: ReadonlySet<string>; readonly draining: boolean },
): number | undefined {
  if (!state.paths.has(pathOf(request))) return 404;
  if (state.draining) return 503;
  if (hasSecretInTarget(request)) return 400;
  return request.headers.cookie !== undefined && isForeign(request) ? 403 : undefined;
}

/** As on every other road (credentials.ts): nobody is to get used to a secret in an address. */
function hasSecretInTarget({ url = '' }: IncomingMessage): boolean {
  const at = url.indexOf('?');
  return at >= 0 && hasSecret({ search: url.slice(at), searchParams: new URLSearchParams(url.slice(at)) });
}

export function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1).join('');
}

/** A page of another site asks. */
export function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
