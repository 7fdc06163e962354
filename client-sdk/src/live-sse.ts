import { HubError, type WireError } from './errors.ts';
import { credentialHeaders, type Connection } from './connection.ts';
import { LiveBreakError, parseMembers } from './live-event.ts';
import type { LiveRoad, SubscribePayload, WireEvent } from './live-event.ts';
import { ServerSentEvents } from './server-sent-events.ts';
import { askToken, keepRenewed } from './token-renewal.ts';

/** The hub writes something at least every 12 s: after so long without a byte it is gone. */
const silenceMs = 40_000;
const openMs = 10_000;
const renewal =
  'mutation ($stream: ID!, $token: String!) { renewStream(stream: $stream, token: $token) { __typename } }';

/**
 * Streams over server-sent events (graphql-sse, distinct connections): one HTTP request each, for networks that let no
 * WebSocket through. It is read at the pace of its reader: the wait is in the connection, not in memory.
 */
export class LiveSse implements LiveRoad {
  readonly #connection: Connection;
  readonly #closing = new AbortController();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async *stream(
    payload: SubscribePayload,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncGenerator<WireEvent, void> {
    const leaving = new AbortController();
    const silence = new Silence(() => leaving.abort());
    const token = await askToken(this.#connection);
    let stopRenewal: () => void = () => undefined;
    try {
      silence.within(openMs);
      const ends = AbortSignal.any([signal, this.#closing.signal, leaving.signal]);
      const response = await this.#post(payload, { token, signal: ends });
      if (!isEventStream(response)) throw await refusalOf(response);
      opened?.();
      for await (const event of readEvents(response, () => silence.within(silenceMs))) {
        const stream = parseMembers(event.extensions)['stream'];
        if (typeof stream === 'string') {
          stopRenewal();
          stopRenewal = this.#renewed(stream, token);
        }
        yield event;
      }
    } catch (error) {
      if (signal.aborted || this.#closing.signal.aborted) return;
      if (error instanceof HubError || error instanceof LiveBreakError) throw error;
      throw new LiveBreakError('The connection of the stream broke.', { cause: error });
    } finally {
      silence.stop();
      stopRenewal();
      leaving.abort();
    }
  }

  close(): void {
    this.#closing.abort();
  }

  #renewed(stream: string, token: string | undefined): () => void {
    const next = (): Promise<string | undefined> => askToken(this.#connection);
    const send = async (fresh: string): Promise<void> => {
      const payload = { query: renewal, variables: { stream, token: fresh } };
      const signal = AbortSignal.timeout(openMs);
      const response = await this.#post(payload, { token: fresh, signal, accept: 'application/json' });
      await response.text();
    };
    return keepRenewed({ token, next, send });
  }

  #post(payload: SubscribePayload, call: PostCall): Promise<Response> {
    const { token, signal, accept = 'text/event-stream' } = call;
    const send = this.#connection.fetch ?? fetch;
    return send(this.#connection.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        ...credentialHeaders(this.#connection, token),
      },
      body: JSON.stringify(payload),
      signal,
    });
  }
}

interface PostCall {
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly accept?: string;
}

/** Calls back when it was not put off in time. */
class Silence {
  readonly #onSilence: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  within(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onSilence, ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function isEventStream({ ok, headers, body }: Response): boolean {
  return ok && body !== null && (headers.get('content-type') ?? '').startsWith('text/event-stream');
}

/** Ends with `complete`. @throws LiveBreakError when the connection ends without it */
async function* readEvents(response: Response, heard: () => void): AsyncGenerator<WireEvent, void> {
  const events = new ServerSentEvents();
  const decoder = new TextDecoder();
  const reader = parseReader(response.body);
  try {
    for (;;) {
      heard();
      const { done, value } = await reader.read();
      if (done) throw new LiveBreakError('The stream ended without a word.');
      for (const { name, data, id } of events.take(decoder.decode(value, { stream: true }))) {
        if (name === 'complete') return;
        if (name === 'next') yield withId(parseMembers(JSON.parse(data)), id);
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Where a hub says the cursor only in `id:`. */
function withId(event: WireEvent, id: string | undefined): WireEvent {
  const extensions = parseMembers(event.extensions);
  if (id === undefined || id === '' || extensions['cursor'] !== undefined) return event;
  return { ...event, extensions: { ...extensions, cursor: id } };
}

async function refusalOf(response: Response): Promise<Error> {
  const text = await response.text();
  const errors = parseErrors(text);
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  const waitMs = Number.isFinite(after) ? after * 1_000 : undefined;
  const requestId = response.headers.get('hub-request-id') ?? undefined;
  if (errors.length > 0 && waitMs === undefined) return new HubError(errors, { requestId });
  const isPassing = waitMs !== undefined || response.status >= 500 || response.status === 408;
  if (isPassing || response.ok)
    return new LiveBreakError(`HTTP ${response.status} in place of a stream.`, { waitMs });
  return new HubError([
    { message: `HTTP ${response.status} in place of a stream.`, extensions: { code: 'BAD_REQUEST' } },
  ]);
}

function parseErrors(text: string): readonly WireError[] {
  try {
    const { errors } = parseMembers(JSON.parse(text));
    return Array.isArray(errors) ? (errors as readonly WireError[]) : [];
  } catch {
    return [];
  }
}

interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

function parseReader(body: unknown): ByteReader {
  return (body as { getReader(): ByteReader }).getReader();
}
