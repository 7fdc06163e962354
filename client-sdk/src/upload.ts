import type { CallOptions } from './call-options.ts';
import type { Connection } from './connection.ts';
import { HubDeadlineError, HubError, isHubError } from './errors.ts';
import { askHook, passes, sendRequest } from './http.ts';
import { newKey, sha256Hex } from './persisted.ts';
import { backoffMs, Limit, pause, within } from './retry.ts';
import { sendBytes } from './send-bytes.ts';

export interface PhotoUpload extends Pick<CallOptions, 'signal' | 'deadlineMs' | 'retries' | 'onRetry'> {
  readonly kind: 'REPORT_PHOTO' | 'REPORT_EVIDENCE';
  /** JPEG, PNG or WebP, at most 10 MiB. */
  readonly file: Blob | ArrayBuffer | Uint8Array;
  /** Bytes that have left, of how many: never fewer than before, and all of them once, when the hub has taken them. */
  readonly onProgress?: ((sent: number, total: number) => void) | undefined;
}

/** What the hub takes (createUpload). */
const maxBytes = 10 * 1024 * 1024;
const defaultDeadlineMs = 120_000;
const createUpload = `mutation ($kind: UploadKind!, $bytes: Int!, $sha256: String!, $clientMutationId: String) {
  createUpload(kind: $kind, bytes: $bytes, sha256: $sha256, clientMutationId: $clientMutationId) { id url }
}`;

/**
 * Sends a photo: asks for an address, then sends the bytes there, again where that is safe.
 * @param hub a hub of `createHub`, or `{ connection }` of its own
 * @returns the id of the upload, for `media` of createReport or the evidence of an answer, within 24 hours
 * @throws HubError, BAD_USER_INPUT with the hub's own rules (range, media_type) before anything is sent; HubUnreachableError,
 * HubDeadlineError (2 minutes unless given), TypeError for what is no file, and the signal's reason when that aborts
 */
export async function uploadPhoto(
  { connection }: { readonly connection: Connection },
  upload: PhotoUpload,
): Promise<string> {
  const bytes = await bytesOf(upload.file);
  checkPhoto(bytes);
  const { signal, onRetry, retries = connection.retries ?? 4 } = upload;
  const limit = new Limit(upload.deadlineMs ?? defaultDeadlineMs, signal);
  const run = new Run(connection, { ...upload, signal: limit.signal }, bytes);
  let last: unknown;
  try {
    for (let retry = 1; ; retry += 1) {
      const outcome = await run.try();
      if ('id' in outcome) return outcome.id;
      const { error } = outcome;
      signal?.throwIfAborted();
      if (limit.passed) throw new HubDeadlineError('The deadline passed.', { cause: last ?? error });
      const waitMs = run.waitBefore(retry, error);
      if (waitMs === undefined || retry > retries || !limit.allows(waitMs)) throw error;
      onRetry?.(retry, error);
      last = error;
      await pause(waitMs, limit.signal);
    }
  } finally {
    limit.clear();
  }
}

interface Ticket {
  readonly id: string;
  readonly url: string;
}

class Run {
  readonly #connection: Connection;
  readonly #upload: PhotoUpload & { readonly signal: AbortSignal };
  readonly #bytes: ArrayBuffer;
  #key = newKey();
  #ticket: Ticket | undefined;
  #most = -1;
  #hasRenewed = false;

  constructor(
    connection: Connection,
    upload: PhotoUpload & { readonly signal: AbortSignal },
    bytes: ArrayBuffer,
  ) {
    this.#connection = connection;
    this.#upload = upload;
    this.#bytes = bytes;
  }

  async try(): Promise<{ readonly id: string } | { readonly error: unknown }> {
    const { signal } = this.#upload;
    try {
      const { id, url } = (this.#ticket ??= await this.#ask());
      const token = await within(signal, askHook(this.#connection));
      const sending = { url, bytes: this.#bytes, token, signal };
      // All of them are told once they are taken.
      const onSent = (sent: number): void => this.#tell(Math.min(sent, this.#bytes.byteLength - 1));
      const answer = await sendBytes(this.#connection, { ...sending, onSent });
      if (answer.errors.length > 0 || answer.data === undefined) throw new HubError(answer.errors, answer);
      this.#tell(this.#bytes.byteLength);
      return { id };
    } catch (error) {
      return { error };
    }
  }

  waitBefore(retry: number, error: unknown): number | undefined {
    // An address is good once: when an answer got lost nobody knows what became of its bytes, and another is asked for.
    const isUsedUp = isHubError(error) && (error.rule === 'single_use' || error.rule === 'expired');
    if (isUsedUp) this.#ticket = undefined;
    if (isUsedUp) this.#key = newKey();
    if (isUsedUp) return 0;
    if (isHubError(error, 'UNAUTHENTICATED') && this.#connection.token && !this.#hasRenewed) {
      this.#hasRenewed = true;
      return 0;
    }
    return passes(error) ? (error.retryAfter ?? 0) * 1_000 + backoffMs(retry) : undefined;
  }

  async #ask(): Promise<Ticket> {
    const { kind, signal } = this.#upload;
    const sha256 = await sha256Hex(this.#bytes);
    const variables = { kind, bytes: this.#bytes.byteLength, sha256, clientMutationId: this.#key };
    const options = { signal, retries: 0, deadlineMs: defaultDeadlineMs };
    const { id, url } = parseTicket(
      await sendRequest(this.#connection, { query: createUpload, variables }, options),
    );
    return { id, url: new URL(url, this.#connection.url).href };
  }

  #tell(sent: number): void {
    if (sent <= this.#most) return;
    this.#most = sent;
    this.#upload.onProgress?.(sent, this.#bytes.byteLength);
  }
}

async function bytesOf(file: PhotoUpload['file']): Promise<ArrayBuffer> {
  if (file instanceof Uint8Array) return parseCopy(file);
  const given: object = Object(file);
  if (!('arrayBuffer' in given) && !('byteLength' in given))
    throw new TypeError(`expected a Blob, an ArrayBuffer or a Uint8Array as file, got ${typeof file}`);
  return 'arrayBuffer' in file ? file.arrayBuffer() : file;
}

/** By the rules of the hub, in its words: what it would refuse is not sent. */
function checkPhoto(bytes: ArrayBuffer): void {
  const { byteLength } = bytes;
  if (byteLength < 1 || byteLength > maxBytes)
    throw refused(
      { rule: 'range', min: 1, max: maxBytes },
      `A file of this kind has 1 to ${maxBytes} bytes.`,
    );
  const head = String.fromCharCode(...new Uint8Array(bytes.slice(0, 12)));
  const isKnown = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n'].some((known) => head.startsWith(known));
  const isWebp = head.startsWith('RIFF') && head.endsWith('WEBP');
  const allowed = ['image/jpeg', 'image/png', 'image/webp'];
  if (!isKnown && !isWebp)
    throw refused({ rule: 'media_type', allowed }, 'This is not a picture in JPEG, PNG or WebP.');
}

function refused(broken: Readonly<Record<string, unknown>>, message: string): HubError {
  return new HubError([{ message, extensions: { code: 'BAD_USER_INPUT', field: 'bytes', ...broken } }]);
}

function parseCopy(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}

function parseTicket(data: unknown): Ticket {
  return (data as { readonly createUpload: Ticket }).createUpload;
}
