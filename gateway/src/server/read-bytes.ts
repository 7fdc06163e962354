import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { discardBody } from './discard-body.ts';
import { HttpRefusal } from './http-refusal.ts';

const decoders = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * The whole body as text, never more than `maxBytes` of it in memory, compressed or not: a longer one is refused when
 * its length is announced, else as soon as it is passed, a compressed one when what comes out of it is
 * (threats.md A15).
 * @throws HttpRefusal 413, 415 for an encoding that is not known, 400 for bytes that are not what they say
 */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<string> {
  const encoding = String(request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'identity' && !isKnown(encoding))
    throw new HttpRefusal(415, 'The content-encoding must be gzip, deflate or br.');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(request, maxBytes);
  const body = await collect(request, maxBytes);
  return decodeText(isKnown(encoding) ? await decode(body, encoding, maxBytes) : body);
}

/** By events: an iterator over the stream costs more than all else here. */
function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      request.off('data', take);
      reject(tooLarge(request, maxBytes));
    };
    request.on('data', take);
    request.once('end', () => resolve(chunks[0] && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    const gone = (): void => reject(new Error('the client has left'));
    if (request.destroyed) gone();
    // Every request closes; an error, which keeps the stack, is made only for one whose body has not ended.
    else request.once('close', () => request.readableEnded || gone());
  });
}

function isKnown(encoding: string): encoding is keyof typeof decoders {
  return Object.hasOwn(decoders, encoding);
}

async function decode(body: Buffer, encoding: keyof typeof decoders, maxBytes: number): Promise<Buffer> {
  try {
    return await decoders[encoding](body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError || codeOf(error) === 'ERR_BUFFER_TOO_LARGE')
      throw new HttpRefusal(413, `The body may have at most ${maxBytes} bytes.`);
    throw new HttpRefusal(400, `The body is not ${encoding}.`);
  }
}

function decodeText(body: Buffer): string {
  if (!isUtf8(body)) throw new HttpRefusal(400, 'The body is not UTF-8.');
  return body.toString('utf8');
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function tooLarge(request: IncomingMessage, maxBytes: number): HttpRefusal {
  discardBody(request);
  return new HttpRefusal(413, `The body may have at most ${maxBytes} bytes.`);
}
