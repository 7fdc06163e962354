import type { LiveEvent } from '../live-event.ts';

/** What a component shows of a stream. Replaced as a whole, never changed. */
export interface LiveView<TEvent, TState> {
  /**
   * `connecting` before the first event; `live`; `broken` while it is being mended, which it does by itself and without
   * loss; `ended` by the hub; `failed` for a reason that no retry mends (`error`); `idle` with null for variables.
   */
  readonly status: 'idle' | 'connecting' | 'live' | 'broken' | 'ended' | 'failed';
  /** What all events so far came to: the last one's data unless `reduce` says otherwise. */
  readonly data: TState;
  /** The last event. Its `start` says that it is the state in which the stream began, its `resync` that it is the state after what can no longer be told. */
  readonly event: LiveEvent<TEvent> | undefined;
  /** How often changes were lost to the stream and the present state came in their place. */
  readonly resyncs: number;
  /** How often it was tried since it broke, 0 while it is whole; and what broke it. */
  readonly attempt: number;
  readonly cause: unknown;
  readonly error: unknown;
}

export type Happening<TEvent> =
  | { readonly kind: 'event'; readonly event: LiveEvent<TEvent> }
  | { readonly kind: 'mended' | 'ended' }
  | { readonly kind: 'broke'; readonly attempt: number; readonly cause: unknown }
  | { readonly kind: 'failed'; readonly error: unknown };

export function firstView<TEvent, TState>(
  status: 'idle' | 'connecting',
  data: TState,
): LiveView<TEvent, TState> {
  return { status, data, event: undefined, resyncs: 0, attempt: 0, cause: undefined, error: undefined };
}

/** @param reduce puts an event to what there was */
export function nextView<TEvent, TState>(
  view: LiveView<TEvent, TState>,
  happening: Happening<TEvent>,
  reduce: (state: TState, event: LiveEvent<TEvent>) => TState,
): LiveView<TEvent, TState> {
  const whole = { attempt: 0, cause: undefined };
  switch (happening.kind) {
    case 'event': {
      const { event } = happening;
      const resyncs = view.resyncs + (event.resync ? 1 : 0);
      return { ...view, ...whole, status: 'live', event, resyncs, data: reduce(view.data, event) };
    }
    case 'mended':
      return { ...view, ...whole, status: view.event ? 'live' : 'connecting' };
    case 'broke':
      return { ...view, status: 'broken', attempt: happening.attempt, cause: happening.cause };
    case 'ended':
      return { ...view, ...whole, status: 'ended' };
    case 'failed':
      return { ...view, ...whole, status: 'failed', error: happening.error };
  }
}
