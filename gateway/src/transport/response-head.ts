/** What the head of a response says of what follows it. */
export interface ResponseHead {
  readonly status: number;
  /** The body is JSON in UTF-8, not compressed, as far as the head says. */
  readonly isJson: boolean;
  /** How many bytes the body has, or how one tells that it has ended. */
  readonly framing: number | 'chunked' | 'until close';
  /** How long the connection may be kept for another request; 0: not at all. */
  readonly keepAliveMs: number;
}

/** A status line and fields as RFC 9112 writes them: one space, no folded lines, nothing before a colon but a token, no control characters. */
const wellFormed =
  /^HTTP\/1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?(?:\r\n[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e\x80-\xff]*)*$/;

/** A server that says nothing of it closes what is idle after five seconds (Node's default). */
const usualKeepAliveMs = 4_000;
const maxKeepAliveMs = 60_000;

interface Fields {
  isJson: boolean;
  length: number | undefined;
  isChunked: boolean;
  closes: boolean;
  keepAliveMs: number;
}

/**
 * Reads the head of one response, without the empty line that ends it. Undefined for anything that two readers might
 * take for different things: then nothing that follows can be trusted.
 * @param text one character for each byte
 */
export function readHead(text: string): ResponseHead | undefined {
  if (!wellFormed.test(text)) return undefined;
  const status = Number(text.slice(9, 12));
  const isOld = text.charCodeAt(7) === 0x30;
  const fields: Fields = {
    isJson: true,
    length: undefined,
    isChunked: false,
    closes: isOld,
    keepAliveMs: usualKeepAliveMs,
  };
  for (let at = text.indexOf('\r\n'); at >= 0; ) {
    const start = at + 2;
    at = text.indexOf('\r\n', start);
    if (!readField(text.slice(start, at < 0 ? text.length : at), fields)) return undefined;
  }
  const { length, isChunked, isJson, closes } = fields;
  if (isChunked && (length !== undefined || isOld)) return undefined;
  const framing = hasNoBody(status) ? 0 : (length ?? (isChunked ? 'chunked' : 'until close'));
  return { status, isJson, framing, keepAliveMs: closes ? 0 : fields.keepAliveMs };
}

function hasNoBody(status: number): boolean {
  return status < 200 || status === 204 || status === 304;
}

/** False for a field that makes the response one that cannot be read. Most fields are passed over by their length. */
function readField(line: string, fields: Fields): boolean {
  const colon = line.indexOf(':');
  switch (colon) {
    case 10:
    case 12:
    case 14:
    case 16:
    case 17:
      return readNamed(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim(), fields);
    default:
      return true;
  }
}

function readNamed(name: string, value: string, fields: Fields): boolean {
  switch (name) {
    case 'content-length':
      // Twice is once too often, whether or not they agree.
      if (fields.length !== undefined || !/^\d{1,15}$/.test(value)) return false;
      fields.length = Number(value);
      return true;
    case 'transfer-encoding':
      if (fields.isChunked || value.toLowerCase() !== 'chunked') return false;
      fields.isChunked = true;
      return true;
    case 'content-type':
      fields.isJson &&= isJsonType(value);
      return true;
    case 'content-encoding':
      fields.isJson = false;
      return true;
    case 'connection':
      fields.closes ||= /(?:^|,)\s*close\s*(?:,|$)/i.test(value);
      return true;
    case 'keep-alive':
      fields.keepAliveMs = keepAliveOf(value);
      return true;
    default:
      return true;
  }
}

/** A second less than the server waits: what is sent in its last moment would be lost. */
function keepAliveOf(value: string): number {
  const seconds = /(?:^|,)\s*timeout=(\d{1,9})\s*(?:,|$)/i.exec(value)?.[1];
  if (seconds === undefined) return usualKeepAliveMs;
  return Math.min(Math.max(Number(seconds) - 1, 0) * 1_000, maxKeepAliveMs);
}

const plainTypes: ReadonlySet<string> = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
]);

function isJsonType(type: string): boolean {
  return (
    plainTypes.has(type) ||
    /^application\/(?:[\w.-]+\+)?json *(?:;(?! *charset=(?!"?utf-?8\b)).*)?$/i.test(type)
  );
}
