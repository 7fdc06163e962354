/**
 * The address that a request asks for; undefined for one that may mean another thing to who stands in front of us. A proxy decides by the path
 * as it came, and a URL has spellings that are taken away when it is read: `//x/metrics`, `/\x/metrics`, `/x/%2e%2e/metrics` and `/metrics#x`
 * all are `/metrics` to a reader of URLs, and none of them is to a proxy that keeps `/metrics` from the internet.
 */
export function readTarget(target: string, base: string): URL | undefined {
  // An absolute form is for proxies; its host says nothing to us (RFC 9112, 3.2.2).
  const [path = ''] = target.replace(/^https?:\/\/[^/?#\\]*/i, '').split('?', 1);
  if (!path.startsWith('/') || path.startsWith('//') || ambiguous.test(path)) return undefined;
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}

/** What a reader of URLs takes for a slash or an end, drops, or climbs up by. */
// oxlint-disable-next-line no-control-regex
const ambiguous = /[\\#\u0000-\u0020]|\/(?:\.|%2e){1,2}(?:\/|$)/i;
