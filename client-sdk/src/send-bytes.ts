import { credentialHeaders, type Connection } from './connection.ts';
import { HubUnreachableError, noAnswerFrom } from './errors.ts';
import { parseAnswer, type Answer } from './post.ts';

/** The bytes of one file on their way to an address of the hub's. */
export interface Sending {
  readonly url: string;
  readonly bytes: ArrayBuffer;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  /** How many have left, as far as the platform tells; may stand still and be told twice. */
  readonly onSent: (bytes: number) => void;
}

/** What of a browser's XMLHttpRequest is used. */
interface Xhr {
  readonly upload: { onprogress: ((event: { readonly loaded: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  onloadend: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getResponseHeader(name: string): string | null;
  send(bytes: ArrayBuffer): void;
  abort(): void;
}

const chunkBytes = 64 * 1024;

/**
 * PUTs the bytes: by XMLHttpRequest where there is one, since it alone tells a page what has left; else by fetch, read piece by piece
 * as they leave, and as a whole where the platform does not announce the length of such a body.
 * @throws HubUnreachableError when nothing, or no part of the hub, answered, or the signal aborted
 */
export async function sendBytes(connection: Connection, sending: Sending): Promise<Answer> {
  try {
    const Xhr = connection.fetch ? undefined : parseXhrClass(globalThis);
    if (Xhr) return await sendByXhr(connection, sending, new Xhr());
    const answer = await sendByFetch(connection, sending, inPieces(sending)).catch(unlessWhole(sending));
    if (answer && answer.status !== 411) return answer;
    return await sendByFetch(connection, sending, { body: sending.bytes });
  } catch (error) {
    if (error instanceof HubUnreachableError) throw error;
    throw noAnswerFrom(sending.url, error);
  }
}

/** A platform that takes no stream says so with a TypeError before anything has left. */
function unlessWhole({ signal }: Sending): (error: unknown) => undefined {
  return (error) => {
    if (signal.aborted || !(error instanceof TypeError) || 'cause' in error) throw error;
    return undefined;
  };
}

async function sendByFetch(
  connection: Connection,
  { url, token, signal }: Sending,
  body: object,
): Promise<Answer> {
  const headers = { 'content-type': 'application/octet-stream', ...credentialHeaders(connection, token) };
  const send = connection.fetch ?? fetch;
  const { headers: more = {}, ...rest } = parseBody(body);
  const response = await send(url, { method: 'PUT', signal, ...rest, headers: { ...headers, ...more } });
  return answerOf(await response.text(), response);
}

interface Body {
  readonly headers?: Readonly<Record<string, string>>;
}

function parseBody(body: object): Body & Pick<RequestInit, 'body'> {
  return body as Body;
}

function inPieces({ bytes, onSent }: Sending): object {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        onSent(sent);
        if (sent >= bytes.byteLength) return controller.close();
        const piece = bytes.slice(sent, sent + chunkBytes);
        sent += piece.byteLength;
        controller.enqueue(new Uint8Array(piece));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, duplex: 'half', headers: { 'content-length': String(bytes.byteLength) } };
}

function sendByXhr(
  connection: Connection,
  { url, bytes, token, signal, onSent }: Sending,
  xhr: Xhr,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => xhr.abort();
    const fail = (): void => reject(new HubUnreachableError(`No answer from ${url}.`));
    xhr.open('PUT', url);
    xhr.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries(credentialHeaders(connection, token)))
      xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => onSent(loaded);
    xhr.onerror = fail;
    xhr.onabort = fail;
    xhr.onloadend = () => signal.removeEventListener('abort', abort);
    xhr.onload = () => {
      try {
        const headers = new Headers();
        for (const name of ['retry-after', 'hub-request-id']) {
          const value = xhr.getResponseHeader(name);
          if (value !== null) headers.set(name, value);
        }
        resolve(answerOf(xhr.responseText, { status: xhr.status, headers }));
      } catch (error) {
        reject(error instanceof Error ? error : new HubUnreachableError(String(error)));
      }
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    xhr.send(bytes);
  });
}

/** What is taken is answered with JSON of its own, what is refused with `errors`. */
function answerOf(text: string, head: Pick<Response, 'status' | 'headers'>): Answer {
  return head.status < 300
    ? { data: true, errors: [], status: head.status, requestId: undefined, retryAfter: undefined }
    : parseAnswer(text, head);
}

function parseXhrClass(found: object): (new () => Xhr) | undefined {
  return (found as { readonly XMLHttpRequest?: new () => Xhr }).XMLHttpRequest;
}
