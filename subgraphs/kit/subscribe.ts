import type { ExecutionResult } from 'graphql';
import { createSourceEventStream, execute, GraphQLError, locatedError } from 'graphql';
import { isPublicField } from './directives.ts';
import type { LiveParts, LiveRequest, LiveStreams } from './event-source.ts';
import { createLiveStreams, extensionsOf, reachedOf } from './event-source.ts';
import { isAway } from './mask-errors.ts';
import type { Viewer } from './process/viewer.ts';
import type { StreamOperation, SubscribedField } from './subscribed-field.ts';
import { subscribedField } from './subscribed-field.ts';

export interface LiveSubscription extends StreamOperation {
  readonly live: LiveParts;
  readonly viewer: Viewer;
  /** `extensions.after` of the subscribe payload. */
  readonly after: unknown;
  /** `LiveRequest.tell`. */
  readonly tell?: LiveRequest['tell'];
  /** Called once for the field's `subscribe` and once per event: loaders never outlive an event. */
  readonly createContext: (live: LiveStreams) => object | Promise<object>;
}

/** Results of one stream. `return` may be called at any time, also while `next` waits. */
export type LiveResults = AsyncIterableIterator<ExecutionResult>;

/**
 * Runs a validated subscription. Each result carries its event's extensions (cursor, start, resync, committedAt).
 * An error within one event is in that event's result and the stream goes on; an error of the source itself is
 * the last result. An event that cannot be shown because the database does not answer is an error of the source, and its
 * cursor is not given: who resumes behind the last one gets it. Errors are as they were thrown: mask them.
 * Answers with one result of errors when the stream could not be opened.
 */
export async function subscribeLive(subscription: LiveSubscription): Promise<LiveResults | ExecutionResult> {
  const ending = new AbortController();
  try {
    const field = subscribedField(subscription);
    const run = { subscription, field, ending, streams: streamsOf(subscription, field, ending.signal) };
    const source = await openSource(run);
    if (Symbol.asyncIterator in source) return new ResultIterator(run, source[Symbol.asyncIterator]());
    ending.abort();
    return source;
  } catch (error) {
    ending.abort();
    if (error instanceof GraphQLError) return { errors: [error] };
    return { errors: [locatedError(error, undefined)] };
  }
}

interface Run {
  readonly subscription: LiveSubscription;
  readonly field: SubscribedField;
  /** Aborted when the stream is over: frees the feed's reader, also one that waits. */
  readonly ending: AbortController;
  readonly streams: LiveStreams;
}

function streamsOf(subscription: LiveSubscription, field: SubscribedField, signal: AbortSignal): LiveStreams {
  const { schema, viewer, after, tell, live } = subscription;
  const typeName = schema.getSubscriptionType()?.name ?? '';
  const isPublic = isPublicField(schema, typeName, field.name);
  return createLiveStreams(live, {
    field: field.name,
    args: field.args,
    viewer,
    isPublic,
    after,
    tell,
    signal,
  });
}

async function openSource(run: Run): Promise<AsyncIterable<unknown> | ExecutionResult> {
  return createSourceEventStream({
    ...executionOf(run),
    contextValue: await run.subscription.createContext(run.streams),
  });
}

function executionOf({ subscription }: Run) {
  const { schema, document, operation, variables } = subscription;
  return { schema, document, operationName: operation.name?.value ?? null, variableValues: variables ?? {} };
}

class ResultIterator implements LiveResults {
  readonly #run: Run;
  readonly #source: AsyncIterator<unknown>;
  #ended: Promise<void> | undefined;

  constructor(run: Run, source: AsyncIterator<unknown>) {
    this.#run = run;
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.#ended) return over;
    try {
      const step = await this.#source.next();
      if (step.done === true) return await this.return();
      const value = await this.#execute(step.value);
      return this.#ended ? over : { done: false, value };
    } catch (error) {
      // What the aborted wait of a stream that is already over throws is nobody's.
      if (this.#ended) return over;
      await this.return();
      const { node, responseKey } = this.#run.field;
      return { done: false, value: { errors: [locatedError(error, node, [responseKey])] } };
    }
  }

  /** Frees everything; the source's own `return` is called exactly once, however the stream ends. */
  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#run.ending.abort();
    this.#ended ??= Promise.resolve(this.#source.return?.()).then(
      () => undefined,
      () => undefined,
    );
    await this.#ended;
    return over;
  }

  async #execute(rootValue: unknown): Promise<ExecutionResult> {
    const reached = reachedOf(rootValue);
    if (reached) return { extensions: { ...reached } };
    const extensions = extensionsOf(rootValue);
    const result = await this.#tryExecute(rootValue);
    const away = result.errors?.find(isAway);
    // Given as null with its cursor, the event would be lost to whoever resumes behind it.
    if (away) throw away;
    return extensions ? { ...result, extensions: { ...extensions } } : result;
  }

  async #tryExecute(rootValue: unknown): Promise<ExecutionResult> {
    try {
      const contextValue = await this.#run.subscription.createContext(this.#run.streams);
      return await execute({ ...executionOf(this.#run), rootValue, contextValue });
    } catch (error) {
      return { errors: [locatedError(error, this.#run.field.node, [this.#run.field.responseKey])] };
    }
  }
}

const over: IteratorResult<ExecutionResult, undefined> = Object.freeze({ done: true, value: undefined });
