import type { CallClock, Waiting } from './call-clock.ts';
import type { CircuitBreaker, Outcome, Pass } from './circuit-breaker.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { failure } from './failure.ts';
import type { Caller } from './flights.ts';
import type { FailureCode } from './failure.ts';
import type { Exchange, HttpConnection } from './http-connection.ts';
import { BadResponseError } from './response-parser.ts';
import { ResponseReader } from './response-reader.ts';
import type { ResponseHead } from './response-head.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { SubgraphAnswer } from './subgraph-call.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** Told of each call once, when it has ended: `outcome` is `ok` or a code of the error table. */
export type ObserveCall = (subgraph: string, outcome: 'ok' | FailureCode, seconds: number) => void;

/** One subgraph at one address, with what all calls to it share. */
export interface SubgraphLine {
  readonly name: string;
  readonly settings: SubgraphSettings;
  readonly pool: ConnectionPool;
  readonly breaker: CircuitBreaker;
  readonly budget: RetryBudget;
  readonly clock: CallClock;
  readonly observe: ObserveCall | undefined;
  /** Attempts under way or waiting for a socket. */
  inFlight: number;
}

export interface CallParts {
  /** Head and body, as they are sent. */
  readonly request: string;
  readonly requestBytes: number;
  readonly mayRepeat: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: Caller;
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One call with all its attempts. It settles once; what comes later is not heard. From then on it holds nothing: whatever
 * has listed it (a Set's old table is only collected with the old generation) would keep the answer and all that hangs on it.
 */
export class HttpCall implements Exchange, Waiting {
  request: string;
  readonly requestBytes: number;
  connection: HttpConnection | undefined;
  readonly #line: SubgraphLine;
  #parts: CallParts;
  readonly #beganMs: number;
  #reader: ResponseReader | undefined;
  #attempts = 0;
  #pass: Pass | undefined;
  #isRunning = false;
  #hasHead = false;
  #settled = false;

  constructor(line: SubgraphLine, parts: CallParts) {
    this.#line = line;
    this.#parts = parts;
    this.request = parts.request;
    this.requestBytes = parts.requestBytes;
    this.#beganMs = line.clock.now();
    this.#reader = new ResponseReader(line.settings.maxResponseBytes);
  }

  start(): void {
    if (this.#parts.signal.aborted) return this.#fail('SUBGRAPH_UNAVAILABLE', 'nobody waits for the answer');
    this.#line.budget.count();
    this.#line.clock.add(this);
    this.#attempt();
  }

  check(nowMs: number): void {
    if (this.#parts.signal.aborted)
      return this.#giveUp('SUBGRAPH_UNAVAILABLE', 'nobody waits for the answer', 'unknown');
    const { headersMs, deadlineMs } = this.#line.settings;
    const waitedMs = nowMs - this.#beganMs;
    if (waitedMs >= deadlineMs || (!this.#hasHead && waitedMs >= headersMs))
      this.#giveUp('SUBGRAPH_TIMEOUT', `no answer in ${Math.round(waitedMs)} ms`, 'failed');
  }

  head(head: ResponseHead): void {
    this.#hasHead = true;
    if (this.#reader?.head(head) === false) this.#tooLarge();
  }

  body(bytes: Buffer): void {
    if (this.#reader?.add(bytes) === false) this.#tooLarge();
  }

  end(): void {
    const reader = this.#reader;
    const status = reader?.status ?? 0;
    this.#end(status >= 500 ? 'failed' : 'ok');
    if (!reader || this.#settled) return;
    const answer = reader.answer();
    if (answer) return this.#succeed(answer);
    // What a proxy says in the place of a subgraph that is away.
    const isAway = status === 502 || status === 503 || status === 504;
    if (isAway && this.#retry()) return;
    const code = isAway ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_BAD_RESPONSE';
    this.#fail(code, `HTTP ${status} without a GraphQL response`);
  }

  failed(error: Error): void {
    this.#end('failed');
    // Where part of the answer was there the subgraph has done its work; it is not done twice.
    if (!this.#hasHead && isBrokenConnection(error) && this.#retry()) return;
    this.#fail(error instanceof BadResponseError ? 'SUBGRAPH_BAD_RESPONSE' : 'SUBGRAPH_UNAVAILABLE', error);
  }

  #attempt(): void {
    const { breaker, settings, pool } = this.#line;
    if (this.#line.inFlight >= settings.maxInFlight)
      return this.#fail('SUBGRAPH_UNAVAILABLE', `${settings.maxInFlight} calls are under way`);
    this.#pass = breaker.enter();
    if (!this.#pass) return this.#fail('SUBGRAPH_UNAVAILABLE', 'most calls have failed; its breaker is open');
    this.#attempts += 1;
    this.#isRunning = true;
    this.#line.inFlight += 1;
    pool.send(this);
  }

  /** The attempt is over, or its answer is not waited for any more. */
  #end(outcome: Outcome): void {
    if (this.#isRunning) this.#line.inFlight -= 1;
    this.#isRunning = false;
    this.#leave(outcome);
  }

  #leave(outcome: Outcome): void {
    if (this.#pass) this.#line.breaker.leave(this.#pass, outcome);
    this.#pass = undefined;
  }

  /** True when the call will be sent again. */
  #retry(): boolean {
    const { settings, budget } = this.#line;
    if (!this.#parts.mayRepeat || this.#attempts > settings.maxRetries || !budget.take()) return false;
    const ceilingMs = settings.retryBackOffMs * 2 ** (this.#attempts - 1);
    setTimeout(() => this.#again(), Math.random() * ceilingMs);
    return true;
  }

  #again(): void {
    if (this.#settled) return;
    this.#reader = new ResponseReader(this.#line.settings.maxResponseBytes);
    this.#hasHead = false;
    this.#attempt();
  }

  #tooLarge(): void {
    const { maxResponseBytes } = this.#line.settings;
    this.#giveUp('SUBGRAPH_RESPONSE_TOO_LARGE', `more than ${maxResponseBytes} bytes`, 'ok');
  }

  #giveUp(code: FailureCode, reason: string, outcome: Outcome): void {
    if (this.#settled) return;
    this.#line.pool.abandon(this, new Error(reason));
    this.#end(outcome);
    this.#fail(code, reason);
  }

  #succeed(answer: SubgraphAnswer): void {
    const { resolve } = this.#parts;
    this.#settle('ok');
    resolve(answer);
  }

  #fail(code: FailureCode, reason: unknown): void {
    const { reject } = this.#parts;
    this.#settle(code);
    reject(failure(code, this.#line.name, reason));
  }

  #settle(outcome: 'ok' | FailureCode): void {
    const { clock, observe, name } = this.#line;
    this.#settled = true;
    clock.delete(this);
    this.request = '';
    this.#parts = nothing;
    this.#reader = undefined;
    observe?.(name, outcome, (clock.now() - this.#beganMs) / 1_000);
  }
}

const nothing: CallParts = Object.freeze({
  request: '',
  requestBytes: 0,
  mayRepeat: false,
  signal: Object.freeze({ aborted: true }),
  resolve: () => undefined,
  reject: () => undefined,
});

const connectionCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'HUB_CLOSED']);

/** Jest's realm has another Error class than Node's core: only the code is looked at. */
function isBrokenConnection(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && connectionCodes.has(error.code);
}
