import type { ExecutionResult } from 'graphql';
import type { AnswerInParts, Delivery } from '../request/deliver-parts.ts';
import { createIncrementalWriter } from '../request/incremental-wire.ts';
import type { IncrementalFormat, IncrementalWriter } from '../request/incremental-wire.ts';
import type { Responding } from '../request/respond.ts';

export interface SocketPartsOptions {
  readonly format: IncrementalFormat;
  readonly context: Responding;
  /** Ends what runs for the answer. */
  readonly controller: AbortController;
  /** Called once, when the answer is over, with its outcome for metrics. */
  readonly finish: (outcome: string) => void;
}

/** An answer in parts as graphql-ws sends it: each part one `next`, then `complete`. */
export class SocketParts implements AsyncIterableIterator<ExecutionResult> {
  readonly #answer: AnswerInParts;
  readonly #writer: IncrementalWriter;
  readonly #options: SocketPartsOptions;
  #begun = false;
  #hasErrors = false;
  #finished = false;

  constructor(answer: AnswerInParts, options: SocketPartsOptions) {
    const { format, context } = options;
    this.#answer = answer;
    this.#options = options;
    this.#writer = createIncrementalWriter(format, { labels: answer.labels, responding: context });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const { first, rest } = this.#answer;
    if (!this.#begun) {
      this.#begun = true;
      this.#hasErrors = first.errors.length > 0;
      return { done: false, value: parsePart(this.#writer.first(first)) };
    }
    const step: IteratorResult<Delivery, void> = await rest.next();
    if (step.done) {
      this.#finish(this.#hasErrors ? 'partial' : 'ok');
      return { done: true, value: undefined };
    }
    this.#hasErrors ||= step.value.parts.some(({ errors }) => errors.length > 0);
    return { done: false, value: parsePart(this.#writer.later(step.value)) };
  }

  /** The client has left, or its socket: nothing more is fetched. */
  return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (!this.#finished) this.#options.controller.abort();
    this.#finish('client');
    return Promise.resolve({ done: true, value: undefined });
  }

  #finish(outcome: string): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#options.finish(outcome);
  }
}

function parsePart(text: string): ExecutionResult {
  return JSON.parse(text) as ExecutionResult;
}
