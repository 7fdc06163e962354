import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType, parseMessage } from 'graphql-ws';
import type { Message } from 'graphql-ws';
import { WebSocket } from 'ws';
import { sign, subscribeBody } from '../../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphAddress } from '../supergraph/snapshot.ts';
import { tlsOptions } from './tls-settings.ts';
import type { StreamAnswer, StreamCall, StreamSink } from './subgraph-stream.ts';

export interface SocketLimits {
  /** From the first byte of the connection to `connection_ack`. */
  readonly connectMs: number;
  /** A peer that answers no ping for this long is taken for dead (H02: a half-open connection says nothing). */
  readonly heartbeatMs: number;
  /** How long a socket without streams is kept for the next one. */
  readonly lingerMs: number;
  readonly maxMessageBytes: number;
}

interface OpenStream {
  readonly call: StreamCall;
  readonly sink: StreamSink;
}

/**
 * The one graphql-transport-ws connection to a subgraph, shared by all streams of that subgraph. It lives from its
 * first stream until it breaks or has had no stream for `lingerMs`, and is never opened twice: whoever owns it makes
 * a new one after `onClosed`. When it breaks, every stream on it is told `lost` once.
 */
export class SubgraphSocket {
  readonly #address: SubgraphAddress;
  readonly #limits: SocketLimits;
  readonly #onClosed: () => void;
  readonly #streams = new Map<string, OpenStream>();
  readonly #socket: WebSocket;
  readonly #connectTimer: NodeJS.Timeout;
  #heartbeat: NodeJS.Timeout | undefined;
  #linger: NodeJS.Timeout | undefined;
  #ready = false;
  #closed = false;
  #heard = true;
  #lastId = 0;
  #reason = 'connection closed';

  constructor(address: SubgraphAddress, limits: SocketLimits, onClosed: () => void) {
    this.#address = address;
    this.#limits = limits;
    this.#onClosed = onClosed;
    this.#socket = new WebSocket(address.wsUrl, GRAPHQL_TRANSPORT_WS_PROTOCOL, {
      maxPayload: limits.maxMessageBytes,
      perMessageDeflate: false,
      handshakeTimeout: limits.connectMs,
      ...(isSecure(address.wsUrl) ? tlsOptions(new URL(address.wsUrl).hostname, address.tls) : {}),
    });
    this.#connectTimer = setTimeout(() => this.#break('no connection_ack in time'), limits.connectMs);
    this.#listen();
  }

  get streams(): number {
    return this.#streams.size;
  }

  open(call: StreamCall, sink: StreamSink): () => void {
    const id = String((this.#lastId += 1));
    this.#streams.set(id, { call, sink });
    clearTimeout(this.#linger);
    if (this.#ready) this.#subscribe(id, call);
    return () => this.#end(id);
  }

  /** Cuts the connection and tells every stream. */
  close(reason: string): void {
    this.#break(reason);
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('open', () => this.#send({ type: MessageType.ConnectionInit, payload: this.#initPayload() }));
    socket.on('message', (data: Buffer) => this.#receive(data.toString('utf8')));
    socket.on('pong', () => void (this.#heard = true));
    socket.on('error', (error) => void (this.#reason = error.message));
    socket.on('close', (code) => this.#lose(`${this.#reason} (${code})`));
  }

  #initPayload(): Record<string, unknown> | undefined {
    const key = this.#address.signingKey;
    return key === undefined
      ? undefined
      : { hub: { signature: sign({ purpose: 'connection_init', viewer: '', body: '' }, key) } };
  }

  #receive(text: string): void {
    this.#heard = true;
    const message = parseServerMessage(text);
    if (message === null) return this.#break('not graphql-transport-ws');
    switch (message.type) {
      case MessageType.ConnectionAck:
        return this.#acknowledged();
      case MessageType.Ping:
        return this.#send({ type: MessageType.Pong });
      case MessageType.Next:
        return this.#streams.get(message.id)?.sink.next(parseAnswer(message.payload), text.length);
      case MessageType.Error:
        return this.#take(message.id)?.sink.refused(message.payload);
      case MessageType.Complete:
        return this.#take(message.id)?.sink.complete();
      default:
    }
  }

  #acknowledged(): void {
    clearTimeout(this.#connectTimer);
    this.#ready = true;
    this.#heartbeat = setInterval(() => this.#beat(), this.#limits.heartbeatMs);
    for (const [id, { call }] of this.#streams) this.#subscribe(id, call);
  }

  #subscribe(id: string, call: StreamCall): void {
    const payload = {
      query: call.query,
      ...(call.operationName === undefined ? {} : { operationName: call.operationName }),
      variables: call.variables,
      ...subscribeExtensions(call),
    };
    this.#send({ id, type: MessageType.Subscribe, payload });
  }

  #send(message: object): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #beat(): void {
    if (!this.#heard) return this.#break('no answer to a ping');
    this.#heard = false;
    this.#socket.ping();
  }

  /** The owner lets go of a stream: the subgraph is told once, and never twice. */
  #end(id: string): void {
    if (this.#take(id) && this.#ready) this.#send({ id, type: MessageType.Complete });
  }

  #take(id: string): OpenStream | undefined {
    const stream = this.#streams.get(id);
    if (this.#streams.delete(id) && this.#streams.size === 0 && !this.#closed) {
      clearTimeout(this.#linger);
      this.#linger = setTimeout(() => this.#break('no stream left'), this.#limits.lingerMs);
    }
    return stream;
  }

  #break(reason: string): void {
    this.#reason = reason;
    this.#lose(reason);
    this.#socket.terminate();
  }

  #lose(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ready = false;
    clearTimeout(this.#connectTimer);
    clearTimeout(this.#linger);
    clearInterval(this.#heartbeat);
    this.#onClosed();
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    for (const { sink } of streams) sink.lost(reason);
  }
}

/** Ours get the cursor, the signature over exactly what is asked, and the viewer; a foreign subgraph gets none of it. */
function subscribeExtensions(call: StreamCall): { extensions?: Record<string, unknown> } {
  const { subgraph, after, viewer } = call;
  const resume = after === undefined ? {} : { after };
  if (subgraph.signingKey === undefined) return after === undefined ? {} : { extensions: resume };
  const encoded = viewer === null ? '' : encodeViewer(viewer);
  const parts = { purpose: 'subscribe', viewer: encoded, body: subscribeBody({ ...call, after }) };
  const signature = sign(parts, subgraph.signingKey);
  const hub = { signature, tell: call.tell, ...(encoded === '' ? {} : { viewer: encoded }) };
  return { extensions: { ...resume, hub } };
}

function parseServerMessage(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}

function parseAnswer(payload: unknown): StreamAnswer {
  return payload as StreamAnswer;
}

function isSecure(url: string): boolean {
  return url.startsWith('wss:');
}
