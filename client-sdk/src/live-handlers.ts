import type { LiveOptions } from './live.ts';
import type { LiveEvent } from './live-event.ts';

/** A stream's events as calls, in place of an async iterable. */
export interface LiveHandlers<TValue> extends LiveOptions {
  /** Each event. The next one waits until what it returns is done. */
  readonly onEvent: (event: LiveEvent<TValue>) => unknown;
  /** Before `onEvent`, for an event that is the present state because changes in between cannot be told. */
  readonly onResync?: ((event: LiveEvent<TValue>) => unknown) | undefined;
  /** What ended the stream: a refusal that no retry mends, or what a handler threw. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface LiveHandle {
  /** Ends the stream; no handler is called any more. Idempotent. */
  stop(): void;
  /** Settles when the stream has ended; rejects with its error only where there is no `onError`. */
  readonly done: Promise<void>;
}

/** Reads a stream into handlers. @param open begins the stream, which the signal ends */
export function handle<TValue>(
  open: (signal: AbortSignal) => AsyncIterable<LiveEvent<TValue>>,
  handlers: LiveHandlers<TValue>,
): LiveHandle {
  const stopped = new AbortController();
  const signal = handlers.signal ? AbortSignal.any([handlers.signal, stopped.signal]) : stopped.signal;
  const read = async (): Promise<void> => {
    for await (const event of open(signal)) {
      if (signal.aborted) return;
      if (event.resync) await handlers.onResync?.(event);
      await handlers.onEvent(event);
    }
  };
  const { onError } = handlers;
  return { stop: () => stopped.abort(), done: onError ? read().catch(onError) : read() };
}
