import { createHash } from 'node:crypto';
import type { Rendered } from './door.ts';
import type { DoorExchange } from './host.ts';

export interface Response extends Rendered {
  readonly mediaType: string;
  /** For how long anybody may keep it; undefined for what nobody may. */
  readonly keptS?: number | undefined;
  /** The client chose by `accept`. */
  readonly varies: boolean;
}

/**
 * Sends an answer. What may be kept has a strong ETag of its bytes, and is 304 for who has it already (RFC 9110, 13.1);
 * HEAD gets the same head as GET.
 */
export function respond({ request, response }: DoorExchange, answer: Response): void {
  if (response.destroyed) return;
  const { status = 200, mediaType, headers = {}, lastModified, keptS, varies } = answer;
  const body = Buffer.from(answer.body);
  const isKept = keptS !== undefined && status === 200;
  const etag = `"${createHash('sha256').update(mediaType).update(body).digest('base64url').slice(0, 27)}"`;
  const kept: Record<string, string> = {
    'cache-control': isKept ? `public, max-age=${keptS}` : 'no-store',
    ...(varies ? { vary: 'accept' } : {}),
    ...(isKept ? { etag } : {}),
    ...(isKept && lastModified ? { 'last-modified': lastModified.toUTCString() } : {}),
  };
  if (isKept && hasAlready(request.headers, { etag, lastModified })) {
    response.writeHead(304, kept).end();
    return;
  }
  const length = String(body.length);
  response.writeHead(status, { ...kept, 'content-type': mediaType, 'content-length': length, ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A date is looked at only when there is no tag, which says more. */
function hasAlready(
  headers: DoorExchange['request']['headers'],
  { etag, lastModified }: { readonly etag: string; readonly lastModified: Date | undefined },
): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return lastModified !== undefined && Math.floor(lastModified.getTime() / 1_000) * 1_000 <= since;
}
